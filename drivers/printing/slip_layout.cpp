// Columns, pairs of label and value, alignment.
#include "drivers/printing/slip_layout.h"

#include <algorithm>

#include "drivers/printing/line_breaker.h"
#include "kiosk/base/text.h"

namespace drivers::printing {
namespace {

using contract::Align;
using contract::SlipPair;
using kiosk::base::SecureString;

/// Columns between a label and the values beside it.
constexpr int kGap = 2;

int start_column(Align align, int columns, int width) {
  if (align == Align::Left) return 0;
  return std::max(0, align == Align::Center ? (columns - width) / 2 : columns - width);
}

void lay_out_text(const contract::SlipText& part, int columns, std::vector<SlipLine>& out) {
  const int scale = std::clamp(part.scale, 1, 4);
  const int available = columns / scale;
  for (SecureString& text : break_lines(part.text.reveal(), available)) {
    SlipLine line;
    line.scale = scale;
    line.bold = part.bold;
    const int column = start_column(part.align, available, columns_of(text.reveal()));
    line.runs.push_back({column, std::move(text)});
    out.push_back(std::move(line));
  }
}

/// Values of neighbouring pairs begin at one column: behind the widest label, but never behind the middle.
int value_column(const contract::Slip& slip, std::size_t index, int columns) {
  const auto is_pair = [&slip](std::size_t i) { return std::holds_alternative<SlipPair>(slip.parts[i]); };
  std::size_t first = index;
  while (first > 0 && is_pair(first - 1)) --first;
  int widest = 0;
  for (std::size_t i = first; i < slip.parts.size() && is_pair(i); ++i) {
    widest = std::max(widest, columns_of(std::get<SlipPair>(slip.parts[i]).label));
  }
  return std::min(widest + kGap, columns / 2);
}

/// A value that fits stands at the right edge; a longer one is a block that begins at the common column.
void lay_out_pair(const SlipPair& pair, int columns, int value_at, std::vector<SlipLine>& out) {
  std::vector<SecureString> labels = break_lines(pair.label, std::max(value_at - 1, 2));
  std::vector<SecureString> values = break_lines(pair.value.reveal(), columns - value_at);
  const bool one_line = values.size() == 1;
  for (std::size_t i = 0; i < std::max(labels.size(), values.size()); ++i) {
    SlipLine line;
    if (i < labels.size() && !labels[i].empty()) line.runs.push_back({0, std::move(labels[i])});
    if (i < values.size() && !values[i].empty()) {
      const int column = one_line ? columns - columns_of(values[i].reveal()) : value_at;
      line.runs.push_back({column, std::move(values[i])});
    }
    out.push_back(std::move(line));
  }
}

SlipLine plain_line(SlipLine::Kind kind) {
  SlipLine line;
  line.kind = kind;
  return line;
}

}  // namespace

int columns_of(char32_t character) { return character < 0x80 ? 1 : 2; }

int columns_of(std::string_view text) {
  int columns = 0;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte < 0x80) ++columns;
    if (byte >= 0xC0) columns += 2;  // continuation bytes count nothing
  }
  return columns;
}

std::vector<SlipLine> lay_out(const contract::Slip& slip, int columns) {
  std::vector<SlipLine> out;
  for (std::size_t i = 0; i < slip.parts.size(); ++i) {
    const contract::SlipPart& part = slip.parts[i];
    if (const auto* text = std::get_if<contract::SlipText>(&part)) lay_out_text(*text, columns, out);
    if (const auto* pair = std::get_if<SlipPair>(&part)) {
      lay_out_pair(*pair, columns, value_column(slip, i, columns), out);
    }
    if (std::holds_alternative<contract::SlipRule>(part)) out.push_back(plain_line(SlipLine::Kind::Rule));
    if (const auto* qr = std::get_if<contract::SlipQr>(&part)) {
      out.push_back(plain_line(SlipLine::Kind::Qr));
      out.back().qr = qr->text;
    }
    if (const auto* feed = std::get_if<contract::SlipFeed>(&part)) {
      out.push_back(plain_line(SlipLine::Kind::Feed));
      out.back().lines = std::clamp(feed->lines, 0, 20);
    }
  }
  return out;
}

}  // namespace drivers::printing
