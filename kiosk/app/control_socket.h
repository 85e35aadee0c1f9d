// ControlSocket: the technician's way into a running terminal: JSON lines on a socket in the state folder.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

#include "kiosk/base/json_file.h"
#include "kiosk/base/local_socket.h"
#include "kiosk/base/strand.h"

namespace kiosk::app {

/// `control.sock`, mode 0600: who may open the state folder may ask. One request object a line, one answer
/// object. Main thread, but for the socket's own strand.
class ControlSocket {
 public:
  using Answer = std::function<void(base::Json)>;
  /// Called on the main thread; the answer is given once, at once or later, on the main thread.
  using Handler = std::function<void(const base::Json& request, Answer answer)>;
  static base::Result<std::unique_ptr<ControlSocket>> start(const std::filesystem::path& socket,
                                                            base::Executor& main, const base::Clock& clock,
                                                            Handler handler);
  ~ControlSocket();
  ControlSocket(const ControlSocket&) = delete;
  ControlSocket& operator=(const ControlSocket&) = delete;

 private:
  ControlSocket(base::LineServer server, base::Executor& main, const base::Clock& clock, Handler handler);
  std::string handle(const std::string& line);

  base::LineServer server_;
  base::Executor& main_;
  const base::Clock& clock_;
  std::shared_ptr<Handler> handler_;  ///< gone with this object: what is still posted then does nothing
  std::stop_source stop_;
  base::Strand strand_;
};

/// {"ok": false, "code": …, "message": …}.
base::Json refusal(const base::Error& error);

}  // namespace kiosk::app
