// Choices as cards: one, several, yes or no.
#include <algorithm>

#include "ui/screens/form_entry.h"
#include "ui/screens/paged_grid.h"
#include "ui/toolkit/choice_card.h"

namespace ui::screens {
namespace {

constexpr std::size_t kManyChoices = 6;

/// One column while it fits; two when the list is long and the text is not.
int columns_for(const Page& page, std::size_t count) {
  return count > kManyChoices && page.ui.theme.text_size() < toolkit::TextSize::Larger ? 2 : 1;
}

float card_height(const Page& page, bool with_hints) {
  const float words = page.line(TypeRole::Label) + page.line(TypeRole::Caption) + page.mm(8);
  return std::max(page.ui.theme.target() + page.mm(4), with_hints ? words : 0);
}

bool has_hints(const catalog::FieldRule& rule) {
  return std::any_of(rule.choices.begin(), rule.choices.end(),
                     [](const catalog::Choice& choice) { return !choice.hint.wordings.front().empty(); });
}

bool holds(std::string_view list, std::string_view value) {
  const std::string all = "," + std::string(list) + ",";
  return all.find("," + std::string(value) + ",") != std::string::npos;
}

/// The list with the value added or taken out, in the order of the choices.
std::string toggled(const catalog::FieldRule& rule, std::string_view list, std::string_view value) {
  std::string out;
  for (const catalog::Choice& choice : rule.choices) {
    if (holds(list, choice.value) == (choice.value == value)) continue;
    out += (out.empty() ? "" : ",") + choice.value;
  }
  return out;
}

std::string all_of(const catalog::FieldRule& rule) {
  std::string out;
  for (const catalog::Choice& choice : rule.choices) out += (out.empty() ? "" : ",") + choice.value;
  return out;
}

PagedGrid cards(Page& page, const Rect& area, std::size_t count, bool with_hints) {
  const float height = card_height(page, with_hints);
  return paged_grid(
      page, area, {static_cast<int>(count), columns_for(page, count), height, std::max(height, page.mm(44))});
}

}  // namespace

void draw_choice_field(Page& page, const Rect& area, const catalog::FieldRule& rule) {
  const PagedGrid list = cards(page, area, rule.choices.size(), has_hints(rule));
  for (int i = list.first; i < list.last; ++i) {
    const catalog::Choice& choice = rule.choices[static_cast<std::size_t>(i)];
    const std::string id = "choice." + choice.value;
    if (toolkit::choice_card(page.ui, list.cell(i),
                             {.id = id,
                              .title = page.in(choice.label),
                              .detail = page.in(choice.hint),
                              .selected = page.state.entry.value.reveal() == choice.value,
                              .error = page.state.entry.trouble.has_value()})) {
      set_entry(page, choice.value);
    }
  }
}

void draw_multi_choice_field(Page& page, Rect area, const catalog::FieldRule& rule) {
  Rect line = area.take_top(page.ui.theme.target());
  area.take_top(page.small_gap());
  const std::string chosen(page.state.entry.value.reveal());
  const auto count = std::count_if(rule.choices.begin(), rule.choices.end(),
                                   [&chosen](const auto& choice) { return holds(chosen, choice.value); });
  const Rect all = line.take_right(std::max(page.mm(90), line.w * 0.36F));
  toolkit::label(page.ui, line, page.text("form.chosen", {{"count", std::to_string(count)}}),
                 page.ui.look(TypeRole::Label, page.color().text_secondary), VerticalAlign::Middle);
  if (button(page.ui, all,
             {.id = "choose-all",
              .label = page.text("form.choose-all"),
              .kind = ButtonKind::Quiet,
              .icon = "select-all"})) {
    set_entry(page, all_of(rule));
  }
  const PagedGrid list = cards(page, area, rule.choices.size(), has_hints(rule));
  for (int i = list.first; i < list.last; ++i) {
    const catalog::Choice& choice = rule.choices[static_cast<std::size_t>(i)];
    const std::string id = "choice." + choice.value;
    if (toolkit::check_card(page.ui, list.cell(i),
                            {.id = id,
                             .title = page.in(choice.label),
                             .detail = page.in(choice.hint),
                             .selected = holds(chosen, choice.value),
                             .error = page.state.entry.trouble.has_value()})) {
      set_entry(page, toggled(rule, chosen, choice.value));
    }
  }
}

void draw_yes_no_field(Page& page, const Rect& area) {
  const PagedGrid list = cards(page, area, 2, false);
  for (int i = list.first; i < list.last; ++i) {
    const std::string_view value = i == 0 ? "yes" : "no";
    const std::string id = "choice." + std::string(value);
    if (toolkit::choice_card(page.ui, list.cell(i),
                             {.id = id,
                              .title = page.text(i == 0 ? "common.yes" : "common.no"),
                              .selected = page.state.entry.value.reveal() == value,
                              .error = page.state.entry.trouble.has_value()})) {
      set_entry(page, value);
    }
  }
}

}  // namespace ui::screens
