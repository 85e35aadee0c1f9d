// A TCP proxy under TLS that cuts the connection after a number of bytes.
#pragma once

#include <array>
#include <boost/asio.hpp>
#include <memory>

#include "kiosk/base/strand.h"

namespace kiosk::tests {

/// What the next connections suffer.
struct CutPlan {
  std::size_t up = SIZE_MAX;    ///< bytes from the terminal that pass
  std::size_t down = SIZE_MAX;  ///< bytes from the centre that pass
};

/// One pair of sockets; reads are passed on until the plan's bytes are used up.
class ProxiedPair : public std::enable_shared_from_this<ProxiedPair> {
 public:
  using Tcp = boost::asio::ip::tcp;
  ProxiedPair(Tcp::socket client, Tcp::socket server, CutPlan plan)
      : ends_{std::move(client), std::move(server)}, left_{plan.up, plan.down} {}

  void start() {
    for (auto& end : ends_) end.set_option(Tcp::no_delay(true));
    for (const std::size_t from : {0U, 1U}) pass(from);
  }

 private:
  void pass(std::size_t from) {
    const auto buffer = boost::asio::buffer(buffers_[from]);
    ends_[from].async_read_some(buffer, [self = shared_from_this(), from](auto error, std::size_t size) {
      if (error) return self->close();
      const std::size_t allowed = std::min(size, self->left_[from]);
      self->left_[from] -= allowed;
      boost::system::error_code broken;
      boost::asio::write(self->ends_[1 - from], boost::asio::buffer(self->buffers_[from], allowed), broken);
      if (broken || allowed < size || self->left_[from] == 0) return self->close();
      self->pass(from);
    });
  }
  void close() {
    boost::system::error_code ignored;
    for (auto& end : ends_) end.close(ignored);
  }

  std::array<Tcp::socket, 2> ends_;
  std::array<std::size_t, 2> left_;
  std::array<std::array<char, 16'384>, 2> buffers_{};
};

/// Listens on a free port of 127.0.0.1 and leads to another.
class CuttingProxy {
 public:
  explicit CuttingProxy(std::uint16_t target) : target_(target) {
    accept();
    strand_.post([this] { io_.run(); });
  }
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;
  ~CuttingProxy() {
    io_.stop();
    strand_.stop();
  }
  std::uint16_t port() const { return port_; }
  /// For connections from now on.
  void set(CutPlan plan) {
    boost::asio::post(io_, [this, plan] { plan_ = plan; });
  }

 private:
  using Tcp = boost::asio::ip::tcp;
  void accept() {
    acceptor_.async_accept([this](auto error, Tcp::socket client) {
      if (error) return;
      Tcp::socket server(io_);
      server.connect({boost::asio::ip::address_v4::loopback(), target_}, error);
      if (!error) std::make_shared<ProxiedPair>(std::move(client), std::move(server), plan_)->start();
      accept();
    });
  }

  base::SystemClock clock_;
  boost::asio::io_context io_{1};
  Tcp::acceptor acceptor_{io_, {boost::asio::ip::address_v4::loopback(), 0}};
  std::uint16_t port_ = acceptor_.local_endpoint().port();
  std::uint16_t target_;
  CutPlan plan_;
  base::Strand strand_{"proxy", clock_};
};

}  // namespace kiosk::tests
