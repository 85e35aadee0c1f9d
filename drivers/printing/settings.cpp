// Settings of printer drivers.
#include "drivers/printing/settings.h"

#include <charconv>

namespace drivers::printing {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

kiosk::base::Status check_settings(const SettingMap& settings, const std::set<std::string>& known) {
  for (const auto& [name, value] : settings) {
    if (known.count(name) == 0) return fail(ErrorCode::InvalidArgument, "unknown setting", name);
  }
  return {};
}

kiosk::base::Result<int> number_setting(const SettingMap& settings, const std::string& name, int otherwise) {
  const auto found = settings.find(name);
  if (found == settings.end()) return otherwise;
  const std::string& text = found->second;
  int value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr int kLargest = 3'600'000;
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || value < 1 || value > kLargest) {
    return fail(ErrorCode::InvalidArgument, "expected a whole number from 1 to 3600000", name);
  }
  return value;
}

std::string text_setting(const SettingMap& settings, const std::string& name, const std::string& otherwise) {
  const auto found = settings.find(name);
  return found == settings.end() ? otherwise : found->second;
}

}  // namespace drivers::printing
