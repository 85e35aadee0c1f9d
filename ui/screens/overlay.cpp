// The darkened screen, the idle warning and the help.
#include "ui/screens/overlay.h"

#include <algorithm>

#include "ui/screens/draws.h"

namespace ui::screens {
namespace {

constexpr std::int64_t kSecondMs = 1000;

/// Draws lines one below the other and returns what is left.
Rect draw_lines(Page& page, Rect area, const std::vector<std::string>& lines) {
  TextLook look = page.ui.look(TypeRole::Body);
  look.max_lines = 0;
  for (const std::string& line : lines) {
    area.take_top(toolkit::label(page.ui, area, line, look) + page.small_gap());
  }
  return area;
}

float lines_height(Page& page, const std::vector<std::string>& lines, float width) {
  TextLook look = page.ui.look(TypeRole::Body);
  look.max_lines = 0;
  float height = 0;
  for (const std::string& line : lines) {
    height += static_cast<float>(page.ui.paint.measure(line, look, width).height) + page.small_gap();
  }
  return height;
}

float inside_width(const Page& page) { return page.zones.content.w - 4 * page.gap(); }

/// Title, lines and a row of buttons at the foot.
struct Sheet {
  Rect buttons;
};
Sheet draw_sheet(Page& page, std::string_view id, const std::string& title,
                 const std::vector<std::string>& lines) {
  TextLook big = page.ui.look(TypeRole::Heading);
  big.max_lines = 2;
  const auto title_height = static_cast<float>(page.ui.paint.measure(title, big, inside_width(page)).height);
  const float buttons = page.ui.theme.primary_target();
  Rect area = overlay(page, id,
                      title_height + lines_height(page, lines, inside_width(page)) + buttons +
                          2 * page.gap() + 4 * page.gap());
  toolkit::heading(page.ui, area.take_top(title_height), title, big);
  area.take_top(page.gap());
  Sheet sheet{area.take_bottom(buttons)};
  draw_lines(page, area, lines);
  return sheet;
}

std::int64_t seconds_left(Page& page) {
  auto& since = page.state.warned_since;
  if (!since) since = page.ui.now;
  const base::Duration left = page.view.terminal.timers.idle_warning - (page.ui.now - *since);
  return std::max<std::int64_t>(0, (left.count() + kSecondMs - 1) / kSecondMs);
}

bool is_saved(const flow::Session& session) {
  using flow::CaseState;
  const CaseState state = session.progress.state;
  return state == CaseState::Stored || state == CaseState::Delivered || state == CaseState::Unconfirmed;
}

}  // namespace

Rect overlay(Page& page, std::string_view id, float height) {
  page.ui.paint.fill(page.ui.screen, Color{10, 20, 40, 165});
  page.ui.tree.add(id, Role::Veil, page.ui.screen);
  Rect room = page.zones.content;
  room.h = page.zones.actions.bottom() - room.y;
  Rect sheet = room.take_bottom(std::min(room.h, height));
  toolkit::card(page.ui, sheet);
  return sheet.inset(2 * page.gap());
}

void draw_idle_warning(Page& page) {
  const std::string seconds = std::to_string(seconds_left(page));
  page.wake_in(base::Duration{kSecondMs});
  const std::string words =
      page.text(is_saved(page.session()) ? "idle.text-saved" : "idle.text", {{"seconds", seconds}});
  Rect line = draw_sheet(page, "idle", page.text("idle.title"), {words}).buttons;
  const Rect end = line.take_left(line.w * 0.36F);
  line.take_left(page.gap());
  if (button(page.ui, end, {.id = "idle.end", .label = page.text("idle.end"), .icon = "exit-to-app"})) {
    page.emit(flow::EndVisit{});
  }
  if (button(page.ui, line,
             {.id = "idle.stay", .label = page.text("idle.stay"), .kind = ButtonKind::Primary})) {
    page.emit(flow::StillHere{});
  }
}

void draw_help(Page& page) {
  const settings::TerminalSettings& terminal = page.view.terminal;
  const std::vector<std::string> lines{
      page.text("help.text", {{"hotline", terminal.hotline}, {"terminal", terminal.id.value}}),
      page.text("help.duty", {{"phone", terminal.duty_phone}}), page.text("help.night"),
      page.text("help.emergency")};
  const Rect line = draw_sheet(page, "help", page.text("help.title"), lines).buttons;
  if (button(page.ui, line,
             {.id = "help.close", .label = page.text("help.close"), .kind = ButtonKind::Primary})) {
    page.state.help_open = false;
  }
}

}  // namespace ui::screens
