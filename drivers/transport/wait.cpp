// poll(2) in slices.
#include "drivers/transport/wait.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "kiosk/base/secure.h"

namespace drivers::transport {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Status;

Status wait_until_ready(const LineWait& wait, const kiosk::base::Clock& clock, const std::string& line) {
  while (wait.fd >= 0) {
    if (wait.stop.stop_requested()) return fail(ErrorCode::Canceled, "canceled", line);
    const Duration left = std::max(wait.deadline - clock.now(), Duration{0});
    pollfd entry{wait.fd, wait.events, 0};
    if (poll(&entry, 1, static_cast<int>(std::min(left, kWaitSlice).count())) > 0) return {};
    if (left == Duration{0}) return fail(ErrorCode::TimedOut, "no answer in time", line);
  }
  return fail(ErrorCode::Unavailable, "the line is not open", line);
}

bool would_block(int error_number) { return error_number == EAGAIN || error_number == EINTR; }

ErrorCode open_error(int error_number) {
  if (error_number == ENOENT || error_number == ENODEV || error_number == ENXIO) return ErrorCode::NotFound;
  return error_number == EACCES || error_number == EPERM ? ErrorCode::PermissionDenied
                                                         : ErrorCode::Unavailable;
}

Status drain_by_reading(Transport& line, const kiosk::base::Clock& clock, Duration quiet) {
  const MonoTime end = clock.now() + quiet * 10;
  kiosk::base::SecureBytes dropped(4096);
  while (clock.now() < end) {
    const auto got = line.read_some(dropped, clock.now() + quiet, {});
    if (!got && got.error().code == ErrorCode::TimedOut) return {};
    if (!got) return tl::unexpected(got.error());
  }
  return {};
}

}  // namespace drivers::transport
