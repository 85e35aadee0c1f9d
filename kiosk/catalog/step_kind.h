// StepKind: every kind of screen that a visit can stand on.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace kiosk::catalog {

enum class StepKind {
  // The frame of every visit: not named in a service.
  Attract,      ///< nobody is here
  Home,         ///< six domains
  Domain,       ///< the services of one domain
  ServicePage,  ///< what you get, time, fee, papers, what this machine needs
  Trouble,      ///< what happened, what it means for you, what to do next
  Goodbye,      ///< everything has been wiped
  Lookup,       ///< 办件进度: lay the card down, show the slip's code or type its number
  Cases,        ///< the cases of the person whose card was read
  Story,        ///< what happened to one case, and what can be collected
  // The steps that a service lists.
  Notice,    ///< privacy notice
  Identify,  ///< card on the reader
  Confirm,   ///< is this you (masked)
  Form,      ///< one question a page
  Scan,      ///< the papers, one after the other
  Promise,   ///< 告知承诺
  Sign,      ///< signature with the finger
  Review,    ///< check answers
  Pay,       ///< 扫码支付: what the centre asks at this moment
  Submit,    ///< made durable, sent, answered
  Preview,   ///< the document as it will be printed
  Print,     ///< A4, pages counted
  Receipt,   ///< slip with the acceptance number
  Collect,   ///< take paper and card
  Rate,      ///< 好差评
};

inline constexpr std::array kStepKinds{
    StepKind::Attract,  StepKind::Home,    StepKind::Domain,  StepKind::ServicePage, StepKind::Trouble,
    StepKind::Goodbye,  StepKind::Lookup,  StepKind::Cases,   StepKind::Story,       StepKind::Notice,
    StepKind::Identify, StepKind::Confirm, StepKind::Form,    StepKind::Scan,        StepKind::Promise,
    StepKind::Sign,     StepKind::Review,  StepKind::Pay,     StepKind::Submit,      StepKind::Preview,
    StepKind::Print,    StepKind::Receipt, StepKind::Collect, StepKind::Rate};

/// The word of the service files: "service-page", "notice", …
std::string_view to_string(StepKind kind);
std::optional<StepKind> parse_step_kind(std::string_view word);

}  // namespace kiosk::catalog
