// Plain system calls.
#include "tests/bench/raw_line.h"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace kiosk::benchmarks {
namespace {

constexpr int kLongestWaitMs = 5000;

}  // namespace

base::Result<RawLine> RawLine::open(const std::string& path) {
  base::UniqueFd fd(::open(path.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
  termios mode{};
  if (!fd || tcgetattr(fd.get(), &mode) != 0) {
    return base::fail(base::ErrorCode::Unavailable, "cannot open the line", path);
  }
  cfmakeraw(&mode);
  tcsetattr(fd.get(), TCSANOW, &mode);
  return RawLine(std::move(fd));
}

bool RawLine::write(std::span<const std::uint8_t> bytes) const {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd_.get(), bytes.data(), bytes.size());
    if (put > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(put));
      continue;
    }
    pollfd entry{fd_.get(), POLLOUT, 0};
    if (poll(&entry, 1, kLongestWaitMs) <= 0) return false;
  }
  return true;
}

bool RawLine::read(std::span<std::uint8_t> bytes) const {
  while (!bytes.empty()) {
    pollfd entry{fd_.get(), POLLIN, 0};
    if (poll(&entry, 1, kLongestWaitMs) <= 0) return false;
    const ssize_t got = ::read(fd_.get(), bytes.data(), bytes.size());
    if (got <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

bool RawLine::run(const std::vector<Exchange>& dialogue) const {
  Bytes answer;
  for (const Exchange& exchange : dialogue) {
    answer.resize(exchange.answer);
    if (!write(exchange.request) || !read(answer)) return false;
  }
  return true;
}

void RawLine::drop_input() const { tcflush(fd_.get(), TCIFLUSH); }

}  // namespace kiosk::benchmarks
