// Sockets of the HTTP server.
#include "drivers/emulation/http_port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace drivers::emulation {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::UniqueFd;

void append(std::vector<std::uint8_t>& out, const std::string& text) {
  out.insert(out.end(), text.begin(), text.end());
}

void append_answer(std::vector<std::uint8_t>& out, const HttpPort::Answer& answer) {
  if (answer.status == 0) return;
  append(out,
         "HTTP/1.1 " + std::to_string(answer.status) + (answer.status < 300 ? " OK" : " Refused") + "\r\n");
  if (!answer.location.empty()) append(out, "Location: " + answer.location + "\r\n");
  if (!answer.content_type.empty()) append(out, "Content-Type: " + answer.content_type + "\r\n");
  append(out, "Content-Length: " + std::to_string(answer.body.size()) + "\r\nConnection: keep-alive\r\n\r\n");
  const std::size_t sent = answer.cut ? answer.body.size() / 2 : answer.body.size();
  out.insert(out.end(), answer.body.begin(), answer.body.begin() + static_cast<std::ptrdiff_t>(sent));
}

tl::unexpected<kiosk::base::Error> socket_error(int port) {
  return fail(ErrorCode::Unavailable, "cannot listen: " + kiosk::base::errno_text(errno),
              "127.0.0.1:" + std::to_string(port));
}

}  // namespace

HttpPort::HttpPort(EventLoop& loop, int port, OnRequest on_request)
    : loop_(loop), port_(port), on_request_(std::move(on_request)) {}

kiosk::base::Status HttpPort::open() {
  if (is_open()) return {};
  UniqueFd listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const int on = 1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  socklen_t size = sizeof address;
  constexpr int kBacklog = 8;
  if (!listener || setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
      listen(listener.get(), kBacklog) != 0 ||
      getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    return socket_error(port_);
  }
  port_ = ntohs(address.sin_port);
  listener_ = std::move(listener);
  watch_ = loop_.watch(listener_.get(), POLLIN, [this](short) { accept_one(); });
  return {};
}

void HttpPort::close() {
  if (!is_open()) return;
  loop_.unwatch(watch_);
  listener_.reset();
  while (!connections_.empty()) drop(connections_.begin()->first);
}

void HttpPort::accept_one() {
  UniqueFd fd(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (!fd) return;
  const std::uint64_t id = ++last_connection_;
  const WatchId watch = loop_.watch(fd.get(), POLLIN, [this, id](short events) { on_ready(id, events); });
  connections_.emplace(id, Connection{std::move(fd), watch});
}

void HttpPort::drop(std::uint64_t id) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  loop_.unwatch(found->second.watch);
  connections_.erase(found);
}

void HttpPort::on_ready(std::uint64_t id, short events) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  if ((events & (POLLIN | POLLHUP | POLLERR)) != 0 && !receive(found->second)) return drop(id);
  // Answering a request may have closed the port.
  if (connections_.count(id) != 0 && !flush(found->second)) drop(id);
}

bool HttpPort::receive(Connection& connection) {
  std::array<std::uint8_t, 16'384> buffer{};
  const ssize_t got = read(connection.fd.get(), buffer.data(), buffer.size());
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  if (got == 0) return false;
  connection.parser.feed({buffer.data(), static_cast<std::size_t>(got)});
  while (true) {
    const auto request = connection.parser.next();
    if (connection.parser.take_continue()) append(connection.output, "HTTP/1.1 100 Continue\r\n\r\n");
    if (!request) break;
    const Answer answer = on_request_(*request);
    append_answer(connection.output, answer);
    connection.breaks = answer.cut;
  }
  return !connection.parser.failed();
}

bool HttpPort::flush(Connection& connection) {
  while (!connection.output.empty()) {
    const ssize_t put =
        send(connection.fd.get(), connection.output.data(), connection.output.size(), MSG_NOSIGNAL);
    if (put < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (put <= 0) break;
    connection.output.erase(connection.output.begin(), connection.output.begin() + put);
  }
  loop_.set_events(connection.watch,
                   static_cast<short>(connection.output.empty() ? POLLIN : POLLIN | POLLOUT));
  return !(connection.breaks && connection.output.empty());
}

}  // namespace drivers::emulation
