// Entering data without a keyboard: fields, digits, letters, dates.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "ui/toolkit/ui.h"

namespace ui::toolkit {

struct TextFieldSpec {
  std::string_view id = {};
  TextRef label = {};  ///< what a voice says; not drawn
  TextRef value = {};
  std::string_view placeholder = {};
  bool active = false;          ///< the keyboard writes into it
  std::string_view error = {};  ///< drawn below the value
};
/// True when it was touched and wants the keyboard.
bool text_field(Ui& ui, const Rect& rect, const TextFieldSpec& spec);

/// One key of a pad or keyboard.
struct EntryKey {
  enum class Kind {
    Text,
    Backspace,
    Clear,
    Done,
    Candidate,
    PreviousCandidates,
    NextCandidates
  } kind = Kind::Text;
  std::string text;           ///< what to insert, UTF-8
  std::size_t candidate = 0;  ///< index into the shown candidates
};

struct DigitsPadSpec {
  std::string_view id = {};
  std::string_view extra = {};  ///< one more key beside 0: "X" for ID numbers, "." for money
};
/// Three columns of digits with backspace.
std::optional<EntryKey> digits_pad(Ui& ui, const Rect& rect, const DigitsPadSpec& spec);

/// What an input method shows above the keys; empty when there is none.
struct Candidates {
  std::string composition;             ///< the letters typed so far
  std::span<const std::string> words;  ///< those of the shown page
  bool more_before = false, more_after = false;
};
enum class KeyboardLayout { Letters, Digits };
struct KeyboardState {
  KeyboardLayout layout = KeyboardLayout::Letters;
  bool upper = false;
};
struct KeyboardSpec {
  std::string_view id = {};
  Candidates candidates = {};
};
/// 26 letters or digits with a bar of candidates above when there are any. The state is the caller's.
std::optional<EntryKey> on_screen_keyboard(Ui& ui, const Rect& rect, const KeyboardSpec& spec,
                                           KeyboardState& state);

struct CodeKeyboardSpec {
  std::string_view id = {};
  std::span<const std::string_view> rows = {};  ///< UTF-8; each character is a key
  std::u32string_view allowed = {};             ///< other keys are there but cannot be pressed; empty: all can
};
/// Rows of capitals and digits for numbers such as a plate; backspace ends the last row.
std::optional<EntryKey> code_keyboard(Ui& ui, const Rect& rect, const CodeKeyboardSpec& spec);

/// Turns letters into words: pinyin, strokes, handwriting later.
class InputMethod {
 public:
  virtual ~InputMethod() = default;
  /// Takes the key; returns the text to insert, if any is finished.
  virtual std::string take(const EntryKey& key) = 0;
  virtual Candidates candidates() const = 0;
  virtual void reset() = 0;
};

struct Date {
  int year = 2026, month = 1, day = 1;
  friend auto operator<=>(const Date&, const Date&) = default;
};
bool is_valid(const Date& date);
struct DatePickerSpec {
  std::string_view id = {};
  Date earliest{1900, 1, 1}, latest{2100, 12, 31};
};
/// Three columns with plus and minus; always a real date within the limits. True when it changed.
bool date_picker(Ui& ui, const Rect& rect, const DatePickerSpec& spec, Date& date);

struct PagerSpec {
  std::string_view id = {};
  int page = 0;  ///< from 0
  int pages = 1;
};
/// 上一页 and 下一页 with the page between them. Returns -1, 0 or 1.
int pager(Ui& ui, const Rect& rect, const PagerSpec& spec);

}  // namespace ui::toolkit
