// SlipPaper: the paper under an emulated print head: draws what a thermal printer would burn.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drivers/emulation/escpos_tokens.h"
#include "kiosk/typeset/bitmap.h"
#include "kiosk/typeset/text_engine.h"

namespace drivers::emulation {

/// A slip that was cut off: its picture and its text. Pictures stand in the text as [picture 576x34], codes
/// as [QR …].
struct PrintedSlip {
  kiosk::typeset::MonoBitmap picture;
  std::string text;
};

/// Loop thread only.
class SlipPaper {
 public:
  explicit SlipPaper(int dots);

  /// Carries out one printing command; queries and cuts are not its business.
  void apply(const EscposToken& token);
  /// Forgets the formats, as ESC @ does; what is on paper stays.
  void initialise();
  /// Drops the characters that are not burned yet.
  void drop_line() { line_.clear(); }
  /// Cuts off what was printed.
  PrintedSlip cut();
  /// The paper as it hangs out of the printer.
  PrintedSlip so_far() const { return {picture(), text_}; }
  bool blank() const { return text_.empty(); }

 private:
  struct Cell {
    int x;
    int columns;
    std::string utf8;
    int wide, high;
    bool bold;
  };
  struct Format {
    int align = 0;
    int wide = 1;
    int high = 1;
    bool bold = false;
    bool chinese = false;
    int pitch = 34;
  };
  void put_text(const std::vector<std::uint8_t>& bytes);
  void put_character(const std::string& utf8, int columns);
  void end_line();
  void draw_cell(const Cell& cell, int left, int line_height);
  void put_raster(const EscposToken& token);
  void put_code(const std::vector<std::uint8_t>& data);
  void put_picture(const kiosk::typeset::MonoBitmap& picture);
  void feed(int dots);
  void feed_lines(int lines);
  void ensure(int height);
  kiosk::typeset::MonoBitmap picture() const;

  int dots_;
  kiosk::typeset::TextEngine engine_;
  Format format_;
  std::vector<Cell> line_;
  int x_ = 0;
  int y_ = 0;
  kiosk::typeset::MonoBitmap roll_;
  std::string text_;
  std::string code_;
  int code_module_ = 3;
};

}  // namespace drivers::emulation
