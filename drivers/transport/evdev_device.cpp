// linux/input.h and poll(2).
#include "drivers/transport/evdev_device.h"

#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "drivers/transport/wait.h"

namespace drivers::transport {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

bool is_pipe(int fd) {
  struct stat status {};
  return fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode);
}

}  // namespace

EvdevDevice::EvdevDevice(std::string path, const kiosk::base::Clock& clock)
    : path_(std::move(path)), clock_(clock) {}

Status EvdevDevice::open() {
  close();
  fd_ = kiosk::base::UniqueFd(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!fd_) {
    const int number = errno;
    return fail(open_error(number), "cannot open: " + kiosk::base::errno_text(number), description());
  }
  if (auto grabbed = grab(); !grabbed) {
    close();
    return grabbed;
  }
  // Stamps that do not jump with the terminal's clock; a device that refuses keeps its own.
  int clock_id = CLOCK_MONOTONIC;
  (void)ioctl(fd_.get(), EVIOCSCLOCKID, &clock_id);
  return {};
}

Status EvdevDevice::grab() {
  if (ioctl(fd_.get(), EVIOCGRAB, 1) == 0) return {};
  const int number = errno;
  // A pipe has no window system behind it that could read along.
  if (is_pipe(fd_.get())) return {};
  if (number == EBUSY) return fail(ErrorCode::Conflict, "another program holds this device", description());
  return fail(ErrorCode::InvalidArgument, "is not an input device", description());
}

Result<InputEvent> EvdevDevice::next(MonoTime deadline, const std::stop_token& stop) {
  while (true) {
    const LineWait wait{fd_.get(), POLLIN, deadline, stop};
    if (auto ready = wait_until_ready(wait, clock_, description()); !ready)
      return tl::unexpected(ready.error());
    input_event event{};
    const ssize_t got = ::read(fd_.get(), &event, sizeof event);
    if (got == static_cast<ssize_t>(sizeof event)) {
      const Duration at{static_cast<std::int64_t>(event.input_event_sec) * 1000 +
                        event.input_event_usec / 1000};
      return InputEvent{at, event.type, event.code, event.value};
    }
    if (got < 0 && would_block(errno)) continue;
    return line_gone(*this, got > 0 ? "half an event" : "cannot read");
  }
}

Status EvdevDevice::drop_pending() {
  while (true) {
    const auto event = next(clock_.now(), {});
    if (event) continue;
    if (event.error().code == ErrorCode::TimedOut) return {};
    return tl::unexpected(event.error());
  }
}

std::optional<bool> EvdevDevice::switch_state(std::uint16_t code) const {
  std::array<std::uint8_t, SW_MAX / 8 + 1> bits{};
  if (!fd_ || code > SW_MAX || ioctl(fd_.get(), EVIOCGSW(bits.size()), bits.data()) < 0) return std::nullopt;
  return (bits.at(code / 8U) >> (code % 8U) & 1U) != 0;
}

std::string EvdevDevice::name() const {
  std::array<char, 128> text{};
  if (!fd_ || ioctl(fd_.get(), EVIOCGNAME(text.size() - 1), text.data()) < 0) return {};
  return text.data();
}

}  // namespace drivers::transport
