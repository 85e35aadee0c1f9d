// Words and lines of the emulated upsd.
#include "drivers/emulation/emulated_ups.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::UniqueFd;

EmulatedUps::EmulatedUps(const BenchPlace& place) : loop_(place.loop), words_(make_words()) {}

kiosk::base::Json EmulatedUps::describe() const {
  return {{"device", name()},   {"plugged", static_cast<bool>(listener_)},
          {"status", status()}, {"mains", mains_},
          {"low", low_},        {"charge", charge_},
          {"runtime", runtime_}};
}

std::vector<CommandWord> EmulatedUps::make_words() {
  const auto flag = [](const char* word, const char* purpose, bool& value) -> CommandWord {
    return {word, "on|off", purpose, 1, 1, [word, &value](const CommandArguments& a) -> Words {
              const auto on = a.on_or_off(0);
              if (!on) return tl::unexpected(on.error());
              value = *on;
              return std::string(word) + " " + a.text(0);
            }};
  };
  const auto number = [](const char* word, const char* unit, const char* purpose, int& value) -> CommandWord {
    return {word, unit, purpose, 1, 1, [word, &value](const CommandArguments& a) -> Words {
              const auto given = a.number(0, 0);
              if (!given) return tl::unexpected(given.error());
              value = *given;
              return std::string(word) + " " + a.text(0);
            }};
  };
  return {flag("mains", "the county's power", mains_),
          flag("low", "the UPS says that its battery is low", low_),
          flag("stale", "upsd has lost the UPS", stale_),
          flag("mute", "upsd hears, but never answers", mute_),
          flag("garbage", "answers that are none", garbage_),
          number("runtime", "SECONDS", "that the battery lasts", runtime_),
          number("charge", "PERCENT", "of the battery", charge_),
          {"unplug", "", "upsd ends", 0, 0,
           [this](const auto&) -> Words {
             unplug();
             return std::string("upsd ended");
           }},
          {"replug", "", "upsd starts", 0, 0, [this](const auto&) -> Words {
             if (auto plugged = plug(); !plugged) return tl::unexpected(plugged.error());
             return std::string("upsd runs");
           }}};
}

kiosk::base::Status EmulatedUps::plug() {
  if (listener_) return {};
  UniqueFd listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const int on = 1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (!listener || setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind(listener.get(), generic, size) != 0 || listen(listener.get(), 4) != 0 ||
      getsockname(listener.get(), generic, &size) != 0) {
    return fail(ErrorCode::Unavailable, "cannot listen: " + kiosk::base::errno_text(errno), "127.0.0.1");
  }
  port_ = ntohs(address.sin_port);
  listener_ = std::move(listener);
  watch_ = loop_.watch(listener_.get(), POLLIN, [this](short) { accept_one(); });
  return {};
}

void EmulatedUps::unplug() {
  if (!listener_) return;
  loop_.unwatch(watch_);
  listener_.reset();
  while (!clients_.empty()) drop(clients_.begin()->first);
}

void EmulatedUps::accept_one() {
  UniqueFd fd(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (!fd) return;
  const std::uint64_t id = ++last_client_;
  const WatchId watch = loop_.watch(fd.get(), POLLIN, [this, id](short) { receive(id); });
  clients_.emplace(id, Client{std::move(fd), watch});
}

void EmulatedUps::drop(std::uint64_t id) {
  const auto found = clients_.find(id);
  if (found == clients_.end()) return;
  loop_.unwatch(found->second.watch);
  clients_.erase(found);
}

void EmulatedUps::receive(std::uint64_t id) {
  Client& client = clients_.at(id);
  std::array<char, 1024> buffer{};
  const ssize_t got = recv(client.fd.get(), buffer.data(), buffer.size(), 0);
  if (got <= 0) return drop(id);
  client.input.append(buffer.data(), static_cast<std::size_t>(got));
  for (std::size_t end = client.input.find('\n'); end != std::string::npos; end = client.input.find('\n')) {
    const std::string line = client.input.substr(0, end);
    client.input.erase(0, end + 1);
    const std::string text = mute_ ? "" : garbage_ ? "220 mail service ready\n" : answer(line);
    (void)send(client.fd.get(), text.data(), text.size(), MSG_NOSIGNAL);
  }
}

std::string EmulatedUps::answer(const std::string& line) const {
  if (line != "LIST VAR kiosk") {
    return line.rfind("LIST VAR ", 0) == 0 ? "ERR UNKNOWN-UPS\n" : "ERR UNKNOWN-COMMAND\n";
  }
  if (stale_) return "ERR DATA-STALE\n";
  const auto variable = [](const std::string& name, const std::string& value) {
    return "VAR kiosk " + name + " \"" + value + "\"\n";
  };
  return "BEGIN LIST VAR kiosk\n" + variable("battery.charge", std::to_string(charge_)) +
         variable("battery.runtime", std::to_string(runtime_)) + variable("ups.model", "Bench \\\"1000\\\"") +
         variable("ups.serial", "B0001") + variable("ups.status", status()) + "END LIST VAR kiosk\n";
}

std::string EmulatedUps::status() const {
  return std::string(mains_ ? "OL" : "OB DISCHRG") + (low_ ? " LB" : "");
}

}  // namespace drivers::emulation
