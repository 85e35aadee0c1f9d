// A pause in slices.
#include "drivers/transport/pause.h"

#include <poll.h>

#include <algorithm>

namespace drivers::transport {

using kiosk::base::Duration;

void pause_for(Duration time, const kiosk::base::Clock& clock, const std::stop_token& stop) {
  constexpr Duration kSlice{50};
  const kiosk::base::MonoTime end = clock.now() + time;
  while (!stop.stop_requested()) {
    const Duration left = end - clock.now();
    if (left <= Duration{0}) return;
    (void)poll(nullptr, 0, static_cast<int>(std::min(left, kSlice).count()));
  }
}

}  // namespace drivers::transport
