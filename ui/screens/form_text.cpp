// Texts: what was written above, the keys below.
#include <algorithm>

#include "ui/screens/form_entry.h"

namespace ui::screens {
namespace {

/// Without an input method a key writes what stands on it.
void take_key(Page& page, const toolkit::EntryKey& key, std::size_t limit) {
  using Kind = toolkit::EntryKey::Kind;
  toolkit::InputMethod* method = page.view.input_method;
  const bool composing = method != nullptr && !method->candidates().composition.empty();
  if (key.kind == Kind::Backspace && !composing) return delete_last_of_entry(page);
  if (key.kind == Kind::Clear) {
    if (method != nullptr) method->reset();
    return set_entry(page, "");
  }
  if (method != nullptr) return append_entry(page, method->take(key), limit);
  if (key.kind == Kind::Text) append_entry(page, key.text, limit);
}

/// A long explanation stands above the field as a strip, a short one in it.
std::string trouble_in_field(Page& page, Rect& area, const catalog::FieldRule& rule) {
  const std::string trouble = trouble_text(page, rule);
  if (trouble.empty()) return trouble;
  const auto width =
      static_cast<float>(page.ui.paint.measure(trouble, page.ui.look(TypeRole::Caption)).width);
  if (width + page.line(TypeRole::Caption) < area.w) return trouble;
  draw_trouble_strip(page, area, trouble);
  return {};
}

}  // namespace

Rect draw_entry_value(Page& page, Rect area, const catalog::FieldRule& rule, std::size_t limit) {
  const std::string trouble = trouble_in_field(page, area, rule);
  const float error = trouble.empty() ? 0 : page.line(TypeRole::Caption);
  const std::string placeholder = page.text("form.text.hint");
  toolkit::text_field(page.ui, area.take_top(page.ui.theme.target() * 1.25F + error),
                      {.id = "entry",
                       .label = page.in(rule.label),
                       .value = page.state.entry.value,
                       .placeholder = placeholder,
                       .active = true,
                       .error = trouble});
  if (rule.kind == catalog::FieldKind::Text) {
    const std::size_t used = std::min(limit, count_characters(page.state.entry.value.reveal()));
    TextLook look = page.ui.look(TypeRole::Caption, page.color().text_secondary);
    look.align = TextAlign::Right;
    toolkit::label(page.ui, area.take_top(page.line(TypeRole::Caption)),
                   page.text("form.length-left", {{"count", std::to_string(limit - used)}}), look);
  }
  area.take_top(page.small_gap());
  return area;
}

bool draw_text_field(Page& page, Rect area, const catalog::FieldRule& rule) {
  const Rect keys = draw_entry_value(page, area, rule, rule.max_length);
  toolkit::KeyboardSpec spec{.id = "keyboard"};
  if (page.view.input_method != nullptr) spec.candidates = page.view.input_method->candidates();
  const Rect board = Rect(keys).take_bottom(std::min(keys.h, page.mm(190)));
  const auto key = toolkit::on_screen_keyboard(page.ui, board, spec, page.state.entry.keyboard);
  if (key && key->kind != toolkit::EntryKey::Kind::Done) take_key(page, *key, rule.max_length);
  return key && key->kind == toolkit::EntryKey::Kind::Done;
}

}  // namespace ui::screens
