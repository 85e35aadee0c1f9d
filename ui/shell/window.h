// Window: SDL's window, its events and its surface. Internal to this room.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
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

 private:
  struct Handles;
  Window(std::unique_ptr<Handles> handles, const ShellOptions& options);
  void place_canvas();
  void handle(const SDL_Event& event, toolkit::InputQueue& input, WindowEvents& events);
  toolkit::Point to_canvas(float window_x, float window_y) const;

  std::unique_ptr<Handles> handles_;
  toolkit::Display display_;
  toolkit::PixelRect shown_;  ///< where the canvas lies in the window
  int window_width_ = 0, window_height_ = 0;
};

}  // namespace ui::shell
