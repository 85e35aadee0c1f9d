// Exponential back-off with full jitter.
#include "offline_cache/outbox/retry_policy.h"

#include <algorithm>
#include <array>
#include <bit>

#include "kiosk/base/ids.h"

namespace offline_cache::outbox {

using kiosk::base::Duration;

Duration RetryPolicy::delay(std::int64_t attempts, std::optional<Duration> retry_after, double random) const {
  if (retry_after) return std::clamp<Duration>(*retry_after, Duration{0}, std::chrono::hours{24});
  const std::int64_t doublings = std::clamp<std::int64_t>(attempts - 1, 0, 30);
  const Duration ceiling = std::min(cap, Duration{base.count() << doublings});
  return Duration{static_cast<std::int64_t>(static_cast<double>(ceiling.count()) * random)};
}

double random_fraction() {
  std::array<std::uint8_t, 8> bytes{};
  kiosk::base::fill_random(bytes.data(), bytes.size());
  const auto number = std::bit_cast<std::uint64_t>(bytes);
  return static_cast<double>(number >> 11) * 0x1.0p-53;
}

}  // namespace offline_cache::outbox
