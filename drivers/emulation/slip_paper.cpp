// Burning dots.
#include "drivers/emulation/slip_paper.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/typeset/qr.h"

namespace drivers::emulation {
namespace {

namespace typeset = kiosk::typeset;
using Kind = EscposToken::Kind;

constexpr int kColumnDots = 12;
constexpr int kCharacterDots = 24;
/// Font A fills less of its cell than a Chinese character does.
constexpr double kLatinSize = 21;

/// The character that starts at `at`: its bytes' number and its UTF-8, as a printer with a GBK font sees it.
struct Glyph {
  std::size_t bytes;
  std::string utf8;
  int columns;
};

Glyph glyph_at(const std::vector<std::uint8_t>& bytes, std::size_t at, bool chinese) {
  const std::uint8_t lead = bytes[at];
  if (lead < 0x80) return {1, std::string(1, static_cast<char>(lead)), 1};
  if (!chinese || at + 1 >= bytes.size()) return {1, "?", 1};
  const std::string pair{static_cast<char>(lead), static_cast<char>(bytes[at + 1])};
  const auto utf8 = kiosk::base::from_gb18030(pair);
  // The first half of a four-byte code is no character of a GBK font: the printer leaves a box.
  return {2, utf8 ? *utf8 : "□", 2};
}

}  // namespace

SlipPaper::SlipPaper(int dots) : dots_(dots), roll_(typeset::MonoBitmap::make(dots, 0)) {}

void SlipPaper::initialise() {
  format_ = Format{};
  drop_line();
  x_ = 0;
}

void SlipPaper::apply(const EscposToken& token) {
  switch (token.kind) {
    case Kind::Text: return put_text(token.data);
    case Kind::LineEnd: return end_line();
    case Kind::Initialise: return initialise();
    case Kind::Align: format_.align = token.a; break;
    case Kind::Size:
      format_.wide = token.a;
      format_.high = token.b;
      break;
    case Kind::Bold: format_.bold = token.a != 0; break;
    case Kind::Chinese: format_.chinese = token.a != 0; break;
    case Kind::LinePitch: format_.pitch = token.a; break;
    case Kind::FeedLines: return feed_lines(token.a);
    case Kind::FeedDots: return feed(token.a);
    case Kind::Raster: return put_raster(token);
    case Kind::Code: return put_code(token.data);
    default: break;
  }
}

void SlipPaper::put_text(const std::vector<std::uint8_t>& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Glyph glyph = glyph_at(bytes, at, format_.chinese);
    put_character(glyph.utf8, glyph.columns);
    at += glyph.bytes;
  }
}

void SlipPaper::put_character(const std::string& utf8, int columns) {
  const int width = columns * kColumnDots * format_.wide;
  if (x_ + width > dots_) end_line();
  line_.push_back({x_, columns, utf8, format_.wide, format_.high, format_.bold});
  x_ += width;
}

void SlipPaper::end_line() {
  int height = kCharacterDots;
  for (const Cell& cell : line_) height = std::max(height, kCharacterDots * cell.high);
  const int room = dots_ - x_;
  const int left = format_.align == 0 ? 0 : format_.align == 1 ? room / 2 : room;
  ensure(y_ + height);
  std::string text;
  for (const Cell& cell : line_) {
    draw_cell(cell, left, height);
    text += cell.utf8;
  }
  text_ += text + "\n";
  line_.clear();
  x_ = 0;
  y_ += std::max(height, format_.pitch);
}

void SlipPaper::draw_cell(const Cell& cell, int left, int line_height) {
  if (cell.utf8 == " ") return;
  typeset::TextStyle style;
  // A printer stretches one font; wide and high differ only on slips of foreign software.
  style.size_px = (cell.columns == 1 ? kLatinSize : kCharacterDots) * std::min(cell.wide, cell.high);
  style.weight = cell.bold ? typeset::FontWeight::Bold : typeset::FontWeight::Medium;
  const typeset::MonoBitmap glyph = engine_.render_mono(cell.utf8, style);
  const int cell_width = cell.columns * kColumnDots * cell.wide;
  const int x = left + cell.x + (cell_width - glyph.width) / 2;
  const int y =
      y_ + line_height - kCharacterDots * cell.high + (kCharacterDots * cell.high - glyph.height) / 2;
  ensure(y + glyph.height);
  roll_.add(glyph, x, y);
}

void SlipPaper::put_picture(const typeset::MonoBitmap& picture) {
  const int room = std::max(0, dots_ - picture.width);
  ensure(y_ + picture.height);
  roll_.add(picture, format_.align == 0 ? 0 : format_.align == 1 ? room / 2 : room, y_);
  y_ += picture.height;
}

void SlipPaper::put_raster(const EscposToken& token) {
  typeset::MonoBitmap picture = typeset::MonoBitmap::make(token.a * 8, token.b);
  std::copy_n(token.data.begin(), std::min(token.data.size(), picture.bytes.size()), picture.bytes.begin());
  put_picture(picture);
  text_ += "[picture " + std::to_string(token.a * 8) + "x" + std::to_string(token.b) + "]\n";
}

void SlipPaper::put_code(const std::vector<std::uint8_t>& data) {
  if (data.size() < 3 || data[0] != '1') return;
  switch (data[1]) {
    case 'C': code_module_ = data[2]; break;
    case 'P': code_.assign(data.begin() + 3, data.end()); break;
    case 'Q':
      if (const auto qr = typeset::make_qr(code_)) {
        put_picture(typeset::draw_qr(*qr, code_module_));
        text_ += "[QR " + code_ + "]\n";
      }
      break;
    default: break;
  }
}

void SlipPaper::feed(int dots) {
  y_ += dots;
  ensure(y_);
}

void SlipPaper::feed_lines(int lines) {
  if (!line_.empty()) end_line();
  feed(lines * format_.pitch);
  text_.append(static_cast<std::size_t>(lines), '\n');
}

void SlipPaper::ensure(int height) {
  if (height <= roll_.height) return;
  roll_.height = height;
  roll_.bytes.resize(static_cast<std::size_t>(roll_.stride) * static_cast<std::size_t>(height));
}

typeset::MonoBitmap SlipPaper::picture() const {
  constexpr int kMargin = 16;
  typeset::MonoBitmap paper = typeset::MonoBitmap::make(dots_, std::max(roll_.height, 1) + 2 * kMargin);
  paper.add(roll_, 0, kMargin);
  return paper;
}

PrintedSlip SlipPaper::cut() {
  if (!line_.empty()) end_line();
  PrintedSlip slip{picture(), std::move(text_)};
  text_.clear();
  roll_ = typeset::MonoBitmap::make(dots_, 0);
  y_ = 0;
  return slip;
}

}  // namespace drivers::emulation
