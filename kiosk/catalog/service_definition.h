// ServiceDefinition: one service as data: who, which steps, which questions, what comes out.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/ids.h"
#include "kiosk/catalog/language.h"
#include "kiosk/catalog/step_kind.h"

namespace kiosk::catalog {

/// The six domains of the county's terminals, and what every terminal takes for the county itself: 12345, help,
/// tickets, opinions.
enum class Domain {
  PublicSecurity,
  SocialSecurity,
  MarketRegulation,
  Taxation,
  Finance,
  Transport,
  CountyService
};
/// The six: their services are what the terminals are counted by. CountyService is none of them.
inline constexpr std::array kDomains{Domain::PublicSecurity, Domain::SocialSecurity, Domain::MarketRegulation,
                                     Domain::Taxation,       Domain::Finance,        Domain::Transport};
/// "public-security", …: the folder of the service's file.
std::string_view to_string(Domain domain);
std::optional<Domain> parse_domain(std::string_view word);

/// What happens while the centre cannot be reached.
enum class OfflinePolicy {
  Online,  ///< needs live data: not offered
  Queue,   ///< accepted into the durable queue, a slip with the number
  Apply,   ///< application taken, the certificate follows later
};

/// 即办件, 承诺件, 联办件, 上报件.
enum class CaseKind { Instant, Promised, Joint, ReportedUp };

enum class FieldKind {
  Choice,          ///< one of `choices`
  MultiChoice,     ///< one or more of `choices`
  Period,          ///< two months YYYY-MM/YYYY-MM
  Date,            ///< YYYY-MM-DD
  Region,          ///< a code of the region tree, by town and village
  Text,            ///< free text
  Digits,          ///< only digits, e.g. room number
  Phone,           ///< mainland mobile or fixed number
  YesNo,           ///< "yes" or "no"
  IdentityNumber,  ///< 公民身份号码, GB 11643
  CreditCode,      ///< 统一社会信用代码, GB 32100
  Plate,           ///< 机动车号牌号码, GA 36
  Vin,             ///< 车辆识别代号, GB 16735
  BankCard,        ///< ISO/IEC 7812-1
  Amount,          ///< yuan with at most two decimals: "1200.50"
};

struct Choice {
  std::string value;
  Text label;
  Text hint{};
};

/// One question of the form: one page of the screen.
/// What a Text is, so that the screen offers the right ways to write it.
enum class WritingKind { Text, Name, Address };

struct FieldRule {
  base::FieldId id;
  FieldKind kind{};
  Text question;  ///< heading of the page
  Text label;     ///< short, for the check-answers page and the paper
  Text hint{};
  bool required = true;
  bool personal = true;  ///< masked in the trail
  std::string default_value{};
  std::vector<Choice> choices{};
  std::uint32_t min_length = 0;  ///< in characters, for Text and Digits
  std::uint32_t max_length = 40;
  int earliest_days = -36'500;          ///< Date: earliest allowed day relative to today
  int latest_days = 0;                  ///< Date: latest allowed day relative to today
  int max_months = 600;                 ///< Period: longest span
  std::int64_t max_yuan = 100'000'000;  ///< Amount: the most that can be entered
  WritingKind writing = WritingKind::Text;
  base::FieldId only_if{};  ///< asked only when that earlier choice was answered with `only_if_value`
  std::string only_if_value{};

  /// Whether `value` is that of one of the choices.
  bool offers(std::string_view value) const;
};

/// A paper that the citizen brings or may bring later (容缺).
struct Material {
  std::string id;
  Text name;
  bool required = false;
  bool may_follow_later = false;
  Text hint{};        ///< which pages, how to lay it
  int max_pages = 6;  ///< 1…20

  bool must_be_here() const { return required && !may_follow_later; }
};

struct PromiseText {
  std::string id;
  std::string version;
  std::vector<Text> paragraphs;  ///< the duty, its content, liability for a false promise
};

/// What the citizen takes away.
struct Output {
  enum class Kind { Certificate, Slip };
  Kind kind = Kind::Slip;
  Text name;
};

struct ServiceDefinition {
  base::ServiceId id;  ///< "RS-01"
  std::string version;
  Domain domain{};
  Text name;
  Text summary;      ///< one line on the tile
  std::string icon;  ///< name in the icon font
  Text who;          ///< who may use it
  Text result;       ///< what you get
  Text time;         ///< how long it takes here
  Text fee;
  Text basis;  ///< legal basis
  CaseKind case_kind = CaseKind::Instant;
  OfflinePolicy offline = OfflinePolicy::Online;
  int promised_working_days = 0;
  std::vector<Text> notice;     ///< privacy notice: what is read, where it goes, when it is deleted
  std::vector<StepKind> steps;  ///< in order; Goodbye follows by itself
  std::vector<FieldRule> form{};
  std::vector<Material> materials{};
  std::vector<PromiseText> promises{};
  std::vector<Output> outputs{};
  bool needs_photo = false;          ///< the card's picture goes to the centre with the case
  std::vector<std::string> devices;  ///< classes without which it is not offered: "id-card-reader"

  const FieldRule* field(const base::FieldId& field_id) const;
  bool has_step(StepKind kind) const;
};

}  // namespace kiosk::catalog
