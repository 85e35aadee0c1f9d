// A keyboard of capitals and digits: for plates, credit codes and vehicle numbers.
#include <algorithm>
#include <cmath>

#include "kiosk/base/text.h"
#include "ui/toolkit/entry.h"
#include "ui/toolkit/key_button.h"

namespace ui::toolkit {
namespace {

constexpr float kTallestKey = 22;  ///< mm; taller keys look odd
constexpr float kBackspaceKeys = 2;

std::string id_of(std::string_view keyboard, std::string_view key) {
  return std::string(keyboard) + "." + std::string(key);
}

bool is_allowed(const CodeKeyboardSpec& spec, char32_t key) {
  return spec.allowed.empty() || spec.allowed.find(key) != std::u32string_view::npos;
}

/// In keys, with backspace in the last row.
float width_of_row(const CodeKeyboardSpec& spec, std::size_t row) {
  const auto keys = static_cast<float>(kiosk::base::to_code_points(spec.rows[row]).size());
  return keys + (row + 1 == spec.rows.size() ? kBackspaceKeys : 0);
}

float longest_row(const CodeKeyboardSpec& spec) {
  float longest = 1;
  for (std::size_t i = 0; i < spec.rows.size(); ++i) longest = std::fmax(longest, width_of_row(spec, i));
  return longest;
}

/// One row, centred; what is left on its right is for backspace in the last row.
std::optional<EntryKey> draw_row(Ui& ui, Rect row, const CodeKeyboardSpec& spec, std::u32string_view keys,
                                 float unit, float gap) {
  std::optional<EntryKey> pressed;
  for (const char32_t key : keys) {
    const std::string text = kiosk::base::to_utf8(std::u32string_view(&key, 1));
    if (key_button(ui, row.take_left(unit),
                   {.id = id_of(spec.id, text), .label = text, .disabled = !is_allowed(spec, key)})) {
      pressed = EntryKey{EntryKey::Kind::Text, text, 0};
    }
    row.take_left(gap);
  }
  return pressed;
}

}  // namespace

std::optional<EntryKey> code_keyboard(Ui& ui, const Rect& rect, const CodeKeyboardSpec& spec) {
  const float gap = std::fmax(ui.theme.mm(2.54F), 4.F);
  const float columns = longest_row(spec);
  const float unit = (rect.w - gap * (columns - 1)) / columns;
  const auto rows = static_cast<float>(spec.rows.size());
  const float height = std::min(rect.h, rows * ui.theme.mm(kTallestKey) + (rows - 1) * gap);
  const Grid lines{{rect.x, rect.y, rect.w, height}, 1, static_cast<int>(spec.rows.size()), gap};
  std::optional<EntryKey> pressed;
  for (std::size_t i = 0; i < spec.rows.size(); ++i) {
    const std::u32string keys = kiosk::base::to_code_points(spec.rows[i]);
    const bool last = i + 1 == spec.rows.size();
    Rect row = lines.cell(static_cast<int>(i));
    row.take_left((columns - width_of_row(spec, i)) * (unit + gap) / 2);
    if (auto key = draw_row(ui, row, spec, keys, unit, gap)) pressed = std::move(key);
    if (!last) continue;
    row.take_left(static_cast<float>(keys.size()) * (unit + gap));
    if (key_button(ui, row.take_left(kBackspaceKeys * unit + gap),
                   {.id = id_of(spec.id, "backspace"), .icon = "backspace", .name = ui.texts.backspace})) {
      pressed = EntryKey{EntryKey::Kind::Backspace, {}, 0};
    }
  }
  return pressed;
}

}  // namespace ui::toolkit
