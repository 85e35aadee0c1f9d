// The network protocol of NUT (Network UPS Tools, developer guide chapter 9): lines of words, quoted values. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/contract/power_monitor.h"

namespace drivers::power {

/// What one answer told, whole.
struct NutAnswer {
  std::map<std::string, std::string> variables{};
  std::string refusal{};  ///< the word after ERR: "DATA-STALE", "UNKNOWN-UPS"; empty when there is none
};

/// "LIST VAR ups\n"
std::string list_variables(const std::string& ups);
/// False for names that would not stay one word on the line.
bool is_ups_name(std::string_view name);

/// Collects the answer to LIST VAR from pieces of any size.
class NutAnswerParser {
 public:
  /// More than any UPS tells: beyond it the other side is no upsd.
  static constexpr std::size_t kLongestAnswer = 64U << 10;

  /// False when this cannot be an answer of upsd.
  bool feed(std::string_view piece);
  /// The answer once its end has come.
  std::optional<NutAnswer> take();

 private:
  bool take_line(std::string_view line);

  std::string rest_;
  NutAnswer answer_;
  std::size_t size_ = 0;
  bool begun_ = false;
  bool whole_ = false;
};

/// ups.status is a list of flags: OL on line, OB on battery, LB low battery, FSD shutdown is ordered. On the battery,
/// a runtime below kLeastRuntimeSeconds counts as low, too.
contract::PowerStatus power_status(const std::map<std::string, std::string>& variables);

}  // namespace drivers::power
