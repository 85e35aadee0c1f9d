// A named pipe and the kernel's input events.
#include "drivers/emulation/event_pipe.h"

#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Status;

Status EventPipe::plug() {
  if (plugged()) return {};
  unlink(path_.c_str());
  if (mkfifo(path_.c_str(), 0600) != 0) {
    return fail(ErrorCode::Unavailable, "cannot make a pipe: " + kiosk::base::errno_text(errno), path_.string());
  }
  // For reading, too: so that writing works before a driver has opened it.
  fd_ = kiosk::base::UniqueFd(open(path_.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK));
  if (!fd_) {
    return fail(ErrorCode::Unavailable, "cannot open the pipe: " + kiosk::base::errno_text(errno), path_.string());
  }
  watch_ = loop_.watch(fd_.get(), 0, [this](short) { flush(); });
  return {};
}

void EventPipe::unplug() {
  if (!plugged()) return;
  loop_.unwatch(watch_);
  pending_.clear();
  unlink(path_.c_str());
  fd_.reset();
}

void EventPipe::send(const std::vector<EmulatedEvent>& events) {
  if (!plugged()) return;
  stamp_ = std::max(stamp_, clock_.now().since_boot);
  for (const EmulatedEvent& event : events) {
    append(event);
    append({EV_SYN, SYN_REPORT, 0, kiosk::base::Duration{0}});
  }
  flush();
}

void EventPipe::append(const EmulatedEvent& event) {
  stamp_ += event.after;
  input_event raw{};
  raw.input_event_sec = stamp_.count() / 1000;
  raw.input_event_usec = stamp_.count() % 1000 * 1000;
  raw.type = event.type;
  raw.code = event.code;
  raw.value = event.value;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(&raw);
  pending_.insert(pending_.end(), bytes, bytes + sizeof raw);
}

void EventPipe::flush() {
  // Whole events only, as the kernel gives them: a write of less than PIPE_BUF bytes is not cut.
  constexpr std::size_t kPart = 4096 / sizeof(input_event) * sizeof(input_event);
  while (!pending_.empty()) {
    const ssize_t put = write(fd_.get(), pending_.data(), std::min(pending_.size(), kPart));
    if (put <= 0) break;
    pending_.erase(pending_.begin(), pending_.begin() + put);
  }
  loop_.set_events(watch_, static_cast<short>(pending_.empty() ? 0 : POLLOUT));
}

}  // namespace drivers::emulation
