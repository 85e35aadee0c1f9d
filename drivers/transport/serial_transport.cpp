// termios and poll(2) around a serial line.
#include "drivers/transport/serial_transport.h"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

#include "drivers/transport/wait.h"

namespace drivers::transport {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

struct Speed {
  unsigned baud;
  speed_t code;
};
constexpr std::array kSpeeds{Speed{9600, B9600},   Speed{19200, B19200},   Speed{38400, B38400},
                             Speed{57600, B57600}, Speed{115200, B115200}, Speed{230400, B230400}};

const Speed* find_speed(unsigned baud) {
  const auto found =
      std::find_if(kSpeeds.begin(), kSpeeds.end(), [baud](const Speed& speed) { return speed.baud == baud; });
  return found == kSpeeds.end() ? nullptr : &*found;
}

}  // namespace

Result<SerialSettings> SerialSettings::parse(const std::string& path,
                                             const std::map<std::string, std::string>& options) {
  SerialSettings settings;
  settings.path = path;
  for (const auto& [name, value] : options) {
    if (name != "baud") return fail(ErrorCode::InvalidArgument, "a serial line has no option " + name, path);
    const char* end = value.data() + value.size();
    const auto parsed = std::from_chars(value.data(), end, settings.baud);
    if (parsed.ec != std::errc{} || parsed.ptr != end || find_speed(settings.baud) == nullptr) {
      return fail(ErrorCode::InvalidArgument, "baud must be 9600, 19200, 38400, 57600, 115200 or 230400",
                  path);
    }
    settings.baud_given = true;
  }
  return settings;
}

SerialTransport::SerialTransport(SerialSettings settings, const kiosk::base::Clock& clock)
    : settings_(std::move(settings)), clock_(clock) {}

Status SerialTransport::open() {
  close();
  fd_ = kiosk::base::UniqueFd(::open(settings_.path.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
  if (!fd_) {
    const int number = errno;
    return fail(open_error(number), "cannot open: " + kiosk::base::errno_text(number), description());
  }
  if (isatty(fd_.get()) == 0) {
    close();
    return fail(ErrorCode::InvalidArgument, "is not a serial line", description());
  }
  return set_line_speed(settings_.baud);
}

void SerialTransport::close() { fd_.reset(); }

Status SerialTransport::set_line_speed(unsigned bits_per_second) {
  const Speed* speed = find_speed(bits_per_second);
  if (speed == nullptr) return fail(ErrorCode::InvalidArgument, "unknown line speed", description());
  termios line{};
  if (!fd_ || tcgetattr(fd_.get(), &line) != 0) return line_gone(*this, "cannot read the line's settings");
  cfmakeraw(&line);
  line.c_cflag = (line.c_cflag & ~static_cast<tcflag_t>(CSTOPB | CRTSCTS)) | CLOCAL | CREAD;
  line.c_cc[VMIN] = 0;
  line.c_cc[VTIME] = 0;
  cfsetispeed(&line, speed->code);
  cfsetospeed(&line, speed->code);
  if (tcsetattr(fd_.get(), TCSANOW, &line) != 0) return line_gone(*this, "cannot set up the line");
  tcflush(fd_.get(), TCIOFLUSH);
  return {};
}

Status SerialTransport::write(std::span<const std::uint8_t> bytes, MonoTime deadline,
                              const std::stop_token& stop) {
  const auto put = [this](const void* from, std::size_t size) { return ::write(fd_.get(), from, size); };
  const auto gone = [this] { return line_gone(*this, "cannot write"); };
  return write_all({fd_.get(), POLLOUT, deadline, stop}, clock_, *this, bytes, put, gone);
}

Result<std::size_t> SerialTransport::read_some(std::span<std::uint8_t> buffer, MonoTime deadline,
                                               const std::stop_token& stop) {
  const auto get = [this, buffer] { return ::read(fd_.get(), buffer.data(), buffer.size()); };
  const auto gone = [this] { return line_gone(*this, "cannot read"); };
  return read_any({fd_.get(), POLLIN, deadline, stop}, clock_, *this, get, gone);
}

Status SerialTransport::drain_input(Duration quiet) {
  if (!fd_) return line_gone(*this, "cannot drain");
  return drain_by_reading(*this, clock_, quiet);
}

}  // namespace drivers::transport
