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

namespace drivers::transport {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

/// A stop request is looked at this often while waiting.
constexpr Duration kSlice{50};
constexpr Duration kConnectLimit{2000};

bool would_block(int number) { return number == EAGAIN || number == EINTR; }

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
  if (!fd_) return gone("cannot make a socket");
  const int begun = connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  if (begun != 0 && errno != EINPROGRESS) return gone("cannot connect: " + kiosk::base::errno_text(errno));
  if (auto ready = wait_for(POLLOUT, clock_.now() + kConnectLimit, {}); !ready) return gone("cannot connect");
  int trouble = 0;
  socklen_t size = sizeof trouble;
  getsockopt(fd_.get(), SOL_SOCKET, SO_ERROR, &trouble, &size);
  if (trouble != 0) return gone("cannot connect: " + kiosk::base::errno_text(trouble));
  return {};
}

Status TcpTransport::write(std::span<const std::uint8_t> bytes, MonoTime deadline, const std::stop_token& stop) {
  while (!bytes.empty()) {
    if (auto ready = wait_for(POLLOUT, deadline, stop); !ready) return ready;
    const ssize_t put = send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (put < 0 && !would_block(errno)) return gone("cannot send");
    if (put > 0) bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return {};
}

Result<std::size_t> TcpTransport::read_some(std::span<std::uint8_t> buffer, MonoTime deadline,
                                            const std::stop_token& stop) {
  while (true) {
    if (auto ready = wait_for(POLLIN, deadline, stop); !ready) return tl::unexpected(ready.error());
    const ssize_t got = recv(fd_.get(), buffer.data(), buffer.size(), 0);
    if (got > 0) return static_cast<std::size_t>(got);
    if (got == 0 || !would_block(errno)) return gone("the other side closed the connection");
  }
}

Status TcpTransport::drain_input(Duration quiet) {
  const MonoTime end = clock_.now() + quiet * 10;
  std::array<std::uint8_t, 1024> dropped{};
  while (clock_.now() < end) {
    const auto got = read_some(dropped, clock_.now() + quiet, {});
    if (!got && got.error().code == ErrorCode::TimedOut) return {};
    if (!got) return tl::unexpected(got.error());
  }
  return {};
}

Status TcpTransport::wait_for(short events, MonoTime deadline, const std::stop_token& stop) {
  while (fd_) {
    if (stop.stop_requested()) return fail(ErrorCode::Canceled, "canceled", description());
    const Duration left = std::max(deadline - clock_.now(), Duration{0});
    pollfd entry{fd_.get(), events, 0};
    const int ready = poll(&entry, 1, static_cast<int>(std::min(left, kSlice).count()));
    // Errors and hang-ups count as ready: the call that follows says what it is.
    if (ready > 0) return {};
    if (left == Duration{0}) return fail(ErrorCode::TimedOut, "no answer in time", description());
  }
  return gone("not connected");
}

tl::unexpected<kiosk::base::Error> TcpTransport::gone(const std::string& what) {
  close();
  return fail(ErrorCode::Unavailable, what, description());
}

}  // namespace drivers::transport
