// The sheet of the voice: how to go on with keys, slower, faster, black screen, off.
#include <algorithm>

#include "ui/screens/draws.h"
#include "ui/screens/overlay.h"

namespace ui::screens {
namespace {

constexpr int kMostSteps = 7;  // more than there are rates on either side; the voice keeps within its own

void emit_if_changed(Page& page, const flow::Preferences& wanted) {
  if (wanted != page.session().preferences) page.emit(flow::SetPreferences{wanted});
}

/// Slower and faster side by side, black screen and off side by side.
void draw_choices(Page& page, const Rect& area) {
  flow::Preferences wanted = page.session().preferences;
  const Grid grid{area, 2, 2, page.gap()};
  if (button(page.ui, grid.cell(0),
             {.id = "voice.slower", .label = page.text("voice.slower"), .guarded = false})) {
    wanted.voice_rate = std::max(-kMostSteps, wanted.voice_rate - 1);
  }
  if (button(page.ui, grid.cell(1),
             {.id = "voice.faster", .label = page.text("voice.faster"), .guarded = false})) {
    wanted.voice_rate = std::min(kMostSteps, wanted.voice_rate + 1);
  }
  const std::string_view curtain = wanted.curtain ? "voice.light" : "voice.curtain";
  if (button(
          page.ui, grid.cell(2),
          {.id = "voice.curtain", .label = page.text(curtain), .icon = wanted.curtain ? "eye" : "eye-off"})) {
    wanted.curtain = !wanted.curtain;
  }
  if (button(page.ui, grid.cell(3),
             {.id = "voice.off", .label = page.text("voice.off"), .icon = "volume-off"})) {
    wanted.voice = wanted.curtain = false;
    page.state.voice_open = false;
  }
  emit_if_changed(page, wanted);
}

}  // namespace

void note_voice(Page& page) {
  const bool on = page.session().preferences.voice;
  if (on != page.state.voice_known) page.state.voice_open = on;
  page.state.voice_known = on;
  if (!page.ui.touch.back_pressed()) return;
  if (page.state.help_open) {
    page.state.help_open = false;
  } else {
    page.state.voice_open = false;
  }
}

void draw_voice_sheet(Page& page) {
  const float target = page.ui.theme.primary_target();
  const float width = page.zones.content.w - 4 * page.gap();
  TextLook title = page.ui.look(TypeRole::Heading);
  title.max_lines = 1;
  TextLook body = page.ui.look(TypeRole::Body);
  body.max_lines = 0;
  const std::string heading = page.text("voice.title");
  const std::string text = page.text("voice.text");
  const auto title_height = static_cast<float>(page.ui.paint.measure(heading, title, width).height);
  const auto text_height = static_cast<float>(page.ui.paint.measure(text, body, width).height);
  const float buttons = 3 * target + 2 * page.gap();
  Rect area = overlay(page, "voice", title_height + text_height + buttons + 6 * page.gap());
  toolkit::heading(page.ui, area.take_top(title_height), heading, title);
  area.take_top(page.gap());
  Rect rows = area.take_bottom(std::min(area.h, buttons));
  toolkit::label(page.ui, area, text, body);
  const Rect close = rows.take_bottom(target);
  rows.take_bottom(page.gap());
  draw_choices(page, rows);
  if (button(page.ui, close,
             {.id = "voice.close", .label = page.text("voice.close"), .kind = ButtonKind::Primary})) {
    page.state.voice_open = false;
  }
}

}  // namespace ui::screens
