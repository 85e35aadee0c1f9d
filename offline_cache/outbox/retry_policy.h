// RetryPolicy: how long to wait after the line to the centre failed.
#pragma once

#include <optional>

#include "kiosk/base/clock.h"

namespace offline_cache::outbox {

/// Full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"): a random time up to
/// min(cap, base * 2^(attempts-1)), so that terminals which lost the centre together do not come back
/// together.
struct RetryPolicy {
  kiosk::base::Duration base{1'000};
  kiosk::base::Duration cap{300'000};

  /// `attempts` counts from 1. `random` is in [0, 1). What the centre asks for (Retry-After) wins, up to a
  /// day.
  kiosk::base::Duration delay(std::int64_t attempts, std::optional<kiosk::base::Duration> retry_after,
                              double random) const;
};

/// A random number in [0, 1) from the kernel.
double random_fraction();

}  // namespace offline_cache::outbox
