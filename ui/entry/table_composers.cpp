// Strokes, radicals and codes to characters.
#include "ui/entry/table_composers.h"

#include <array>
#include <charconv>

#include "kiosk/base/text.h"

namespace ui::entry {

namespace {

constexpr std::size_t kMostStrokes = 64;
constexpr std::size_t kMostDigits = 6;
constexpr int kMostBeside = 20;
constexpr std::array<std::string_view, 6> kStrokeShapes{"一", "丨", "丿", "丶", "乙", "＊"};

void drop_last(base::SecureString& text) {
  if (!text.empty()) text = base::SecureString(text.reveal().substr(0, text.size() - 1));
}

void put_characters(Candidates& out, const std::vector<char32_t>& characters) {
  for (const char32_t code : characters) out.words.push_back(secure_character(code));
}

int to_number(const std::string& text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

base::SecureString secure_character(char32_t code) {
  std::string text;
  base::append_utf8(text, code);
  base::SecureString secure{std::string_view(text)};
  base::wipe(text.data(), text.size());
  return secure;
}

base::SecureString StrokeComposer::take(const EntryKey& key, const EntryContext&) {
  using Kind = EntryKey::Kind;
  if (key.kind == Kind::Text) {
    const bool stroke = key.text.size() == 1 && kStrokeCodes.find(key.text[0]) != std::string_view::npos;
    if (!stroke) return base::SecureString(key.text);
    if (codes_.size() < kMostStrokes) codes_.append(key.text);
  }
  if (key.kind == Kind::Backspace) drop_last(codes_);
  if (key.kind == Kind::Clear) reset();
  if (key.kind != Kind::Candidate || key.candidate >= shown_.size()) return {};
  base::SecureString text = secure_character(shown_[key.candidate]);
  reset();
  return text;
}

void StrokeComposer::show(Candidates& out, std::size_t at_most, const EntryContext&) {
  shown_.clear();
  if (codes_.empty()) return;
  for (const char code : codes_.reveal()) out.composition.append(kStrokeShapes[kStrokeCodes.find(code)]);
  shown_ = table_.by_strokes(codes_.reveal(), at_most);
  out.more = shown_.size() == at_most;
  out.nothing_found = shown_.empty();
  put_characters(out, shown_);
}

void StrokeComposer::reset() {
  codes_.clear();
  shown_.clear();
}

base::SecureString RadicalComposer::choose(std::size_t index) {
  if (radical_.number == 0) {
    const auto radicals = radicals_with(radical_strokes_);
    if (index < radicals.size()) radical_ = radicals[index];
    return {};
  }
  if (index >= shown_.size()) return {};
  base::SecureString text = secure_character(shown_[index]);
  reset();
  return text;
}

void RadicalComposer::step_back() {
  if (strokes_ >= 0) {
    strokes_ = -1;
  } else if (radical_.number != 0) {
    radical_ = {};
  } else {
    radical_strokes_ = -1;
  }
}

base::SecureString RadicalComposer::take(const EntryKey& key, const EntryContext&) {
  switch (key.kind) {
    case EntryKey::Kind::Text:
      (radical_.number == 0 ? radical_strokes_ : strokes_) = to_number(key.text);
      return {};
    case EntryKey::Kind::Backspace: step_back(); return {};
    case EntryKey::Kind::Clear: reset(); return {};
    case EntryKey::Kind::Candidate: return choose(key.candidate);
    default: return {};
  }
}

void RadicalComposer::show(Candidates& out, std::size_t at_most, const EntryContext&) {
  shown_.clear();
  out.least = radical_.number == 0 ? 1 : 0;
  out.most = radical_.number == 0 ? kMostRadicalStrokes : kMostBeside;
  if (radical_.number == 0) {
    if (radical_strokes_ < 0) return;
    out.composition.append("部首 " + std::to_string(radical_strokes_) + " 画");
    for (const Radical& one : radicals_with(radical_strokes_)) out.words.emplace_back(one.shape);
    return;
  }
  out.composition.append(radical_.shape);
  if (strokes_ >= 0) out.composition.append(" + " + std::to_string(strokes_) + " 画");
  shown_ = table_.by_radical(radical_.number, strokes_, at_most);
  // People count some strokes differently: the neighbours follow.
  for (const int near : {strokes_ - 1, strokes_ + 1}) {
    if (strokes_ < 0 || near < 0) continue;
    const auto more = table_.by_radical(radical_.number, near, at_most - shown_.size());
    shown_.insert(shown_.end(), more.begin(), more.end());
  }
  out.more = shown_.size() == at_most;
  out.nothing_found = shown_.empty();
  put_characters(out, shown_);
}

void RadicalComposer::reset() {
  radical_strokes_ = strokes_ = -1;
  radical_ = {};
  shown_.clear();
}

char32_t CodeComposer::code() const {
  std::uint32_t value = 0;
  const std::string_view digits = digits_.reveal();
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

base::SecureString CodeComposer::take(const EntryKey& key, const EntryContext&) {
  using Kind = EntryKey::Kind;
  if (key.kind == Kind::Text && digits_.size() < kMostDigits) digits_.append(key.text);
  if (key.kind == Kind::Backspace) drop_last(digits_);
  if (key.kind == Kind::Clear) reset();
  if (key.kind != Kind::Candidate || !is_han(code())) return {};
  base::SecureString text = secure_character(code());
  reset();
  return text;
}

void CodeComposer::show(Candidates& out, std::size_t, const EntryContext&) {
  if (digits_.empty()) return;
  out.composition.append("U+");
  out.composition.append(digits_.reveal());
  if (is_han(code())) out.words.push_back(secure_character(code()));
  out.nothing_found = out.words.empty() && digits_.size() >= 4;
}

}  // namespace ui::entry
