// HttpPort: an HTTP/1.1 server on loopback, in the bench's loop.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "drivers/emulation/event_loop.h"
#include "drivers/emulation/http_parser.h"
#include "kiosk/base/result.h"

namespace drivers::emulation {

/// Loop thread only.
class HttpPort {
 public:
  struct Answer {
    int status = 200;
    std::string content_type{};
    std::vector<std::uint8_t> body{};
    std::string location{};
    bool cut = false;  ///< half of the body comes, then the connection breaks
  };
  /// Status 0: no answer at all, the connection stays open.
  using OnRequest = std::function<Answer(const HttpRequest&)>;

  /// `port` 0: the system chooses one at the first open().
  HttpPort(EventLoop& loop, int port, OnRequest on_request);
  HttpPort(const HttpPort&) = delete;
  HttpPort& operator=(const HttpPort&) = delete;
  ~HttpPort() { close(); }

  /// Listens on 127.0.0.1. Does nothing when it listens.
  kiosk::base::Status open();
  /// Refuses new connections and drops all others.
  void close();
  bool is_open() const { return static_cast<bool>(listener_); }
  int port() const { return port_; }

 private:
  struct Connection {
    kiosk::base::UniqueFd fd{};
    WatchId watch = 0;
    HttpParser parser{};
    std::vector<std::uint8_t> output{};
    bool breaks = false;  ///< when the output is out
  };
  void accept_one();
  void on_ready(std::uint64_t id, short events);
  bool receive(Connection& connection);
  bool flush(Connection& connection);
  void drop(std::uint64_t id);

  EventLoop& loop_;
  int port_;
  OnRequest on_request_;
  kiosk::base::UniqueFd listener_;
  WatchId watch_ = 0;
  std::map<std::uint64_t, Connection> connections_;
  std::uint64_t last_connection_ = 0;
};

}  // namespace drivers::emulation
