// A pause in slices.
#include "drivers/transport/pause.h"

#include <poll.h>

#include <algorithm>

#include "drivers/transport/wait.h"

namespace drivers::transport {

using kiosk::base::Duration;

void pause_for(Duration time, const kiosk::base::Clock& clock, const std::stop_token& stop) {
  const kiosk::base::MonoTime end = clock.now() + time;
  while (!stop.stop_requested()) {
    const Duration left = end - clock.now();
    if (left <= Duration{0}) return;
    (void)poll(nullptr, 0, static_cast<int>(std::min(left, kWaitSlice).count()));
  }
}

}  // namespace drivers::transport
