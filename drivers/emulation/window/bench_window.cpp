// Shell, state and link put together.
#include "drivers/emulation/window/bench_window.h"

#include "drivers/emulation/window/window_screen.h"

namespace drivers::emulation::window {

using kiosk::base::Result;
using ui::shell::Shell;

Result<std::unique_ptr<BenchWindow>> BenchWindow::open(const WindowOptions& options,
                                                       const kiosk::base::Clock& clock) {
  ui::shell::ShellOptions shell_options;
  shell_options.kind = options.headless ? ui::shell::WindowKind::Headless : ui::shell::WindowKind::Windowed;
  // Theme sizes are mm for a terminal's glass; this scale makes them a desk's.
  shell_options.display = {options.width, options.height, 1.8F};
  shell_options.window_width = options.width;
  shell_options.window_height = options.height;
  shell_options.title = "硬件工作台 Hardware bench";
  shell_options.theme_folder = options.config / "theme";
  shell_options.theme_schema = options.config / "schemas" / "theme.schema.json";
  auto shell = Shell::open(shell_options, clock);
  if (!shell) return tl::unexpected(shell.error());
  return std::unique_ptr<BenchWindow>(new BenchWindow(std::move(*shell), options, clock));
}

BenchWindow::BenchWindow(std::unique_ptr<Shell> shell, const WindowOptions& options,
                         const kiosk::base::Clock& clock)
    : shell_(std::move(shell)), link_(options.folder, clock, shell_->mailbox(), observer()) {
  state_.folder = options.folder.string();
  state_.send = [this](std::vector<std::string> words) { link_.send(std::move(words)); };
  callbacks_.build = [this](ui::toolkit::Ui& ui) { window_screen(ui, state_); };
  callbacks_.typed = [this](char character) { key(character); };
}

LinkObserver BenchWindow::observer() {
  LinkObserver observer;
  observer.on_view = [this](BenchView view) {
    state_.view = std::move(view);
    state_.seen = true;
    state_.trouble.clear();
  };
  observer.on_lost = [this](const kiosk::base::Error& error) {
    state_.trouble = error.to_string();
    state_.close_sheet();
  };
  observer.on_print = [this](const Print& print) {
    ui::toolkit::TextureStore& textures = shell_->host().textures();
    WindowState::ShownPrint& shown = state_.prints[print.device];
    for (const ui::toolkit::TextureId old : {shown.small, shown.large}) {
      if (old != 0) textures.remove(old);
    }
    shown = {textures.add(print.small), textures.add(print.large)};
  };
  return observer;
}

void BenchWindow::key(char key) {
  if (state_.act_by_key(key)) shell_->request_frame();
}

}  // namespace drivers::emulation::window
