// Lines of upsd.
#include "drivers/power/nut_protocol.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <sstream>

namespace drivers::power {

using contract::PowerSource;
using contract::PowerStatus;

namespace {

bool starts_with(std::string_view text, std::string_view begin) { return text.substr(0, begin.size()) == begin; }

/// "name \"va\\\"lue\"" to its two parts; nothing when it is not that.
std::optional<std::pair<std::string, std::string>> split_variable(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == 0 || space == std::string_view::npos || space + 2 >= text.size()) return std::nullopt;
  const std::string_view quoted = text.substr(space + 1);
  if (quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"') return std::nullopt;
  std::string value;
  for (std::size_t place = 1; place + 1 < quoted.size(); ++place) {
    if (quoted[place] == '\\' && place + 2 < quoted.size()) ++place;
    value += quoted[place];
  }
  return std::pair{std::string(text.substr(0, space)), value};
}

/// A number that some drivers write with decimals; nothing for anything else or a negative one.
std::optional<int> whole_number(const std::map<std::string, std::string>& variables, const char* name) {
  const auto found = variables.find(name);
  if (found == variables.end()) return std::nullopt;
  double value = -1;
  const std::string& text = found->second;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return std::nullopt;
  if (!(value >= 0 && value <= 1e9)) return std::nullopt;
  return static_cast<int>(value);
}

std::set<std::string> flags_of(const std::map<std::string, std::string>& variables) {
  const auto found = variables.find("ups.status");
  std::istringstream words(found == variables.end() ? std::string() : found->second);
  std::set<std::string> flags;
  for (std::string word; words >> word;) flags.insert(word);
  return flags;
}

}  // namespace

std::string list_variables(const std::string& ups) { return "LIST VAR " + ups + "\n"; }

bool is_ups_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

bool NutAnswerParser::feed(std::string_view piece) {
  size_ += piece.size();
  if (size_ > kLongestAnswer) return false;
  rest_ += piece;
  for (std::size_t end = rest_.find('\n'); end != std::string::npos && !whole_; end = rest_.find('\n')) {
    const std::string line = rest_.substr(0, end);
    rest_.erase(0, end + 1);
    if (!take_line(line)) return false;
  }
  return true;
}

bool NutAnswerParser::take_line(std::string_view line) {
  if (starts_with(line, "ERR ")) {
    std::string_view word = line.substr(4);
    answer_.refusal = word.substr(0, word.find(' '));
    whole_ = true;
    return true;
  }
  if (!begun_) return begun_ = starts_with(line, "BEGIN LIST VAR ");
  if (starts_with(line, "END LIST VAR ")) return whole_ = true;
  if (!starts_with(line, "VAR ")) return false;
  const std::size_t space = line.find(' ', 4);
  if (space == std::string_view::npos) return false;
  auto variable = split_variable(line.substr(space + 1));
  if (!variable) return false;
  answer_.variables.insert(std::move(*variable));
  return true;
}

std::optional<NutAnswer> NutAnswerParser::take() {
  if (!whole_) return std::nullopt;
  return std::move(answer_);
}

PowerStatus power_status(const std::map<std::string, std::string>& variables) {
  const auto flags = flags_of(variables);
  PowerStatus status;
  status.runtime_seconds = whole_number(variables, "battery.runtime");
  status.charge_percent = whole_number(variables, "battery.charge");
  if (status.charge_percent) status.charge_percent = std::min(*status.charge_percent, 100);
  const bool short_of_time = status.runtime_seconds && *status.runtime_seconds < contract::kLeastRuntimeSeconds;
  if (flags.count("FSD") > 0) {
    status.source = PowerSource::LowBattery;
  } else if (flags.count("OB") > 0) {
    const bool low = flags.count("LB") > 0 || short_of_time;
    status.source = low ? PowerSource::LowBattery : PowerSource::OnBattery;
  } else if (flags.count("OL") > 0) {
    status.source = PowerSource::OnMains;
  }
  return status;
}

}  // namespace drivers::power
