// Shell: the window (or none), the frame loop, and pictures of the screen.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/base/mailbox.h"
#include "ui/toolkit/ui_host.h"

namespace ui::shell {

enum class WindowKind {
  Headless,    ///< no window, no SDL: a frame buffer
  Windowed,    ///< a window of window_width × window_height that shows the canvas scaled
  Fullscreen,  ///< the whole screen
};

/// How the canvas gets into the window.
enum class Presentation {
  Automatic,  ///< what the display can and does best
  Surface,    ///< the window system's own pixels
  Texture,    ///< one GLES texture
};

struct ShellOptions {
  WindowKind kind = WindowKind::Headless;
  toolkit::Display display;  ///< the canvas
  Presentation presentation = Presentation::Automatic;
  int window_width = 540;  ///< Windowed only; the canvas is shown as large as fits
  int window_height = 960;
  std::string title = "自助服务终端";
  std::filesystem::path theme_folder = "config/theme";
  std::filesystem::path theme_schema = "config/schemas/theme.schema.json";
};

/// What the loop calls, all on the main thread.
struct ShellCallbacks {
  toolkit::BuildFrame build;           ///< draws the screen; must be there
  std::function<void()> after_frame;   ///< after a frame was shown (idle timers, captures); may be empty
  std::function<bool()> keep_running;  ///< asked after each round; false ends the loop; may be empty
  std::function<void(char)> typed{};   ///< a letter or digit of the keyboard; may be empty
};

/// Owns the window and the UiHost, and the mailbox through which other threads reach the main thread. One per
/// process. Everything but `mailbox().post` and `quit` belongs to the thread that made it.
class Shell {
 public:
  static kiosk::base::Result<std::unique_ptr<Shell>> open(const ShellOptions& options,
                                                          const kiosk::base::Clock& clock);
  ~Shell();
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;

  /// Tasks posted here run on the main thread between frames, and the next frame shows what they changed.
  kiosk::base::Mailbox& mailbox();
  toolkit::UiHost& host();
  /// How the canvas gets onto the glass and why so, in words for a technician.
  std::string presentation() const;

  /// Runs until `quit`, the window is closed, or `keep_running` says no.
  void run(const ShellCallbacks& callbacks);
  /// One round: waits at most `at_most` for something to happen, handles all of it, and draws what changed.
  void step(const ShellCallbacks& callbacks, kiosk::base::Duration at_most);
  /// Ends `run` after the current round. From any thread.
  void quit();
  bool quitting() const;

  /// Writes what is on the screen as PNG.
  kiosk::base::Status capture(const std::filesystem::path& file) const;
  /// Draws even though nothing happened (settings changed from outside).
  void request_frame();

 private:
  struct Parts;
  explicit Shell(std::unique_ptr<Parts> parts);
  void draw(const ShellCallbacks& callbacks);

  std::unique_ptr<Parts> parts_;
};

}  // namespace ui::shell
