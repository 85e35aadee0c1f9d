// Judging supplies by their thresholds.
#include "drivers/contract/supply_watch.h"

#include <charconv>

namespace drivers::contract {
namespace {

bool reached(int left, int limit) { return left >= 0 && limit >= 0 && left <= limit; }

}  // namespace

SupplyLevel judge(const Supply& supply, const SupplyRule& rule) {
  if (supply.level != SupplyLevel::Ok && supply.level != SupplyLevel::Unknown) return supply.level;
  if (supply.percent == 0 || supply.count == 0) return SupplyLevel::Out;
  const bool low = reached(supply.percent, rule.low_percent) || reached(supply.count, rule.low_count);
  return low ? SupplyLevel::Low : supply.level;
}

kiosk::base::Status take_threshold(std::map<std::string, std::string>& settings, const std::string& name,
                                   SupplyRule& rule) {
  const auto found = settings.find(name);
  if (found == settings.end()) return {};
  std::string text = std::move(found->second);
  settings.erase(found);
  const bool share = !text.empty() && text.back() == '%';
  if (share) text.pop_back();
  int value = -1;
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  const int largest = share ? 100 : 1'000'000;
  if (parsed.ec != std::errc{} || parsed.ptr != end || value < 0 || value > largest) {
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidArgument,
                             "expected a share (15%) or a number of pieces (200)", name);
  }
  (share ? rule.low_percent : rule.low_count) = value;
  return {};
}

}  // namespace drivers::contract
