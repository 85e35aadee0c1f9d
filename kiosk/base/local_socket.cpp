// Line-speaking Unix sockets.
#include "kiosk/base/local_socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace kiosk::base {
namespace {

constexpr Duration kSlice{50};
constexpr std::size_t kLongestLine = 1U << 20;

bool make_address(const std::filesystem::path& path, sockaddr_un& address) {
  address = {};
  address.sun_family = AF_UNIX;
  if (path.string().size() >= sizeof address.sun_path) return false;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return true;
}

const sockaddr* generic(const sockaddr_un& address) { return reinterpret_cast<const sockaddr*>(&address); }

tl::unexpected<Error> socket_failure(const char* what, const std::filesystem::path& path) {
  return fail(ErrorCode::Unavailable, std::string(what) + ": " + errno_text(errno), path.string());
}

bool wait_readable(int fd, Duration at_most) {
  pollfd entry{fd, POLLIN, 0};
  return poll(&entry, 1, static_cast<int>(at_most.count())) > 0;
}

bool send_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = send(fd, text.data(), text.size(), MSG_NOSIGNAL);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

/// Appends what has come; false at the end of the connection.
bool receive_some(int fd, std::string& buffer) {
  std::array<char, 4096> block;
  const ssize_t got = recv(fd, block.data(), block.size(), 0);
  if (got < 0 && errno == EINTR) return true;
  if (got <= 0 || buffer.size() > kLongestLine) return false;
  buffer.append(block.data(), static_cast<std::size_t>(got));
  return true;
}

void serve_connection(int fd, const LineServer::Handler& handler, const std::stop_token& stop) {
  std::string buffer;
  while (!stop.stop_requested()) {
    const std::size_t end = buffer.find('\n');
    if (end != std::string::npos) {
      const std::string line = buffer.substr(0, end);
      buffer.erase(0, end + 1);
      if (!send_all(fd, handler(line) + "\n")) return;
      continue;
    }
    if (wait_readable(fd, kSlice) && !receive_some(fd, buffer)) return;
  }
}

}  // namespace

Result<LineServer> LineServer::listen(const std::filesystem::path& path) {
  sockaddr_un address;
  if (!make_address(path, address))
    return fail(ErrorCode::InvalidArgument, "socket path is too long", path.string());
  UniqueFd fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd) return socket_failure("cannot make a socket", path);
  unlink(path.c_str());
  if (bind(fd.get(), generic(address), sizeof address) != 0) return socket_failure("cannot bind", path);
  if (chmod(path.c_str(), 0600) != 0 || ::listen(fd.get(), 4) != 0)
    return socket_failure("cannot listen", path);
  return LineServer(std::move(fd), path);
}

LineServer::~LineServer() {
  if (fd_) unlink(path_.c_str());
}

void LineServer::serve(const Handler& handler, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (!wait_readable(fd_.get(), kSlice)) continue;
    const UniqueFd connection(accept4(fd_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (connection) serve_connection(connection.get(), handler, stop);
  }
}

Result<std::string> ask_line(const std::filesystem::path& path, const std::string& line, Duration deadline) {
  sockaddr_un address;
  if (!make_address(path, address))
    return fail(ErrorCode::InvalidArgument, "socket path is too long", path.string());
  const UniqueFd fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd || connect(fd.get(), generic(address), sizeof address) != 0)
    return socket_failure("cannot connect", path);
  if (!send_all(fd.get(), line + "\n")) return socket_failure("cannot send", path);
  const SystemClock clock;
  const MonoTime end = clock.now() + deadline;
  std::string buffer;
  while (buffer.find('\n') == std::string::npos) {
    if (clock.now() >= end) return fail(ErrorCode::TimedOut, "no answer in time", path.string());
    if (wait_readable(fd.get(), kSlice) && !receive_some(fd.get(), buffer)) {
      return fail(ErrorCode::Unavailable, "the connection was closed", path.string());
    }
  }
  return buffer.substr(0, buffer.find('\n'));
}

}  // namespace kiosk::base
