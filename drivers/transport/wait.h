// Waiting on a file descriptor of a device: one loop with deadline and stop for all transports.
#pragma once

#include <stop_token>
#include <string>

#include "drivers/transport/transport.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace drivers::transport {

/// A stop request is looked at this often while waiting.
inline constexpr kiosk::base::Duration kWaitSlice{50};

/// What is waited for, and for how long.
struct LineWait {
  int fd;        ///< -1: the line is not open
  short events;  ///< POLLIN or POLLOUT
  kiosk::base::MonoTime deadline;
  const std::stop_token& stop;
};

/// Success when a read or write will not block; errors and hang-ups count as that too, for the call that
/// follows says what they are. TimedOut, Canceled, Unavailable when the line is not open. A passed deadline
/// still looks once.
kiosk::base::Status wait_until_ready(const LineWait& wait, const kiosk::base::Clock& clock,
                                     const std::string& line);

/// What a line says that does not answer any more: it is closed, so that only open() can bring it back.
template <class Line>
tl::unexpected<kiosk::base::Error> line_gone(Line& line, const std::string& what) {
  line.close();
  return kiosk::base::fail(kiosk::base::ErrorCode::Unavailable, what, line.description());
}

/// True when a read or write may simply be tried again (EAGAIN, EINTR).
bool would_block(int error_number);
/// NotFound when there is no such device, PermissionDenied, else Unavailable.
kiosk::base::ErrorCode open_error(int error_number);

/// Transport::drain_input by reading.
kiosk::base::Status drain_by_reading(Transport& line, const kiosk::base::Clock& clock,
                                     kiosk::base::Duration quiet);

}  // namespace drivers::transport
