// Entering data without a keyboard: fields, digits, letters, dates.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/secure.h"
#include "ui/toolkit/pictures.h"
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

/// How the citizen writes; the row above the keys switches between them.
enum class EntryMode { Pinyin, NineKeys, Handwriting, Strokes, Rare, Latin, Digits, Symbols };
inline constexpr std::array kEntryModes{EntryMode::Pinyin,  EntryMode::NineKeys, EntryMode::Handwriting,
                                        EntryMode::Strokes, EntryMode::Rare,     EntryMode::Latin,
                                        EntryMode::Digits,  EntryMode::Symbols};
/// False for letters, digits and symbols, which stand on their keys as they are written.
constexpr bool composes(EntryMode mode) { return mode <= EntryMode::Rare; }
/// What the field wants: names take surnames first and character by character.
enum class EntryPurpose { Text, Name, Address };

/// One key of a pad or keyboard.
struct EntryKey {
  enum class Kind {
    Text,
    Backspace,
    Clear,
    Done,
    Candidate,       ///< `candidate` of the list was chosen
    MoreCandidates,  ///< the last of the list are being shown
    Mode,            ///< the keyboard's mode was switched
    Ink              ///< a stroke was written or taken back
  } kind = Kind::Text;
  std::string text = {};      ///< what to insert, UTF-8
  std::size_t candidate = 0;  ///< index into Candidates::words
};

struct DigitsPadSpec {
  std::string_view id = {};
  std::string_view extra = {};  ///< one more key beside 0: "X" for ID numbers, "." for money
};
/// Three columns of digits with backspace.
std::optional<EntryKey> digits_pad(Ui& ui, const Rect& rect, const DigitsPadSpec& spec);

/// What an input method shows above the keys. Personal: what a citizen types may be a name.
struct Candidates {
  kiosk::base::SecureString composition;         ///< letters or strokes so far, split into syllables
  std::vector<kiosk::base::SecureString> words;  ///< the best first
  bool more = false;                             ///< MoreCandidates would make the list longer
  bool nothing_found = false;                    ///< something was entered, and there is no such character
  int least = 0, most = 0;                       ///< Rare: the number keys that mean something now
  std::uint64_t revision = 0;                    ///< another number after every other change than more words
};

struct CodeKeyboardSpec {
  std::string_view id = {};
  std::span<const std::string_view> rows = {};  ///< UTF-8; each character is a key
  std::u32string_view allowed = {};             ///< other keys are there but cannot be pressed; empty: all can
};
/// Rows of capitals and digits for numbers such as a plate; backspace ends the last row.
std::optional<EntryKey> code_keyboard(Ui& ui, const Rect& rect, const CodeKeyboardSpec& spec);

/// Where an input method writes into.
struct EntryContext {
  EntryMode mode = EntryMode::Latin;
  EntryPurpose purpose = EntryPurpose::Text;
  bool at_start = true;  ///< nothing stands in the field
  bool by_code = false;  ///< Rare: by the character's code instead of its radical
  friend bool operator==(const EntryContext&, const EntryContext&) = default;
};

/// Turns keys and strokes into words. Main thread only.
class InputMethod {
 public:
  virtual ~InputMethod() = default;
  /// The modes that a field of this kind offers and that work now, in the order of their row.
  virtual std::span<const EntryMode> modes(EntryPurpose purpose) const = 0;
  /// Takes a key of a composing mode; returns the text to insert, if any is finished. A mode or purpose
  /// other than the last one's drops what was being composed.
  virtual kiosk::base::SecureString take(const EntryKey& key, const EntryContext& context) = 0;
  /// What stands on the writing pad now; candidates follow a little later.
  virtual void write(const Signature& ink) = 0;
  virtual const Candidates& candidates() const = 0;
  /// Drops what is being composed: another field, another page.
  virtual void reset() = 0;
};

/// Lives as long as a field is being written. Personal: the ink.
struct KeyboardState {
  EntryMode mode = EntryMode::Latin;
  bool upper = false;
  bool by_code = false;            ///< Rare: the character's code instead of its radical
  std::vector<std::size_t> pages;  ///< first candidates of the pages before the shown one, and of it
  std::uint64_t revision = 0;      ///< of the candidates that the pages belong to
  Signature ink;
};
struct KeyboardSpec {
  std::string_view id = {};
  std::span<const EntryMode> modes = {};
  EntryPurpose purpose = EntryPurpose::Text;
  const Candidates* candidates = nullptr;  ///< none: letters, digits and symbols only
};
/// The height that the keyboard looks well in, in pixels.
float keyboard_height(const Theme& theme);
/// The row of modes, the candidates and the keys of one mode. The row never moves. The state is the
/// caller's.
std::optional<EntryKey> on_screen_keyboard(Ui& ui, const Rect& rect, const KeyboardSpec& spec,
                                           KeyboardState& state);

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
