// QR codes through libqrencode.
#include "kiosk/typeset/qr.h"

#include <qrencode.h>

#include <memory>

namespace kiosk::typeset {

namespace {
constexpr int kQuietZone = 4;
struct CodeEnd {
  void operator()(QRcode* code) const { QRcode_free(code); }
};
}  // namespace

base::Result<QrMatrix> make_qr(std::string_view text) {
  if (text.empty()) return base::fail(base::ErrorCode::InvalidArgument, "A QR code needs some text");
  const std::unique_ptr<QRcode, CodeEnd> code(QRcode_encodeData(
      static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
  if (!code) return base::fail(base::ErrorCode::InvalidArgument, "The text does not fit into a QR code");
  QrMatrix matrix;
  matrix.size = code->width;
  const auto modules = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  matrix.dark.reserve(modules);
  for (std::size_t i = 0; i < modules; ++i) matrix.dark.push_back((code->data[i] & 1) != 0);
  return matrix;
}

MonoBitmap draw_qr(const QrMatrix& qr, int module_px) {
  const int side = (qr.size + 2 * kQuietZone) * module_px;
  MonoBitmap bitmap = MonoBitmap::make(side, side);
  for (int y = kQuietZone * module_px; y < side - kQuietZone * module_px; ++y) {
    for (int x = kQuietZone * module_px; x < side - kQuietZone * module_px; ++x) {
      if (qr.at(x / module_px - kQuietZone, y / module_px - kQuietZone)) bitmap.set(x, y);
    }
  }
  return bitmap;
}

}  // namespace kiosk::typeset
