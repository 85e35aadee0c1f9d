// Framing of vpcd's messages.
#include "drivers/emulation/vpcd_port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace drivers::emulation {

using kiosk::base::UniqueFd;

kiosk::base::Status VpcdPort::put(Card card) {
  pull();
  UniqueFd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(kPort);
  if (!fd || connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return kiosk::base::fail(kiosk::base::ErrorCode::Unavailable,
                             "no virtual reader (pcscd with vsmartcard-vpcd): " + kiosk::base::errno_text(errno),
                             "127.0.0.1:" + std::to_string(kPort));
  }
  fd_ = std::move(fd);
  card_ = std::move(card);
  input_.clear();
  watch_ = loop_.watch(fd_.get(), POLLIN, [this](short) { receive(); });
  return {};
}

void VpcdPort::pull() {
  if (!is_in()) return;
  loop_.unwatch(watch_);
  fd_.reset();
}

void VpcdPort::receive() {
  std::array<std::uint8_t, 1024> buffer{};
  const ssize_t got = read(fd_.get(), buffer.data(), buffer.size());
  if (got <= 0) return pull();
  input_.insert(input_.end(), buffer.begin(), buffer.begin() + got);
  while (is_in() && input_.size() >= 2) {
    const std::size_t length = static_cast<std::size_t>(input_[0]) << 8 | input_[1];
    if (input_.size() < 2 + length) return;
    const auto begin = input_.begin() + 2;
    const Bytes message(begin, begin + static_cast<std::ptrdiff_t>(length));
    input_.erase(input_.begin(), begin + static_cast<std::ptrdiff_t>(length));
    handle(message);
  }
}

void VpcdPort::handle(const Bytes& message) {
  constexpr std::uint8_t kAskAtr = 4;
  if (message.size() == 1) {
    if (message[0] == kAskAtr) return send(card_.atr);
    return card_.on_reset();
  }
  const auto answer = card_.on_command(message);
  if (!answer) return pull();
  send(*answer);
}

void VpcdPort::send(const Bytes& message) {
  Bytes frame{static_cast<std::uint8_t>(message.size() >> 8), static_cast<std::uint8_t>(message.size() & 0xFF)};
  frame.insert(frame.end(), message.begin(), message.end());
  // A few hundred bytes on loopback go out whole; if not, the reader is gone.
  const ssize_t put = ::send(fd_.get(), frame.data(), frame.size(), MSG_NOSIGNAL);
  if (put != static_cast<ssize_t>(frame.size())) pull();
}

}  // namespace drivers::emulation
