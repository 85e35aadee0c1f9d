// ESC/POS commands as bytes. Pure: no I/O. Layouts from Epson's ESC/POS reference and Custom's VKP80 manual.
#pragma once

#include <span>
#include <string_view>

#include "drivers/contract/receipt_printer.h"
#include "drivers/printing/mono_raster.h"
#include "kiosk/base/secure.h"

namespace drivers::printing {

/// Which status byte DLE EOT asks for.
enum class StatusQuery : std::uint8_t { Printer = 1, Offline = 2, Error = 3, Paper = 4 };

/// What the presenter does with a slip when nobody takes it.
enum class PresentMode : std::uint8_t { Eject = 'E', Retract = 'R' };

/// Appends commands to a block of bytes. Text may be personal, so the block is secure memory.
class EscposCommands {
 public:
  /// ESC @: forgets formats; does not empty the receive buffer of every model.
  EscposCommands& initialise();
  /// DLE DC4 8: empties receive and print buffer at once (real-time), also while the printer is stopped.
  EscposCommands& clear_buffers();
  /// GS a 0: no unasked status bytes.
  EscposCommands& disable_automatic_status();
  EscposCommands& align(contract::Align align);
  /// GS !: 1…8 times in both directions.
  EscposCommands& size(int scale);
  EscposCommands& bold(bool on);
  /// FS & and FS .: bytes from 0x81 are first halves of Chinese characters.
  EscposCommands& chinese(bool on);
  /// FS W: quadruple-size Chinese characters follow GS ! only on some models, so it is said twice.
  EscposCommands& chinese_double(bool on);
  EscposCommands& text(std::string_view gbk);
  EscposCommands& line_end();
  /// ESC 3: dots from line to line.
  EscposCommands& line_pitch(int dots);
  EscposCommands& feed_lines(int lines);
  /// ESC J: 0…255 dots.
  EscposCommands& feed_dots(int dots);
  /// GS v 0. At most 65535 rows; callers cut long pictures into bands.
  EscposCommands& raster(const MonoRaster& picture);
  /// GS ( k: model 2, error correction M; `module` is the size of one square, 1…16 dots.
  EscposCommands& qr(std::string_view text, int module);
  EscposCommands& cut(bool partial);
  /// FS P of Custom's presenters: pushes the slip out by `steps` × 5 mm; after `seconds` (0 = never) ejects
  /// or retracts.
  EscposCommands& present(int steps, PresentMode mode, int seconds);
  /// DLE EOT n, answered at once whatever the buffer holds.
  EscposCommands& query(StatusQuery query);
  /// DLE EOT 20: Custom's full status.
  EscposCommands& query_full_status();
  /// GS r 1: answered when everything before it has been carried out.
  EscposCommands& query_when_done();

  kiosk::base::SecureBytes take() { return std::move(bytes_); }

 private:
  EscposCommands& put(std::initializer_list<int> bytes);
  kiosk::base::SecureBytes bytes_;
};

}  // namespace drivers::printing
