// Slip layout: the parts of a slip become lines of a printer with so many columns. Pure.
#pragma once

#include <string>
#include <vector>

#include "drivers/contract/receipt_printer.h"

namespace drivers::printing {

/// A piece of text that starts at a column of its line. Text is personal until proven otherwise.
struct SlipRun {
  int column = 0;  ///< in half-width characters of the line's scale
  kiosk::base::SecureString text{};
};

/// One printed line, or something as tall as some lines.
struct SlipLine {
  enum class Kind { Text, Rule, Qr, Feed };
  Kind kind = Kind::Text;
  std::vector<SlipRun> runs{};
  int scale = 1;
  bool bold = false;
  std::string qr{};
  int lines = 0;  ///< of a Feed
};

/// Columns of a character: ASCII one, everything else two (so does every Chinese printer, unlike Unicode's
/// width).
int columns_of(char32_t character);
/// Columns of valid UTF-8.
int columns_of(std::string_view text);

/// Lays out a slip. Control characters become spaces, so no text can smuggle commands to the printer. Lines
/// break between Chinese characters and between Latin words, never before a closing mark.
std::vector<SlipLine> lay_out(const contract::Slip& slip, int columns);

}  // namespace drivers::printing
