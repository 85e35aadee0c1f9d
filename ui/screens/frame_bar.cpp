// The bar at the lower edge, and the action bar above it.
#include "ui/screens/frame.h"

#include <array>

namespace ui::screens {
namespace {

constexpr int kTextSizes = 4;
constexpr int kThemes = 3;

/// A case that is being stored or printed must come to its end first: there "home" waits.
bool must_finish_first(flow::StepKind at) {
  return at == flow::StepKind::Submit || at == flow::StepKind::Print || at == flow::StepKind::Receipt ||
         at == flow::StepKind::Collect || at == flow::StepKind::Goodbye;
}

struct BarItem {
  std::string_view id, text_id, icon;
  bool selected = false;
  std::string disabled_reason = {};
  std::string name = {};
};

bool bar_button(Page& page, const Rect& cell, const BarItem& item) {
  const std::string label = page.text(item.text_id);
  return button(page.ui, cell,
                {.id = item.id,
                 .label = label,
                 .kind = ButtonKind::Bare,
                 .icon = item.icon,
                 .disabled_reason = item.disabled_reason,
                 .selected = item.selected,
                 .name = item.name.empty() ? std::string_view(label) : std::string_view(item.name),
                 .type = TypeRole::Caption});
}

void go_home(Page& page) {
  if (page.session().visitor_present()) return page.emit(flow::GoHome{});
  page.emit(flow::Begin{});
}

flow::TextSize next_size(flow::TextSize size) {
  return static_cast<flow::TextSize>((static_cast<int>(size) + 1) % kTextSizes);
}

std::string size_name(Page& page, flow::TextSize size) {
  constexpr std::array<std::string_view, kTextSizes> kIds{"text-size.standard", "text-size.large",
                                                          "text-size.larger", "text-size.largest"};
  return page.text("bar.text-size") + " " + page.text(kIds[static_cast<std::size_t>(size)]);
}

flow::ThemeChoice next_theme(flow::ThemeChoice theme) {
  return static_cast<flow::ThemeChoice>((static_cast<int>(theme) + 1) % kThemes);
}

std::string theme_name(Page& page, flow::ThemeChoice theme) {
  constexpr std::array<std::string_view, kThemes> kIds{"theme.default", "theme.high-contrast", "theme.night"};
  return page.text("bar.contrast") + " " + page.text(kIds[static_cast<std::size_t>(theme)]);
}

void draw_preference_buttons(Page& page, const Grid& grid) {
  flow::Preferences wanted = page.session().preferences;
  const auto& now = page.session().preferences;
  if (bar_button(page, grid.cell(1),
                 {"bar.text-size",
                  "bar.text-size",
                  "format-size",
                  now.text_size != flow::TextSize::Standard,
                  {},
                  size_name(page, now.text_size)})) {
    wanted.text_size = next_size(now.text_size);
  }
  if (bar_button(page, grid.cell(2),
                 {"bar.contrast",
                  "bar.contrast",
                  "contrast-circle",
                  now.theme != flow::ThemeChoice::Default,
                  {},
                  theme_name(page, now.theme)})) {
    wanted.theme = next_theme(now.theme);
  }
  if (bar_button(page, grid.cell(3),
                 {"bar.low-reach", "bar.low-reach", "wheelchair-accessibility", now.low_reach})) {
    wanted.low_reach = !now.low_reach;
  }
  if (bar_button(page, grid.cell(4), {"bar.voice", "bar.voice", "volume-high", now.voice})) {
    // On: the sheet tells how it goes on. Voice is turned off there, not by a second touch that might be a slip.
    if (now.voice) page.state.voice_open = !page.state.voice_open;
    wanted.voice = true;
  }
  if (bar_button(page, grid.cell(5), {"bar.language", "bar.language", "translate"})) {
    wanted.language = page.chinese() ? catalog::Language::En : catalog::Language::ZhCn;
  }
  if (wanted != now) page.emit(flow::SetPreferences{wanted});
}

}  // namespace

void draw_bar(Page& page) {
  const Rect& bar = page.zones.bar;
  const auto& color = page.color();
  if (page.ui.theme.flat()) {
    page.ui.paint.fill(bar, color.card);
    page.ui.paint.line({bar.x, bar.y}, {bar.right(), bar.y}, color.outline, page.mm(0.6F));
  } else {
    page.ui.paint.shadow(bar, color.shadow, 0, page.mm(6), -page.mm(1));
    page.ui.paint.fill(bar, color.card);
  }
  const Grid grid{bar.inset(page.mm(3), page.mm(2)), 7, 1, page.mm(2)};
  for (int i = 1; i < 7; ++i) {
    const float x = grid.cell(i).x - page.mm(1);
    page.ui.paint.line({x, bar.y + page.mm(9)}, {x, bar.bottom() - page.mm(9)},
                       color.outline.with_alpha(0.25F), 2);
  }
  const std::string waiting =
      must_finish_first(page.session().at) ? page.text("common.please-wait") : std::string();
  if (bar_button(page, grid.cell(0), {"bar.home", "bar.home", "home", false, waiting})) go_home(page);
  draw_preference_buttons(page, grid);
  const bool asked = page.ui.touch.help_pressed() && !page.session().idle_warning;
  if (bar_button(page, grid.cell(6), {"bar.help", "bar.help", "help-circle", page.state.help_open}) || asked) {
    page.state.help_open = !page.state.help_open;
  }
}

Action draw_actions(Page& page, const ActionBar& bar) {
  Rect area = page.zones.actions;
  Action action = Action::None;
  if (!bar.back.empty()) {
    const Rect left = bar.primary.empty() ? area.take_left(area.w * 0.5F) : area.take_left(area.w * 0.34F);
    const bool covered = page.state.help_open || page.state.voice_open || page.session().idle_warning;
    const bool key = page.ui.touch.back_pressed() && !covered;
    if (button(page.ui, left, {.id = "back", .label = bar.back, .icon = bar.back_icon}) || key)
      action = Action::Back;
    area.take_left(page.gap());
  }
  if (bar.primary.empty()) return action;
  if (button(page.ui, area,
             {.id = "next",
              .label = bar.primary,
              .kind = ButtonKind::Primary,
              .icon_after = bar.primary_icon,
              .disabled_reason = bar.disabled_reason,
              .busy = bar.busy})) {
    action = Action::Primary;
  }
  return action;
}

void draw_back_and_next(Page& page, const std::string& primary) {
  const Action action = draw_actions(page, {.back = page.text("common.back"), .primary = primary});
  if (action == Action::Back) page.emit(flow::Back{});
  if (action == Action::Primary) page.emit(flow::Next{});
}

}  // namespace ui::screens
