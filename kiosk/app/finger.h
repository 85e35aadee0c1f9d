// Finger: a robot that touches the screen by the names of its parts, for scripted visits on a desk terminal.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/base/local_socket.h"
#include "kiosk/base/strand.h"
#include "ui/toolkit/ui_host.h"

namespace kiosk::app {

/// Listens on a socket for lines "<milliseconds> <word> <rest>" and answers "ok <text>" or "error <text>":
/// touch NAME · touch-id ID · sign · wait STEP [TROUBLE] · see TEXT · hide TEXT · capture FILE · tree ·
/// state · focus · heard TEXT · black. Each word is tried after every frame until it succeeds or its time is over. Never started on a real
/// terminal. Main thread, but for the socket's own strand.
class Finger {
 public:
  struct Hands {
    ui::toolkit::UiHost& host;
    base::Executor& main;
    std::function<base::Json()> state;       ///< what may be told of the visit: step, trouble, receipt number
    std::function<bool()> frame_is_current;  ///< the screen shows the present state
    std::function<void()> wake;              ///< something was put into the input queue
    std::function<bool(const std::string&)> heard{};  ///< the voice has said it since the last time
  };
  static base::Result<std::unique_ptr<Finger>> start(const std::filesystem::path& socket, Hands hands,
                                                     const base::Clock& clock);
  ~Finger();
  /// After each frame and each event: tries what waits.
  void look();

 private:
  struct Request {
    std::string word, rest;
    base::MonoTime deadline;
    std::function<void(std::string)> answer;
  };
  Finger(base::LineServer server, Hands hands, const base::Clock& clock);
  std::string handle(const std::string& line);
  void take(Request request);
  std::optional<std::string> attempt(const Request& request);
  std::optional<std::string> touch(const ui::toolkit::Node* node);
  std::optional<std::string> sign();
  std::string focus() const;
  bool is_black() const;
  std::optional<std::string> reached(const std::string& rest);

  base::LineServer server_;
  Hands hands_;
  const base::Clock& clock_;
  std::vector<Request> waiting_;
  std::map<std::string, base::MonoTime> last_touch_;  ///< by part
  bool retry_armed_ = false;
  std::stop_source stop_;
  base::Strand strand_;
};

}  // namespace kiosk::app
