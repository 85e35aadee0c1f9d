// Sockets and poll(2).
#include "drivers/transport/tcp_transport.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
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

constexpr Duration kConnectLimit{2000};

}  // namespace

Result<TcpAddress> TcpAddress::parse(const std::string& text, unsigned usual_port) {
  const std::size_t colon = text.find(':');
  TcpAddress address{text.substr(0, colon), usual_port};
  if (address.host == "localhost") address.host = "127.0.0.1";
  bool right = true;
  if (colon != std::string::npos) {
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data() + colon + 1, end, address.port);
    right = parsed.ec == std::errc{} && parsed.ptr == end;
  }
  in_addr ignored{};
  if (!right || address.port == 0 || address.port > 65535 ||
      inet_pton(AF_INET, address.host.c_str(), &ignored) != 1) {
    return fail(ErrorCode::InvalidArgument, "expected an address like 127.0.0.1:3493", text);
  }
  return address;
}

TcpTransport::TcpTransport(TcpAddress address, const kiosk::base::Clock& clock)
    : address_(std::move(address)), clock_(clock) {}

std::string TcpTransport::description() const {
  return "tcp:" + address_.host + ":" + std::to_string(address_.port);
}

Status TcpTransport::open() {
  close();
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(address_.port));
  inet_pton(AF_INET, address_.host.c_str(), &address.sin_addr);
  fd_ = kiosk::base::UniqueFd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd_) return line_gone(*this, "cannot make a socket");
  const int begun = connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  if (begun != 0 && errno != EINPROGRESS)
    return line_gone(*this, "cannot connect: " + kiosk::base::errno_text(errno));
  const std::stop_token never;
  const LineWait wait{fd_.get(), POLLOUT, clock_.now() + kConnectLimit, never};
  if (auto ready = wait_until_ready(wait, clock_, description()); !ready)
    return line_gone(*this, "cannot connect");
  int trouble = 0;
  socklen_t size = sizeof trouble;
  getsockopt(fd_.get(), SOL_SOCKET, SO_ERROR, &trouble, &size);
  if (trouble != 0) return line_gone(*this, "cannot connect: " + kiosk::base::errno_text(trouble));
  return {};
}

Status TcpTransport::write(std::span<const std::uint8_t> bytes, MonoTime deadline,
                           const std::stop_token& stop) {
  const auto put = [this](const void* from, std::size_t size) {
    return send(fd_.get(), from, size, MSG_NOSIGNAL);
  };
  const auto gone = [this] { return line_gone(*this, "cannot send"); };
  return write_all({fd_.get(), POLLOUT, deadline, stop}, clock_, *this, bytes, put, gone);
}

Result<std::size_t> TcpTransport::read_some(std::span<std::uint8_t> buffer, MonoTime deadline,
                                            const std::stop_token& stop) {
  const auto get = [this, buffer] { return recv(fd_.get(), buffer.data(), buffer.size(), 0); };
  const auto gone = [this] { return line_gone(*this, "the other side closed the connection"); };
  return read_any({fd_.get(), POLLIN, deadline, stop}, clock_, *this, get, gone);
}

Status TcpTransport::drain_input(Duration quiet) { return drain_by_reading(*this, clock_, quiet); }

}  // namespace drivers::transport
