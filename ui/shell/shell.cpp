// Shell: the frame loop.
#include "ui/shell/shell.h"

#include <algorithm>
#include <optional>

#include "ui/shell/window.h"

namespace ui::shell {

using kiosk::base::Duration;
using toolkit::FrameOutcome;
using toolkit::PixelRect;

namespace {
constexpr Duration kLongest{60'000};  // a round at least once a minute, even when nothing happens
}

struct Shell::Parts {
  Parts(std::vector<toolkit::ThemeTokens> themes, const ShellOptions& options, const kiosk::base::Clock& time)
      : clock(time), host(std::move(themes), options.display, time), mailbox(time, [this] { wake(); }) {}

  void wake() const {
    if (window) window->wake();
  }

  const kiosk::base::Clock& clock;
  std::unique_ptr<Window> window;  // none when headless; outlives the mailbox that wakes it
  toolkit::UiHost host;
  kiosk::base::Mailbox mailbox;
  bool dirty = true;  // something happened since the last frame
  bool exposed = false;
  bool quitting = false;
  std::optional<kiosk::base::MonoTime> next_frame;  // when a moving widget wants to be drawn again
};

kiosk::base::Result<std::unique_ptr<Shell>> Shell::open(const ShellOptions& options,
                                                        const kiosk::base::Clock& clock) {
  auto themes = toolkit::load_themes(options.theme_folder, options.theme_schema);
  if (!themes) return tl::unexpected(themes.error());
  auto parts = std::make_unique<Parts>(std::move(*themes), options, clock);
  if (options.kind != WindowKind::Headless) {
    auto window = Window::open(options);
    if (!window) return tl::unexpected(window.error());
    parts->window = std::move(*window);
  }
  return std::unique_ptr<Shell>(new Shell(std::move(parts)));
}

Shell::Shell(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Shell::~Shell() { parts_->mailbox.close(); }

kiosk::base::Mailbox& Shell::mailbox() { return parts_->mailbox; }
toolkit::UiHost& Shell::host() { return parts_->host; }
bool Shell::quitting() const { return parts_->quitting; }
std::string Shell::presentation() const {
  return parts_->window ? parts_->window->presentation() : "memory, drawn by the CPU";
}
void Shell::request_frame() { parts_->dirty = true; }

void Shell::quit() {
  parts_->mailbox.post([this] { parts_->quitting = true; });
}

void Shell::run(const ShellCallbacks& callbacks) {
  while (!parts_->quitting && (!callbacks.keep_running || callbacks.keep_running()))
    step(callbacks, kLongest);
}

void Shell::step(const ShellCallbacks& callbacks, Duration at_most) {
  Parts& p = *parts_;
  Duration wait = p.mailbox.time_to_next(at_most);
  if (p.next_frame) wait = std::min(wait, std::max(Duration{0}, *p.next_frame - p.clock.now()));
  if (p.dirty || p.exposed || !p.host.input().empty()) wait = Duration{0};
  if (p.window) {
    const WindowEvents events = p.window->wait(wait, p.host.input());
    p.quitting = p.quitting || events.close;
    p.exposed = p.exposed || events.exposed;
    for (const char character : events.typed) {
      if (callbacks.typed) callbacks.typed(character);
    }
    if (p.mailbox.drain() > 0) p.dirty = true;
  } else if (p.mailbox.wait_and_drain(wait) > 0) {
    p.dirty = true;
  }
  const bool due = p.next_frame && *p.next_frame <= p.clock.now();
  if (p.dirty || p.exposed || due || !p.host.input().empty()) draw(callbacks);
}

void Shell::draw(const ShellCallbacks& callbacks) {
  Parts& p = *parts_;
  p.dirty = false;
  // What was posted or touched is shown by this frame; a touch's own outcome by the one after it.
  const FrameOutcome outcome = p.host.frame(callbacks.build);
  p.next_frame.reset();
  if (outcome.next_frame.count() >= 0) p.next_frame = p.clock.now() + outcome.next_frame;
  if (p.window) {
    const toolkit::Display display = p.host.display();
    const std::vector<PixelRect> all{{0, 0, display.width_px, display.height_px}};
    p.window->present(p.host.pixels(), p.exposed ? all : outcome.damage);
  }
  p.exposed = false;
  if (callbacks.after_frame) callbacks.after_frame();
}

kiosk::base::Status Shell::capture(const std::filesystem::path& file) const {
  return kiosk::typeset::write_png(file, parts_->host.capture());
}

}  // namespace ui::shell
