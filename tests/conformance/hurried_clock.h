// HurriedClock: the drivers' patience in a quarter of the time.
#pragma once

#include "kiosk/base/clock.h"

namespace conformance {

/// Four of its milliseconds pass in one real one. Drivers that wait for a mute device give up as early; waits
/// below the transports' slice of 50 ms stay as they are. Any thread.
class HurriedClock final : public kiosk::base::Clock {
 public:
  kiosk::base::MonoTime now() const override { return {system_.now().since_boot * kHurry}; }
  kiosk::base::WallTime wall() const override { return system_.wall(); }

 private:
  static constexpr int kHurry = 4;
  kiosk::base::SystemClock system_;
};

}  // namespace conformance
