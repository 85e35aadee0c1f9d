// Looking into IPP attributes.
#include <algorithm>
#include <charconv>

#include "drivers/transport/ipp_connection.h"

namespace drivers::transport {

std::string IppAttributes::text(const std::string& name) const {
  const std::vector<std::string>& values = all(name);
  return values.empty() ? std::string() : values.front();
}

std::optional<int> IppAttributes::number(const std::string& name) const {
  const std::string value = text(name);
  int number = 0;
  const auto parsed = std::from_chars(value.data(), value.data() + value.size(), number);
  if (value.empty() || parsed.ec != std::errc{} || parsed.ptr != value.data() + value.size())
    return std::nullopt;
  return number;
}

const std::vector<std::string>& IppAttributes::all(const std::string& name) const {
  static const std::vector<std::string> kNone;
  const auto found = values_.find(name);
  return found == values_.end() ? kNone : found->second;
}

bool IppAttributes::contains(const std::string& name, std::string_view value) const {
  const std::vector<std::string>& values = all(name);
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace drivers::transport
