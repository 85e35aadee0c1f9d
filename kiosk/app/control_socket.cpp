// Carrying a line to the main thread and its answer back.
#include "kiosk/app/control_socket.h"

#include "kiosk/base/mailbox.h"

namespace kiosk::app {
namespace {

constexpr base::Duration kLook{50};

}  // namespace

base::Json refusal(const base::Error& error) {
  return {{"ok", false}, {"code", to_string(error.code)}, {"message", error.to_string()}};
}

base::Result<std::unique_ptr<ControlSocket>> ControlSocket::start(const std::filesystem::path& socket,
                                                                  base::Executor& main,
                                                                  const base::Clock& clock, Handler handler) {
  auto server = base::LineServer::listen(socket);
  if (!server) return tl::unexpected(server.error());
  return std::unique_ptr<ControlSocket>(
      new ControlSocket(std::move(*server), main, clock, std::move(handler)));
}

ControlSocket::ControlSocket(base::LineServer server, base::Executor& main, const base::Clock& clock,
                             Handler handler)
    : server_(std::move(server)),
      main_(main),
      clock_(clock),
      handler_(std::make_shared<Handler>(std::move(handler))),
      strand_("control", clock) {
  strand_.post(
      [this] { server_.serve([this](const std::string& line) { return handle(line); }, stop_.get_token()); });
}

ControlSocket::~ControlSocket() {
  stop_.request_stop();
  strand_.stop();
}

/// On the socket's strand.
std::string ControlSocket::handle(const std::string& line) {
  const base::Json request = base::Json::parse(line, nullptr, false);
  if (!request.is_object()) {
    return refusal({base::ErrorCode::InvalidArgument, "a request is one JSON object on one line", ""}).dump();
  }
  // Shared: the main thread may answer when nobody waits any more.
  const auto mailbox = std::make_shared<base::Mailbox>(clock_);
  const auto answer = std::make_shared<std::string>();
  const Answer give = [mailbox, answer](base::Json json) {
    mailbox->post([answer, text = json.dump()] { *answer = text; });
  };
  main_.post([weak = std::weak_ptr<Handler>(handler_), request, give] {
    if (const auto handler = weak.lock()) (*handler)(request, give);
  });
  while (answer->empty() && !stop_.stop_requested()) mailbox->wait_and_drain(kLook);
  if (!answer->empty()) return *answer;
  return refusal({base::ErrorCode::Canceled, "the terminal is stopping", ""}).dump();
}

}  // namespace kiosk::app
