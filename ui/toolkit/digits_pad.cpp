// The pad for numbers: three columns of digits with backspace.
#include <array>
#include <cmath>

#include "ui/toolkit/keyboard_parts.h"

namespace ui::toolkit {

std::optional<EntryKey> digits_pad(Ui& ui, const Rect& rect, const DigitsPadSpec& spec) {
  static constexpr std::array<std::string_view, 10> kDigits = {"1", "2", "3", "4", "5",
                                                               "6", "7", "8", "9", "0"};
  const Grid grid{rect, 3, 4, std::fmax(ui.theme.mm(3), 4.F)};
  std::optional<EntryKey> pressed;
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    const int cell = i == 9 ? 10 : static_cast<int>(i);
    if (key_button(ui, grid.cell(cell), {.id = key_id(spec.id, kDigits[i]), .label = kDigits[i]})) {
      pressed = text_key(kDigits[i]);
    }
  }
  if (spec.extra.empty()) {
    if (key_button(ui, grid.cell(9), {.id = key_id(spec.id, "clear"), .label = ui.texts.clear})) {
      pressed = plain_key(EntryKey::Kind::Clear);
    }
  } else if (key_button(ui, grid.cell(9), {.id = key_id(spec.id, "extra"), .label = spec.extra})) {
    pressed = text_key(spec.extra);
  }
  if (key_button(ui, grid.cell(11),
                 {.id = key_id(spec.id, "backspace"), .icon = "backspace", .name = ui.texts.backspace})) {
    pressed = plain_key(EntryKey::Kind::Backspace);
  }
  return pressed;
}

}  // namespace ui::toolkit
