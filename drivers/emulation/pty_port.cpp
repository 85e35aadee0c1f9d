// Making, taking away and feeding a pseudo terminal.
#include "drivers/emulation/pty_port.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Status;
using kiosk::base::UniqueFd;

namespace {

tl::unexpected<kiosk::base::Error> fail_errno(const std::string& what, const std::string& where) {
  return fail(ErrorCode::Unavailable, what + ": " + kiosk::base::errno_text(errno), where);
}

struct Speed {
  unsigned baud;
  speed_t code;
};
constexpr std::array kSpeeds{Speed{9600, B9600},   Speed{19200, B19200},   Speed{38400, B38400},
                             Speed{57600, B57600}, Speed{115200, B115200}, Speed{230400, B230400}};

/// What a receiver sampling at the wrong speed makes of bytes: as many others, none of them right.
std::vector<std::uint8_t> noise_of(std::span<const std::uint8_t> bytes) {
  std::vector<std::uint8_t> noise;
  for (const std::uint8_t byte : bytes) noise.push_back(static_cast<std::uint8_t>((byte >> 3) ^ 0xF0U));
  return noise;
}

Status make_raw(int fd) {
  termios settings{};
  if (tcgetattr(fd, &settings) != 0) return fail_errno("cannot read the settings of a pty", "/dev/ptmx");
  cfmakeraw(&settings);
  if (tcsetattr(fd, TCSANOW, &settings) != 0) return fail_errno("cannot make a pty raw", "/dev/ptmx");
  return {};
}

}  // namespace

PtyPort::PtyPort(EventLoop& loop, std::filesystem::path link, OnBytes on_bytes)
    : loop_(loop), link_(std::move(link)), on_bytes_(std::move(on_bytes)) {}

Status PtyPort::plug() {
  if (plugged()) return {};
  UniqueFd device_end(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
  std::array<char, 64> name{};
  if (!device_end || grantpt(device_end.get()) != 0 || unlockpt(device_end.get()) != 0 ||
      ptsname_r(device_end.get(), name.data(), name.size()) != 0) {
    return fail_errno("cannot make a pty", "/dev/ptmx");
  }
  UniqueFd driver_end(open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  if (!driver_end) return fail_errno("cannot open the pty", name.data());
  if (auto raw = make_raw(driver_end.get()); !raw) return raw;
  if (!link_.empty()) {
    std::error_code error;
    std::filesystem::remove(link_, error);
    std::filesystem::create_symlink(name.data(), link_, error);
    if (error)
      return fail(ErrorCode::Unavailable, "cannot make the link: " + error.message(), link_.string());
  }
  pty_name_ = name.data();
  device_end_ = std::move(device_end);
  driver_end_ = std::move(driver_end);
  watch_ = loop_.watch(device_end_.get(), POLLIN, [this](short events) { on_ready(events); });
  return {};
}

void PtyPort::unplug() {
  if (!plugged()) return;
  loop_.unwatch(watch_);
  pending_.clear();
  std::error_code ignored;
  if (!link_.empty()) std::filesystem::remove(link_, ignored);
  driver_end_.reset();
  device_end_.reset();
}

void PtyPort::send(std::span<const std::uint8_t> bytes) {
  if (!plugged()) return;
  if (speeds_agree()) {
    pending_.insert(pending_.end(), bytes.begin(), bytes.end());
  } else {
    const auto noise = noise_of(bytes);
    pending_.insert(pending_.end(), noise.begin(), noise.end());
  }
  flush();
}

void PtyPort::on_ready(short events) {
  if ((events & POLLOUT) != 0) flush();
  if ((events & (POLLIN | POLLHUP | POLLERR)) != 0) receive();
}

void PtyPort::receive() {
  std::array<std::uint8_t, 4096> buffer{};
  const ssize_t got = read(device_end_.get(), buffer.data(), buffer.size());
  if (got <= 0) return;
  const std::span<const std::uint8_t> bytes(buffer.data(), static_cast<std::size_t>(got));
  if (speeds_agree()) return on_bytes_(bytes);
  on_bytes_(noise_of(bytes));
}

bool PtyPort::speeds_agree() const {
  termios settings{};
  if (line_speed_ == 0 || tcgetattr(driver_end_.get(), &settings) != 0) return true;
  const speed_t chosen = cfgetospeed(&settings);
  return std::any_of(kSpeeds.begin(), kSpeeds.end(),
                     [&](const Speed& speed) { return speed.baud == line_speed_ && speed.code == chosen; });
}

void PtyPort::flush() {
  const ssize_t put = pending_.empty() ? 0 : write(device_end_.get(), pending_.data(), pending_.size());
  if (put > 0) pending_.erase(pending_.begin(), pending_.begin() + put);
  loop_.set_events(watch_, static_cast<short>(pending_.empty() ? POLLIN : POLLIN | POLLOUT));
}

PortMaker on_pty(EventLoop& loop, std::filesystem::path link) {
  return [&loop, link = std::move(link)](BytePort::OnBytes on_bytes) {
    return std::make_unique<PtyPort>(loop, link, std::move(on_bytes));
  };
}

}  // namespace drivers::emulation
