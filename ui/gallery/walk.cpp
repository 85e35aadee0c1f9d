// The window's pages: widgets first, then scenes.
#include "ui/gallery/walk.h"

#include "ui/gallery/stage.h"
#include "ui/toolkit/button.h"
#include "ui/toolkit/gallery.h"

namespace ui::gallery {
namespace {

constexpr float kStripMm = 20;

class Walker {
 public:
  explicit Walker(shell::Shell& shell) : shell_(shell), scenes_(all_scenes()) {
    stage_.with_input_methods();
    turn_to(0);
  }

  void draw(toolkit::Ui& ui) {
    if (on_widgets()) {
      draw_gallery(ui, widgets_);
    } else {
      draw_scene(ui);
    }
    draw_strip(ui);
  }

  void typed(char key) {
    if (key == 'n') turn_to(page_ + 1);
    if (key == 'p') turn_to(page_ - 1);
    shell_.request_frame();
  }

 private:
  int pages() const { return toolkit::kGalleryPages + static_cast<int>(scenes_.size()); }
  bool on_widgets() const { return page_ < toolkit::kGalleryPages; }
  const Scene& scene() const { return scenes_[static_cast<std::size_t>(page_ - toolkit::kGalleryPages)]; }

  void turn_to(int page) {
    page_ = (page + pages()) % pages();
    widgets_.page = page_;
    if (!on_widgets()) stage_.play(scene());
    show_preferences();
  }

  void show_preferences() {
    const flow::Preferences& now = stage_.session.preferences;
    shell_.host().set_settings(screens::ui_settings(now, stage_.terminal));
    shell_.host().set_texts(screens::widget_texts(real_catalog().texts(), now.language));
  }

  void draw_scene(toolkit::Ui& ui) {
    const Intents intents =
        screens::draw_screen(ui,
                             {stage_.session, real_catalog(), stage_.terminal, stage_.clock.wall(),
                              &stage_.pages, &stage_.pages, stage_.methods.get()},
                             stage_.state);
    for (const auto& intent : intents) {
      if (const auto* wanted = std::get_if<flow::SetPreferences>(&intent)) wanted_ = wanted->preferences;
    }
    if (!wanted_) return;
    stage_.prefer(*wanted_);
    wanted_.reset();
    shell_.mailbox().post([this] { show_preferences(); });
  }

  void draw_strip(toolkit::Ui& ui) {
    toolkit::Rect strip = toolkit::Rect{ui.screen.x, ui.screen.y, ui.screen.w, ui.theme.mm(kStripMm)};
    ui.paint.fill(strip, ui.theme.color.card);
    const float width = strip.w * 0.2F;
    if (button(ui, strip.take_left(width), {.id = "walk.previous", .label = "‹"})) post_turn(-1);
    if (button(ui, strip.take_right(width), {.id = "walk.next", .label = "›"})) post_turn(1);
    const std::string name = (on_widgets() ? "widgets" : scene().name) + "  " + std::to_string(page_ + 1) +
                             "/" + std::to_string(pages());
    toolkit::TextLook look = ui.look(toolkit::TypeRole::Body);
    look.align = toolkit::TextAlign::Center;
    ui.paint.text(strip, name, look, toolkit::VerticalAlign::Middle);
  }

  /// After the frame: what is being drawn must not change under it.
  void post_turn(int by) {
    shell_.mailbox().post([this, by] { turn_to(page_ + by); });
  }

  shell::Shell& shell_;
  Stage stage_;
  toolkit::Gallery widgets_;
  std::vector<Scene> scenes_;
  std::optional<flow::Preferences> wanted_;
  int page_ = 0;
};

}  // namespace

base::Status walk(const shell::ShellOptions& options, const base::Clock& clock,
                  const std::function<bool()>& keep_running) {
  auto shell = shell::Shell::open(options, clock);
  if (!shell) return tl::unexpected(shell.error());
  Walker walker(**shell);
  (*shell)->run(
      {[&](toolkit::Ui& ui) { walker.draw(ui); }, {}, keep_running, [&](char key) { walker.typed(key); }});
  return {};
}

}  // namespace ui::gallery
