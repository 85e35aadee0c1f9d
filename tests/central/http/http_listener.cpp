// Accepting connections.
#include "tests/central/http/http_listener.h"

#include <algorithm>

#include "tests/central/http/http_session.h"

namespace tests::central {

namespace asio = boost::asio;
using asio::ip::tcp;

HttpListener::HttpListener(asio::io_context& io, asio::ssl::context& tls, RequestHandler handler)
    : io_(io), tls_(tls), handler_(std::move(handler)), acceptor_(io) {}

kiosk::base::Status HttpListener::listen(const std::string& address, std::uint16_t port) {
  boost::system::error_code error;
  endpoint_ = {asio::ip::make_address(address, error), port};
  if (error) return kiosk::base::fail(kiosk::base::ErrorCode::InvalidArgument, "not an IP address", address);
  if (auto opened = open(); !opened) return opened;
  endpoint_ = acceptor_.local_endpoint();
  return {};
}

kiosk::base::Status HttpListener::open() {
  try {
    acceptor_.open(endpoint_.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint_);
    acceptor_.listen();
  } catch (const boost::system::system_error& error) {
    acceptor_.close();
    return kiosk::base::fail(kiosk::base::ErrorCode::Unavailable, "cannot listen: " + error.code().message(),
                             endpoint_.address().to_string() + ":" + std::to_string(endpoint_.port()));
  }
  accept();
  return {};
}

void HttpListener::accept() {
  acceptor_.async_accept(io_, [this](boost::system::error_code error, tcp::socket socket) {
    if (error == asio::error::operation_aborted) return;
    if (!error && mode_ == ListenerMode::Reset) {
      socket.set_option(asio::socket_base::linger(true, 0));
    } else if (!error) {
      const auto session = std::make_shared<HttpSession>(std::move(socket), tls_, handler_, connections_);
      const auto gone = [](const auto& weak) { return weak.expired(); };
      sessions_.erase(std::remove_if(sessions_.begin(), sessions_.end(), gone), sessions_.end());
      sessions_.push_back(session);
      session->start();
    }
    accept();
  });
}

void HttpListener::cut_sessions() {
  for (const auto& weak : sessions_) {
    if (const auto session = weak.lock()) session->cut();
  }
  sessions_.clear();
}

void HttpListener::set_mode(ListenerMode mode) {
  if (mode == mode_) return;
  const ListenerMode before = std::exchange(mode_, mode);
  if (mode != ListenerMode::Open) cut_sessions();
  if (mode == ListenerMode::Down) acceptor_.close();
  // The port is still ours by name; when another program took it meanwhile, the centre stays down.
  if (before == ListenerMode::Down && !open()) mode_ = ListenerMode::Down;
}

void HttpListener::close() {
  acceptor_.close();
  cut_sessions();
}

}  // namespace tests::central
