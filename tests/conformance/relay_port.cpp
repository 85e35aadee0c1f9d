// Sockets of the relay.
#include "tests/conformance/relay_port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <utility>

namespace conformance {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::UniqueFd;

namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

void send_all(const UniqueFd& to, std::span<const std::uint8_t> bytes) {
  // Small messages on loopback: the kernel takes them whole.
  if (to) (void)::send(to.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

}  // namespace

kiosk::base::Status RelayPort::plug() {
  if (plugged()) return {};
  UniqueFd listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const int on = 1;
  sockaddr_in address = loopback(port_);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (!listener || setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind(listener.get(), generic, size) != 0 || listen(listener.get(), 4) != 0 ||
      getsockname(listener.get(), generic, &size) != 0) {
    return fail(ErrorCode::Unavailable, "cannot listen: " + kiosk::base::errno_text(errno));
  }
  port_ = ntohs(address.sin_port);
  listener_ = std::move(listener);
  listening_ = loop_.watch(listener_.get(), POLLIN, [this](short) { accept_one(); });
  return {};
}

void RelayPort::unplug() {
  if (!plugged()) return;
  loop_.unwatch(listening_);
  listener_.reset();
  hang_up();
}

void RelayPort::hang_up() {
  if (driver_) loop_.unwatch(watching_driver_);
  if (server_) loop_.unwatch(watching_server_);
  driver_.reset();
  server_.reset();
}

void RelayPort::accept_one() {
  UniqueFd driver(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  if (!driver) return;
  hang_up();
  when_connected_();
  UniqueFd server(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = loopback(server_port_);
  if (connect(server.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return;
  driver_ = std::move(driver);
  server_ = std::move(server);
  watching_driver_ = loop_.watch(driver_.get(), POLLIN, [this](short) { receive(driver_, on_bytes_); });
  watching_server_ = loop_.watch(server_.get(), POLLIN, [this](short) { receive(server_, on_answer_); });
}

void RelayPort::receive(const UniqueFd& from, const OnBytes& hand_over) {
  std::array<std::uint8_t, 65'536> buffer{};
  const ssize_t got = recv(from.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (got == 0) return hang_up();
  if (got > 0) hand_over({buffer.data(), static_cast<std::size_t>(got)});
}

void RelayPort::send(std::span<const std::uint8_t> bytes) { send_all(driver_, bytes); }
void RelayPort::ask(std::span<const std::uint8_t> bytes) { send_all(server_, bytes); }

}  // namespace conformance
