// Slip encoder: laid-out lines become the bytes for one model of printer.
#pragma once

#include <functional>
#include <vector>

#include "drivers/printing/mono_raster.h"
#include "drivers/printing/printer_model.h"
#include "drivers/printing/slip_layout.h"

namespace drivers::printing {

/// Draws what the printer's own font cannot.
struct SlipArtist {
  /// A whole line, `width` × `height` dots, each column being `width` / columns wide.
  std::function<MonoRaster(const SlipLine& line, const PrinterModel& model)> draw_line;
  std::function<MonoRaster(const std::string& text, const PrinterModel& model)> draw_qr;
};

/// True when the model's font has every character of the text. `text` is UTF-8.
bool font_has(ChineseFont font, std::string_view text);
/// Dots from the top of a line of this scale to the top of the next.
int line_height(const PrinterModel& model, int scale);

/// The slip in pieces that may not be torn apart by a status query (a picture's rows could look like one).
std::vector<kiosk::base::SecureBytes> encode_slip(const std::vector<SlipLine>& lines,
                                                  const PrinterModel& model, const SlipArtist& artist);
/// What follows the last line: feed to the blade, cut, present.
kiosk::base::SecureBytes encode_end(const PrinterModel& model);

}  // namespace drivers::printing
