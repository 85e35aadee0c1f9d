// Window: SDL's window, its events and its surface. Internal to this room.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "ui/shell/presenter.h"
#include "ui/shell/shell.h"
#include "ui/toolkit/input_queue.h"
#include "ui/toolkit/pixel_rect.h"

union SDL_Event;

namespace ui::shell {

/// What a round of events asked for besides touches.
struct WindowEvents {
  bool close = false;
  bool exposed = false;  ///< the window's content was lost
  bool woken = false;
  std::string typed;  ///< letters and digits of a keyboard
};

/// Main thread only, except `wake`.
class Window {
 public:
  static kiosk::base::Result<std::unique_ptr<Window>> open(const ShellOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Waits at most this long for an event, then handles all that are there. Negative waits without limit.
  WindowEvents wait(kiosk::base::Duration at_most, toolkit::InputQueue& input);
  /// Ends a wait. From any thread.
  void wake() const;
  /// Shows the changed rectangles of the canvas.
  void present(const std::uint32_t* pixels, const std::vector<toolkit::PixelRect>& damage);
  /// How the canvas gets onto the glass, and why so.
  const std::string& presentation() const { return presentation_; }

 private:
  struct Handles;
  Window(std::unique_ptr<Handles> handles, const ShellOptions& options, std::string presentation);
  bool sleep(kiosk::base::Duration at_most) const;
  void handle(const SDL_Event& event, toolkit::InputQueue& input, WindowEvents& events);
  toolkit::Point to_canvas(float window_x, float window_y) const;

  std::unique_ptr<Handles> handles_;
  toolkit::Display display_;
  Placement at_;
  std::string presentation_;
};

}  // namespace ui::shell
