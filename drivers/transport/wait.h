// Waiting on a file descriptor of a device: one loop with deadline and stop for all transports.
#pragma once

#include <sys/types.h>

#include <cerrno>
#include <span>
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

/// Transport::write: waits and lets `put` (the system's own call) take what it can, until nothing is left.
/// `gone` makes the error of a line that takes no more.
template <class Put, class Gone>
kiosk::base::Status write_all(const LineWait& wait, const kiosk::base::Clock& clock, const Transport& line,
                              std::span<const std::uint8_t> bytes, const Put& put, const Gone& gone) {
  while (!bytes.empty()) {
    if (auto ready = wait_until_ready(wait, clock, line.description()); !ready) return ready;
    const ssize_t taken = put(bytes.data(), bytes.size());
    if (taken < 0 && !would_block(errno)) return gone();
    if (taken > 0) bytes = bytes.subspan(static_cast<std::size_t>(taken));
  }
  return {};
}

/// Transport::read_some by `get`, the system's own call. Readable and yet without a byte means that the
/// other end is gone.
template <class Get, class Gone>
kiosk::base::Result<std::size_t> read_any(const LineWait& wait, const kiosk::base::Clock& clock,
                                          const Transport& line, const Get& get, const Gone& gone) {
  while (true) {
    if (auto ready = wait_until_ready(wait, clock, line.description()); !ready) {
      return tl::unexpected(ready.error());
    }
    const ssize_t got = get();
    if (got > 0) return static_cast<std::size_t>(got);
    if (got == 0 || !would_block(errno)) return gone();
  }
}

/// NotFound when there is no such device, PermissionDenied, else Unavailable.
kiosk::base::ErrorCode open_error(int error_number);

/// Transport::drain_input by reading.
kiosk::base::Status drain_by_reading(Transport& line, const kiosk::base::Clock& clock,
                                     kiosk::base::Duration quiet);

}  // namespace drivers::transport
