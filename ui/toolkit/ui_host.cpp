// UiHost: the parts of the screen and the order of a frame.
#include "ui/toolkit/ui_host.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/toolkit/raster.h"

namespace ui::toolkit {

struct UiHost::Parts {
  Parts(std::vector<ThemeTokens> all, Display screen, const kiosk::base::Clock& time)
      : clock(time),
        display(screen),
        themes(std::move(all)),
        raster(screen.width_px, screen.height_px, textures) {}

  const ThemeTokens& chosen_theme() const {
    const auto found = std::find_if(themes.begin(), themes.end(), [this](const ThemeTokens& tokens) {
      return tokens.name == settings.theme;
    });
    return found == themes.end() ? themes.front() : *found;
  }
  void apply_settings() {
    theme.emplace(chosen_theme(), display, settings.text_size, settings.reduced_motion);
    painter.set_language(settings.language);
  }

  const kiosk::base::Clock& clock;
  Display display;
  std::vector<ThemeTokens> themes;
  UiSettings settings;
  WidgetTexts words;
  kiosk::typeset::TextEngine engine;
  TextureStore textures;
  TextCache texts{engine, textures};
  Painter painter{texts, textures};
  Raster raster;
  std::optional<Theme> theme;
  InputQueue input;
  Interaction touch;
  UiTree trees[2];
  int shown = 0;  // index of the tree of the frame on the screen
  std::uint64_t built = 0, changed = 0;
};

UiHost::UiHost(std::vector<ThemeTokens> themes, Display display, const kiosk::base::Clock& clock)
    : parts_(std::make_unique<Parts>(std::move(themes), display, clock)) {
  parts_->apply_settings();
}

UiHost::~UiHost() = default;

InputQueue& UiHost::input() { return parts_->input; }

FrameOutcome UiHost::frame(const BuildFrame& build) {
  Parts& p = *parts_;
  UiTree& shown = p.trees[p.shown];
  UiTree& next = p.trees[1 - p.shown];
  const kiosk::base::MonoTime now = p.clock.now();
  p.touch.begin_frame(p.input.next(), shown, now);
  p.texts.begin_frame();
  p.painter.begin_frame(p.display.width_px, p.display.height_px);
  next.begin_frame();
  const Rect screen{0, 0, static_cast<float>(p.display.width_px), static_cast<float>(p.display.height_px)};
  Ui ui{p.painter, *p.theme, next, p.touch, p.textures, p.words, now, screen};
  build(ui);
  p.shown = 1 - p.shown;
  FrameOutcome outcome{p.raster.draw(p.painter.list()), ui.next_frame};
  // The press was handled while this frame was drawn: the next one shows what it did.
  if (!p.input.empty() || p.touch.had_event()) outcome.next_frame = kiosk::base::Duration{0};
  ++p.built;
  if (!outcome.damage.empty()) ++p.changed;
  return outcome;
}

void UiHost::set_settings(const UiSettings& settings) {
  if (settings == parts_->settings) return;
  parts_->settings = settings;
  parts_->apply_settings();
}

const UiSettings& UiHost::settings() const { return parts_->settings; }
void UiHost::set_texts(WidgetTexts texts) { parts_->words = std::move(texts); }
const UiTree& UiHost::tree() const { return parts_->trees[parts_->shown]; }
Display UiHost::display() const { return parts_->display; }
TextureStore& UiHost::textures() { return parts_->textures; }
void UiHost::audit_texts(std::vector<TextUse>* uses) { parts_->painter.audit(uses); }
kiosk::base::MonoTime UiHost::last_touch() const { return parts_->touch.last_touch(); }
const std::uint32_t* UiHost::pixels() const { return parts_->raster.pixels(); }
void UiHost::invalidate() { parts_->raster.invalidate(); }

void UiHost::forget_personal() {
  parts_->texts.forget_personal();
  parts_->touch.reset();
  parts_->painter.forget();
  parts_->raster.forget();
  for (UiTree& tree : parts_->trees) tree.forget_personal();
}

kiosk::typeset::RgbaBitmap UiHost::capture() const {
  const Display display = parts_->display;
  auto bitmap = kiosk::typeset::RgbaBitmap::make(display.width_px, display.height_px);
  const std::uint32_t* words = pixels();
  for (std::size_t i = 0; i < bitmap.bytes.size(); i += 4) {
    const std::uint32_t word = words[i / 4];
    bitmap.bytes[i] = static_cast<std::uint8_t>(word >> 16);
    bitmap.bytes[i + 1] = static_cast<std::uint8_t>(word >> 8);
    bitmap.bytes[i + 2] = static_cast<std::uint8_t>(word);
    bitmap.bytes[i + 3] = 255;
  }
  return bitmap;
}

bool UiHost::touch_named(std::string_view name) {
  const Node* node = tree().find_named(name);
  if (node == nullptr) return false;
  constexpr std::int64_t kFinger = -1;
  parts_->input.finger_down(kFinger, node->bounds.center());
  parts_->input.finger_up(kFinger, node->bounds.center());
  return true;
}

std::uint64_t UiHost::frames_built() const { return parts_->built; }
std::uint64_t UiHost::frames_changed() const { return parts_->changed; }
std::uint64_t UiHost::pixels_drawn() const { return parts_->raster.pixels_drawn(); }

}  // namespace ui::toolkit
