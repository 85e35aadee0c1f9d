// BenchWindow: a window onto a running bench; or the same without a window, for pictures and tests.
#pragma once

#include <filesystem>
#include <memory>

#include "drivers/emulation/window/bench_link.h"
#include "drivers/emulation/window/window_state.h"
#include "ui/shell/shell.h"

namespace drivers::emulation::window {

struct WindowOptions {
  std::filesystem::path folder;             ///< of the bench
  std::filesystem::path config = "config";  ///< the theme and its schema lie there
  bool headless = false;
  int width = 1600, height = 1000;
};

/// Main thread only.
class BenchWindow {
 public:
  static kiosk::base::Result<std::unique_ptr<BenchWindow>> open(const WindowOptions& options,
                                                                const kiosk::base::Clock& clock);
  BenchWindow(const BenchWindow&) = delete;
  BenchWindow& operator=(const BenchWindow&) = delete;

  /// Until the window is closed.
  void run() { shell_->run(callbacks_); }
  /// One round: waits at most so long for something to happen.
  void step(kiosk::base::Duration at_most) { shell_->step(callbacks_, at_most); }
  /// A key of the keyboard.
  void key(char key);

  ui::shell::Shell& shell() { return *shell_; }
  WindowState& state() { return state_; }

 private:
  BenchWindow(std::unique_ptr<ui::shell::Shell> shell, const WindowOptions& options,
              const kiosk::base::Clock& clock);
  LinkObserver observer();

  std::unique_ptr<ui::shell::Shell> shell_;
  WindowState state_;
  ui::shell::ShellCallbacks callbacks_;
  BenchLink link_;  ///< last: it posts to the shell
};

}  // namespace drivers::emulation::window
