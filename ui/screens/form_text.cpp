// Texts and digits: what was written above, the keys below.
#include <algorithm>

#include "ui/screens/form_entry.h"

namespace ui::screens {
namespace {

constexpr std::size_t kPhoneDigits = 13;

void append(Page& page, std::string_view text, std::size_t limit) {
  const base::SecureString& value = page.state.entry.value;
  if (text.empty() || count_characters(value.reveal()) + count_characters(text) > limit) return;
  base::SecureString longer = value;
  longer.append(text);
  set_entry(page, longer.reveal());
}

void delete_last(Page& page) { set_entry(page, without_last_character(page.state.entry.value.reveal())); }

/// Without an input method a key writes what stands on it.
void take_key(Page& page, const toolkit::EntryKey& key, std::size_t limit) {
  using Kind = toolkit::EntryKey::Kind;
  toolkit::InputMethod* method = page.view.input_method;
  const bool composing = method != nullptr && !method->candidates().composition.empty();
  if (key.kind == Kind::Backspace && !composing) return delete_last(page);
  if (key.kind == Kind::Clear) {
    if (method != nullptr) method->reset();
    return set_entry(page, "");
  }
  if (method != nullptr) return append(page, method->take(key), limit);
  if (key.kind == Kind::Text) append(page, key.text, limit);
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

/// The field with its caption; returns what is left for the keys.
Rect draw_value(Page& page, Rect area, const catalog::FieldRule& rule, std::size_t limit) {
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

}  // namespace

bool draw_text_field(Page& page, Rect area, const catalog::FieldRule& rule) {
  const Rect keys = draw_value(page, area, rule, rule.max_length);
  toolkit::KeyboardSpec spec{.id = "keyboard"};
  if (page.view.input_method != nullptr) spec.candidates = page.view.input_method->candidates();
  const Rect board = Rect(keys).take_bottom(std::min(keys.h, page.mm(190)));
  const auto key = toolkit::on_screen_keyboard(page.ui, board, spec, page.state.entry.keyboard);
  if (key && key->kind != toolkit::EntryKey::Kind::Done) take_key(page, *key, rule.max_length);
  return key && key->kind == toolkit::EntryKey::Kind::Done;
}

void draw_digits_field(Page& page, Rect area, const catalog::FieldRule& rule) {
  const bool phone = rule.kind == catalog::FieldKind::Phone;
  const std::size_t limit = phone ? kPhoneDigits : rule.max_length;
  Rect keys = draw_value(page, area, rule, limit);
  keys = keys.take_top(std::min(keys.h, page.mm(190)));
  const float width = std::min(keys.w, page.mm(230));
  keys = {keys.center().x - width / 2, keys.y, width, keys.h};
  const toolkit::DigitsPadSpec spec{.id = "digits",
                                    .extra = phone ? std::string_view("-") : std::string_view()};
  const auto key = toolkit::digits_pad(page.ui, keys, spec);
  if (!key) return;
  if (key->kind == toolkit::EntryKey::Kind::Text) return append(page, key->text, limit);
  if (key->kind == toolkit::EntryKey::Kind::Backspace) return delete_last(page);
  if (key->kind == toolkit::EntryKey::Kind::Clear) set_entry(page, "");
}

}  // namespace ui::screens
