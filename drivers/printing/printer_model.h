// PrinterModel: how one model of receipt printer differs from the others, as data.
#pragma once

#include <filesystem>
#include <string>

#include "drivers/transport/usb_selector.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace drivers::printing {

/// Which Chinese characters the printer's own font has; lines with others are sent as pictures.
enum class ChineseFont { None, Gb2312, Gbk };

/// How the driver learns that a slip is out.
enum class DoneSignal {
  Fence,     ///< GS r 1 is answered after everything before it
  Spooling,  ///< the "spooling" bit of the full status falls
  Settled,   ///< neither: the printer stayed online and without fault for `settle_time`
};

/// Read from config/devices/printers/<name>.json and checked against printer-model.schema.json.
struct PrinterModel {
  std::string name;  ///< the file's name without .json
  std::string manufacturer;
  int dots_per_line = 576;
  int columns = 48;     ///< half-width characters in a line
  int line_pitch = 32;  ///< dots from line to line
  ChineseFont chinese_font = ChineseFont::Gbk;
  bool has_presenter = false;
  bool full_status = false;     ///< DLE EOT 20
  bool clears_buffers = false;  ///< DLE DC4 8 empties the buffer
  bool partial_cut = false;
  int feed_before_cut = 3;  ///< lines between print head and blade
  int qr_module = 6;        ///< dots of one square
  bool has_qr = true;       ///< GS ( k; otherwise the code is sent as a picture
  int chunk_bytes = 1024;   ///< sent between two looks at the status
  DoneSignal done_signal = DoneSignal::Fence;
  kiosk::base::Duration settle_time{1500};
  int present_steps = 12;  ///< × 5 mm
  std::vector<transport::UsbId> usb_ids{};  ///< what it is on USB; empty: any printer will do
};

/// Loads one model. `folder` is config/devices/printers, `schema` the schema's file.
kiosk::base::Result<PrinterModel> load_printer_model(const std::filesystem::path& folder,
                                                     const std::filesystem::path& schema,
                                                     const std::string& name);

}  // namespace drivers::printing
