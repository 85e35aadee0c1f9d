// Presenter: how the canvas gets into the window. Internal to this room.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "ui/shell/shell.h"
#include "ui/toolkit/pixel_rect.h"

struct SDL_Window;

namespace ui::shell {

/// Where the canvas lies in the window, in pixels of the window.
struct Placement {
  int window_width = 0, window_height = 0;
  toolkit::PixelRect shown;
};

/// The canvas as large as fits and in the middle.
Placement place_canvas(const toolkit::Display& canvas, int window_width, int window_height);

/// Main thread only. Ends before its window does.
class Presenter {
 public:
  virtual ~Presenter() = default;
  /// Size of the drawable part of the window.
  virtual Placement placement() const = 0;
  /// Shows the changed rectangles of the canvas (0xFFRRGGBB).
  virtual void present(const std::uint32_t* pixels, const std::vector<toolkit::PixelRect>& damage) = 0;
  /// What it is, in words for a technician.
  virtual std::string words() const = 0;
};

/// Copies into SDL's window surface, without OpenGL. The window must not have been made for OpenGL.
kiosk::base::Result<std::unique_ptr<Presenter>> surface_presenter(SDL_Window* window,
                                                                  const toolkit::Display& canvas);
/// Updates one GLES texture and draws it; for displays without a window surface (KMSDRM). The window must
/// have been made for OpenGL after `ask_for_gles`.
kiosk::base::Result<std::unique_ptr<Presenter>> texture_presenter(SDL_Window* window,
                                                                  const toolkit::Display& canvas);
/// Before the window is made.
void ask_for_gles();

}  // namespace ui::shell
