// Nine keys, strokes, radicals and codes, and the pad to write on.
#include <cmath>

#include "ui/toolkit/keyboard_parts.h"

namespace ui::toolkit {

namespace {

/// Splits a column for the editing keys off at the right: as wide as one of the others.
Grid side_column(KeyboardFrame& frame, Rect& area, int columns) {
  const float gap = frame.gap();
  const float unit = (area.w - gap * static_cast<float>(columns)) / static_cast<float>(columns + 1);
  const Grid side{area.take_right(unit), 1, 4, gap};
  area.take_right(gap);
  return side;
}

void tinted_text(KeyboardFrame& frame, const Rect& rect, std::string_view text) {
  frame.key(rect, {.id = frame.id(text), .label = text, .tinted = true}, text_key(text));
}

void number_keys(KeyboardFrame& frame, const Rect& area) {
  constexpr int kLast = 20;
  const Grid cells{area, 7, 3, frame.gap()};
  const Candidates* candidates = frame.spec.candidates;
  for (int number = 0; number <= kLast; ++number) {
    const std::string text = std::to_string(number);
    const bool means = candidates != nullptr && number >= candidates->least && number <= candidates->most;
    frame.key(cells.cell(number), {.id = frame.id(text), .label = text, .disabled = !means}, text_key(text));
  }
}

void code_keys(KeyboardFrame& frame, const Rect& area) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  const Grid cells{area, 6, 3, frame.gap()};
  for (std::size_t i = 0; i < kHex.size(); ++i)
    frame.text(cells.cell(static_cast<int>(i)), kHex.substr(i, 1));
}

void tab(KeyboardFrame& frame, const Rect& rect, bool by_code) {
  const bool on = frame.state.by_code == by_code;
  if (key_button(frame.ui, rect,
                 {.id = frame.id(by_code ? "by-code" : "by-radical"),
                  .label = by_code ? frame.ui.texts.by_code : frame.ui.texts.by_radical,
                  .type = TypeRole::Body,
                  .strong = on,
                  .tinted = !on}) &&
      !on) {
    frame.state.by_code = by_code;
    frame.pressed = plain_key(EntryKey::Kind::Mode);
  }
}

}  // namespace

void draw_nine_keys(KeyboardFrame& frame, const Rect& whole) {
  static constexpr std::array<std::string_view, 8> kLetters{"ABC", "DEF",  "GHI", "JKL",
                                                            "MNO", "PQRS", "TUV", "WXYZ"};
  Rect area = whole;
  const Grid side = side_column(frame, area, 3);
  const Grid cells{area, 3, 4, frame.gap()};
  frame.key(cells.cell(0),
            {.id = frame.id("split"), .label = frame.ui.texts.split, .type = TypeRole::Body, .tinted = true},
            text_key("'"));
  for (std::size_t i = 0; i < kLetters.size(); ++i) {
    const std::string digit = std::to_string(i + 2);
    frame.key(cells.cell(static_cast<int>(i) + 1),
              {.id = frame.id(digit), .label = kLetters[i], .caption = digit}, text_key(digit));
  }
  const bool name = frame.spec.purpose == EntryPurpose::Name;
  tinted_text(frame, cells.cell(9), name ? "·" : "，");
  if (name) {
    tinted_text(frame, cells.cell(11), "-");
  } else {
    tinted_text(frame, cells.cell(11), "。");
  }
  frame.key(cells.cell(10), {.id = frame.id("space"), .label = frame.ui.texts.space}, text_key(" "));
  frame.backspace(side.cell(0));
  frame.clear(side.cell(1), frame.ui.texts.clear);
  Rect done = side.cell(2);
  done.h = side.cell(3).bottom() - done.y;
  frame.done(done);
}

void draw_stroke_keys(KeyboardFrame& frame, const Rect& whole) {
  static constexpr std::array<std::string_view, 6> kStrokes{"一", "丨", "丿", "丶", "乙", "＊"};
  static constexpr std::array<std::string_view, 6> kCodes{"h", "s", "p", "n", "z", "*"};
  Rect area = whole;
  const Grid side = side_column(frame, area, 3);
  const Grid cells{area, 3, 2, frame.gap()};
  for (std::size_t i = 0; i < kStrokes.size(); ++i) {
    frame.key(cells.cell(static_cast<int>(i)),
              {.id = frame.id(kCodes[i]),
               .label = kStrokes[i],
               .name = std::string_view(frame.ui.texts.strokes[i]),
               .caption = frame.ui.texts.strokes[i],
               .type = TypeRole::Heading},
              text_key(kCodes[i]));
  }
  frame.backspace(side.cell(0));
  frame.clear(side.cell(1), frame.ui.texts.clear);
  Rect done = side.cell(2);
  done.h = side.cell(3).bottom() - done.y;
  frame.done(done);
}

void draw_rare_keys(KeyboardFrame& frame, const Rect& whole) {
  Rect area = whole;
  const Grid side = side_column(frame, area, 6);
  const Grid rows{area, 1, 4, frame.gap()};
  const Grid tabs{rows.cell(0), 2, 1, frame.gap()};
  tab(frame, tabs.cell(0), false);
  tab(frame, tabs.cell(1), true);
  Rect keys = rows.cell(1);
  keys.h = rows.cell(3).bottom() - keys.y;
  if (frame.state.by_code) {
    code_keys(frame, keys);
  } else {
    number_keys(frame, keys);
  }
  frame.backspace(side.cell(0));
  frame.clear(side.cell(1), frame.ui.texts.clear);
  Rect done = side.cell(2);
  done.h = side.cell(3).bottom() - done.y;
  frame.done(done);
}

void draw_writing_pad(KeyboardFrame& frame, Rect area) {
  KeyboardState& state = frame.state;
  const Grid side = side_column(frame, area, 3);
  const SignatureSpec pad{.id = "keyboard.pad",
                          .name = frame.ui.texts.write_here,
                          .hint = frame.ui.texts.write_here,
                          .character = true};
  if (signature_pad(frame.ui, area, pad, state.ink)) frame.pressed = plain_key(EntryKey::Kind::Ink);
  const bool empty = state.ink.points.empty();
  if (key_button(frame.ui, side.cell(0),
                 {.id = frame.id("undo"),
                  .label = frame.ui.texts.undo_stroke,
                  .type = TypeRole::Body,
                  .tinted = true,
                  .disabled = empty})) {
    auto& points = state.ink.points;
    do {
      points.pop_back();
    } while (!points.empty() && !points.back().last);
    frame.pressed = plain_key(EntryKey::Kind::Ink);
  }
  if (key_button(frame.ui, side.cell(1),
                 {.id = frame.id("rewrite"),
                  .label = frame.ui.texts.rewrite,
                  .type = TypeRole::Body,
                  .tinted = true,
                  .disabled = empty})) {
    state.ink = {};
    frame.pressed = plain_key(EntryKey::Kind::Ink);
  }
  frame.backspace(side.cell(2));
  frame.done(side.cell(3));
}

}  // namespace ui::toolkit
