// Keys with letters, digits and symbols.
#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/base/text.h"
#include "ui/toolkit/keyboard_parts.h"

namespace ui::toolkit {

namespace {

constexpr int kLetterColumns = 10;

/// One row of one-character keys; `indent` in key widths.
void letter_row(KeyboardFrame& frame, Rect row, std::string_view keys, float indent) {
  const float gap = frame.gap();
  const float width = (row.w - gap * (kLetterColumns - 1)) / kLetterColumns;
  row.take_left(indent * (width + gap));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    frame.text(row.take_left(width), keys.substr(i, 1));
    row.take_left(gap);
  }
}

/// Seven letters between two wider keys.
void third_row(KeyboardFrame& frame, Rect row, std::string_view keys, Rect& left) {
  const float gap = frame.gap();
  const float unit = (row.w - gap * (kLetterColumns - 1)) / kLetterColumns;
  const float side = std::round(unit * 1.5F + gap * 0.5F);
  left = row.take_left(side);
  row.take_left(gap);
  frame.backspace(row.take_right(side));
  row.take_right(gap);
  const Grid cells{row, static_cast<int>(keys.size()), 1, gap};
  for (std::size_t i = 0; i < keys.size(); ++i)
    frame.text(cells.cell(static_cast<int>(i)), keys.substr(i, 1));
}

/// Small keys at the left, the space between, the finishing key at the right.
void last_row(KeyboardFrame& frame, Rect row, const std::vector<std::string_view>& marks) {
  const float gap = frame.gap();
  const float unit = (row.w - gap * (kLetterColumns - 1)) / kLetterColumns;
  for (const std::string_view mark : marks) {
    frame.text(row.take_left(unit), mark);
    row.take_left(gap);
  }
  frame.done(row.take_right(2 * unit + gap));
  row.take_right(gap);
  frame.key(row, {.id = frame.id("space"), .label = frame.ui.texts.space}, text_key(" "));
}

/// Equal keys in rows with the editing keys in a column of their own at the right.
void key_grid(KeyboardFrame& frame, Rect area, const std::vector<std::string_view>& keys, int columns) {
  const float gap = frame.gap();
  const int rows = 4;
  const float unit = (area.w - gap * static_cast<float>(columns)) / static_cast<float>(columns + 1);
  const Grid side{area.take_right(unit), 1, rows, gap};
  area.take_right(gap);
  const Grid cells{area, columns, rows, gap};
  for (std::size_t i = 0; i < keys.size(); ++i) frame.text(cells.cell(static_cast<int>(i)), keys[i]);
  frame.backspace(side.cell(0));
  frame.clear(side.cell(1), frame.ui.texts.clear);
  frame.key(side.cell(2), {.id = frame.id("space"), .label = frame.ui.texts.space, .type = TypeRole::Body},
            text_key(" "));
  frame.done(side.cell(3));
}

}  // namespace

void draw_pinyin_keys(KeyboardFrame& frame, const Rect& area) {
  const Grid lines{area, 1, 4, frame.gap()};
  letter_row(frame, lines.cell(0), "qwertyuiop", 0);
  letter_row(frame, lines.cell(1), "asdfghjkl", 0.5F);
  Rect left;
  third_row(frame, lines.cell(2), "zxcvbnm", left);
  frame.key(left,
            {.id = frame.id("split"),
             .label = "'",
             .name = std::string_view(frame.ui.texts.split),
             .caption = frame.ui.texts.split,
             .tinted = true},
            text_key("'"));
  const bool name = frame.spec.purpose == EntryPurpose::Name;
  last_row(frame, lines.cell(3),
           name ? std::vector<std::string_view>{"·"} : std::vector<std::string_view>{"，", "。"});
}

void draw_latin_keys(KeyboardFrame& frame, const Rect& area) {
  const bool upper = frame.state.upper;
  const Grid lines{area, 1, 4, frame.gap()};
  letter_row(frame, lines.cell(0), upper ? "QWERTYUIOP" : "qwertyuiop", 0);
  letter_row(frame, lines.cell(1), upper ? "ASDFGHJKL" : "asdfghjkl", 0.5F);
  Rect left;
  third_row(frame, lines.cell(2), upper ? "ZXCVBNM" : "zxcvbnm", left);
  if (key_button(frame.ui, left,
                 {.id = frame.id("shift"),
                  .icon = "arrow-up-bold",
                  .name = std::string_view(frame.ui.texts.shift),
                  .marked = upper,
                  .tinted = !upper})) {
    frame.state.upper = !upper;
  }
  last_row(frame, lines.cell(3), {"-", "."});
}

void draw_digit_keys(KeyboardFrame& frame, const Rect& area) {
  // What stands beside numbers in an address: number, block, unit, room, floor.
  std::vector<std::string_view> keys{"1", "2", "3", "号", "栋", "4", "5", "6", "单元", "室",
                                     "7", "8", "9", "楼", "层", "-", "0", "#", "组",   "附"};
  if (frame.spec.purpose != EntryPurpose::Address) {
    keys = {"1", "2", "3", "-", "/", "4", "5", "6", "(", ")",
            "7", "8", "9", ":", "%", ".", "0", ",", "+", "#"};
  }
  key_grid(frame, area, keys, 5);
}

void draw_symbol_keys(KeyboardFrame& frame, const Rect& area) {
  key_grid(frame, area, {"，", "。", "、", "；", "：", "？", "！", "“", "”", "（", "）", "《", "》",  "·",
                         "—",  "…",  "/",  "-",  "_",  "@",  "#",  "&", "+", "*",  "%",  "=",  "No.", "℃"},
           7);
}

}  // namespace ui::toolkit
