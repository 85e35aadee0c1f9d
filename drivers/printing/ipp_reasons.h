// What the keywords of printer-state-reasons (RFC 8011 5.4.12, PWG 5100.9) mean for us. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drivers/contract/fault.h"
#include "drivers/transport/ipp_connection.h"

namespace drivers::printing {

/// One reason taken apart: the keyword without its suffix, and how serious the printer finds it.
struct PrinterReason {
  enum class Suffix { None, Report, Warning, Error };
  std::string keyword;
  Suffix suffix = Suffix::None;
  static PrinterReason parse(std::string_view text);
};

/// A fault with the printer's own word for it.
struct ReasonFault {
  contract::FaultType type;
  std::string detail;
};

/// A printer's condition as its attributes tell it.
struct IppCondition {
  std::vector<ReasonFault> faults{};  ///< the one that somebody must act on first is first
  contract::SupplyLevel paper = contract::SupplyLevel::Ok;
  contract::SupplyLevel toner = contract::SupplyLevel::Ok;
  int toner_percent = -1;
  bool stopped = false;  ///< printer-state 5
  bool accepting = true;
  bool paused = false;  ///< by a person, at the printer or in its queue

  /// The first fault that keeps paper from coming out.
  const ReasonFault* blocking() const;
};

/// The attributes that `read_condition` looks at.
const std::vector<std::string>& condition_attributes();
IppCondition read_condition(const transport::IppAttributes& attributes);

}  // namespace drivers::printing
