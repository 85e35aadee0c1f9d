// Texts: what was written above, the keys below.
#include <algorithm>
#include <array>
#include <span>

#include "ui/screens/form_entry.h"

namespace ui::screens {
namespace {

constexpr std::array kPlainModes{toolkit::EntryMode::Latin, toolkit::EntryMode::Digits,
                                 toolkit::EntryMode::Symbols};

toolkit::EntryPurpose purpose_of(const catalog::FieldRule& rule) {
  switch (rule.writing) {
    case catalog::WritingKind::Name: return toolkit::EntryPurpose::Name;
    case catalog::WritingKind::Address: return toolkit::EntryPurpose::Address;
    case catalog::WritingKind::Text: break;
  }
  return toolkit::EntryPurpose::Text;
}

/// Without an input method: letters, digits and symbols as they stand on their keys.
std::span<const toolkit::EntryMode> modes_of(const Page& page, const catalog::FieldRule& rule) {
  const toolkit::InputMethod* method = page.view.input_method;
  const auto modes =
      method == nullptr ? std::span<const toolkit::EntryMode>() : method->modes(purpose_of(rule));
  return modes.empty() ? std::span<const toolkit::EntryMode>(kPlainModes) : modes;
}

toolkit::EntryContext context_of(const Page& page, const catalog::FieldRule& rule) {
  const FormEntry& entry = page.state.entry;
  return {entry.keyboard.mode, purpose_of(rule), entry.value.empty(), entry.keyboard.by_code};
}

/// The pad is wiped when its character was taken.
void let_method_take(Page& page, const toolkit::EntryKey& key, const catalog::FieldRule& rule) {
  toolkit::InputMethod& method = *page.view.input_method;
  toolkit::KeyboardState& keyboard = page.state.entry.keyboard;
  page.state.entry.unfinished = false;
  if (key.kind == toolkit::EntryKey::Kind::Ink) return method.write(keyboard.ink);
  append_entry(page, method.take(key, context_of(page, rule)).reveal(), rule.max_length);
  if (key.kind == toolkit::EntryKey::Kind::Candidate) keyboard.ink = {};
}

void take_key(Page& page, const toolkit::EntryKey& key, const catalog::FieldRule& rule) {
  using Kind = toolkit::EntryKey::Kind;
  const toolkit::EntryMode mode = page.state.entry.keyboard.mode;
  if (key.kind == Kind::Mode) page.state.entry_mode = mode;
  const bool edits = (key.kind == Kind::Backspace || key.kind == Kind::Clear) && !composing(page);
  if (edits) return key.kind == Kind::Clear ? set_entry(page, "") : delete_last_of_entry(page);
  const bool to_method =
      page.view.input_method != nullptr && (toolkit::composes(mode) || key.kind == Kind::Mode);
  if (to_method) return let_method_take(page, key, rule);
  if (key.kind == Kind::Text) append_entry(page, key.text, rule.max_length);
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

void begin_writing(Page& page, const catalog::FieldRule& rule) {
  const auto modes = modes_of(page, rule);
  const auto& chosen = page.state.entry_mode;
  const bool offered = chosen && std::find(modes.begin(), modes.end(), *chosen) != modes.end();
  toolkit::KeyboardState& keyboard = page.state.entry.keyboard;
  keyboard.mode = offered ? *chosen : modes.front();
  if (page.view.input_method == nullptr) return;
  page.view.input_method->reset();
  page.view.input_method->take({toolkit::EntryKey::Kind::Mode}, context_of(page, rule));
}

bool draw_text_field(Page& page, Rect area, const catalog::FieldRule& rule) {
  const Rect keys = draw_entry_value(page, area, rule, rule.max_length);
  toolkit::InputMethod* method = page.view.input_method;
  toolkit::KeyboardSpec spec{.id = "keyboard", .modes = modes_of(page, rule), .purpose = purpose_of(rule)};
  if (method != nullptr) spec.candidates = &method->candidates();
  const Rect board = Rect(keys).take_bottom(std::min(keys.h, toolkit::keyboard_height(page.ui.theme)));
  const auto key = toolkit::on_screen_keyboard(page.ui, board, spec, page.state.entry.keyboard);
  if (!key) return false;
  if (key->kind == toolkit::EntryKey::Kind::Done) return true;
  take_key(page, *key, rule);
  page.wake_in(base::Duration{0});
  return false;
}

}  // namespace ui::screens
