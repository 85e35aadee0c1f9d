// QR codes (ISO/IEC 18004) as a square of modules.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/typeset/bitmap.h"

namespace kiosk::typeset {

/// `size` × `size` modules; the quiet zone of four modules on each side is not part of it.
struct QrMatrix {
  int size = 0;
  std::vector<bool> dark;

  bool at(int x, int y) const { return dark[static_cast<std::size_t>(y * size + x)]; }
};

/// Error correction level M. Fails for empty text and for more than fits (about 2,300 bytes).
base::Result<QrMatrix> make_qr(std::string_view text);
/// The code with its quiet zone, each module `module_px` square, for a thermal printer.
MonoBitmap draw_qr(const QrMatrix& qr, int module_px);

}  // namespace kiosk::typeset
