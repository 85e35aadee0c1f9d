// Drawing of slip lines with the terminal's fonts.
#include "drivers/printing/slip_artist.h"

#include <memory>

#include "kiosk/typeset/qr.h"
#include "kiosk/typeset/text_engine.h"

namespace drivers::printing {
namespace {

namespace typeset = kiosk::typeset;

constexpr int kInkThreshold = 112;

void add_ink(typeset::AlphaBitmap& text, int left, int top, MonoRaster& out) {
  for (int y = 0; y < text.height && top + y < out.height; ++y) {
    for (int x = 0; x < text.width && left + x < out.width; ++x) {
      if (text.at(x, y) >= kInkThreshold && top + y >= 0) out.set_black(left + x, top + y);
    }
  }
  text.wipe();
}

MonoRaster draw_line(const typeset::TextEngine& engine, const SlipLine& line, const PrinterModel& model) {
  MonoRaster out = MonoRaster::blank(model.dots_per_line, line_height(model, line.scale));
  typeset::TextStyle style;
  style.size_px = kCharacterDots * line.scale;
  style.weight = line.bold ? typeset::FontWeight::Bold : typeset::FontWeight::Medium;
  for (const SlipRun& run : line.runs) {
    typeset::AlphaBitmap text = engine.render(run.text, style);
    const int cell = kCharacterDots / 2 * line.scale;
    const int room = columns_of(run.text.reveal()) * cell;
    // Latin letters are narrower than the printer's cells: a value at the right edge stays at the right edge.
    const bool at_right_edge = (run.column * cell) + room >= (model.columns / line.scale) * cell;
    const int left = run.column * cell + (at_right_edge ? room - text.width : 0);
    // The printer's own characters stand at the top of their line; the space is below.
    add_ink(text, std::max(0, left), (kCharacterDots * line.scale - text.height) / 2, out);
  }
  return out;
}

MonoRaster draw_qr(const std::string& text, const PrinterModel& model) {
  const auto qr = typeset::make_qr(text);
  if (!qr) return MonoRaster::blank(model.dots_per_line, 0);
  const typeset::MonoBitmap code = typeset::draw_qr(*qr, model.qr_module);
  MonoRaster out = MonoRaster::blank(model.dots_per_line, code.height);
  const int left = std::max(0, (out.width - code.width) / 2);
  for (int y = 0; y < code.height; ++y) {
    for (int x = 0; x < code.width && left + x < out.width; ++x) {
      if (code.at(x, y)) out.set_black(left + x, y);
    }
  }
  return out;
}

}  // namespace

SlipArtist make_slip_artist() {
  const auto engine = std::make_shared<std::unique_ptr<typeset::TextEngine>>();
  SlipArtist artist;
  artist.draw_line = [engine](const SlipLine& line, const PrinterModel& model) {
    if (!*engine) *engine = std::make_unique<typeset::TextEngine>();
    return draw_line(**engine, line, model);
  };
  artist.draw_qr = draw_qr;
  return artist;
}

}  // namespace drivers::printing
