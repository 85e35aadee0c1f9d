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

/// Neighbouring pairs look like one table.
struct PairTable {
  int value_at = 0;      ///< behind the widest label, but never behind the middle
  bool at_right = true;  ///< every value fits beside its label: they stand at the right edge
};

PairTable table_around(const contract::Slip& slip, std::size_t index, int columns) {
  const auto is_pair = [&slip](std::size_t i) { return std::holds_alternative<SlipPair>(slip.parts[i]); };
  std::size_t first = index;
  while (first > 0 && is_pair(first - 1)) --first;
  std::size_t end = index;
  while (end < slip.parts.size() && is_pair(end)) ++end;
  PairTable table;
  for (std::size_t i = first; i < end; ++i) {
    table.value_at = std::max(table.value_at, columns_of(std::get<SlipPair>(slip.parts[i]).label) + kGap);
  }
  table.value_at = std::min(table.value_at, columns / 2);
  for (std::size_t i = first; i < end; ++i) {
    const int width = columns_of(std::get<SlipPair>(slip.parts[i]).value.reveal());
    table.at_right = table.at_right && width <= columns - table.value_at;
  }
  return table;
}

void lay_out_pair(const SlipPair& pair, int columns, const PairTable& table, std::vector<SlipLine>& out) {
  std::vector<SecureString> labels = break_lines(pair.label, std::max(table.value_at - 1, 2));
  std::vector<SecureString> values = break_lines(pair.value.reveal(), columns - table.value_at);
  for (std::size_t i = 0; i < std::max(labels.size(), values.size()); ++i) {
    SlipLine line;
    if (i < labels.size() && !labels[i].empty()) line.runs.push_back({0, std::move(labels[i])});
    if (i < values.size() && !values[i].empty()) {
      const int column = table.at_right ? columns - columns_of(values[i].reveal()) : table.value_at;
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
      lay_out_pair(*pair, columns, table_around(slip, i, columns), out);
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
