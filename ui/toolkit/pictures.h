// Pictures: previews, QR codes, drawings that explain, the signature pad, the rating faces.
#pragma once

#include <array>
#include <optional>

#include "kiosk/base/secure.h"
#include "kiosk/typeset/qr.h"
#include "ui/toolkit/ui.h"

namespace ui::toolkit {

/// The picture as large as fits, in the middle, with a thin frame. `textures.add(bitmap)` gives the texture.
void picture_view(Ui& ui, const Rect& rect, TextureId picture, TextRef name);
/// Black modules on white with their quiet zone, as large as fits.
void qr_view(Ui& ui, const Rect& rect, const kiosk::typeset::QrMatrix& qr, TextRef name);

/// Points in mm from the pad's top left corner; a stroke ends where `last` is set. Personal: secure memory.
struct SignaturePoint {
  float x_mm = 0, y_mm = 0;
  bool last = false;
};
struct Signature {
  std::vector<SignaturePoint, kiosk::base::SecureAllocator<SignaturePoint>> points;
  int strokes() const;
  float ink_mm() const;  ///< length of all strokes; a dot is no signature
};
struct SignatureSpec {
  std::string_view id = {};
  TextRef name = {};
  std::string_view hint = {};  ///< on the empty pad; "sign here" when empty
  bool character = false;      ///< for one character: guides as in an exercise book, a thicker pen
};
/// The area to sign in (make it at least 100×50 mm). Appends to the signature; true when a stroke ended.
bool signature_pad(Ui& ui, const Rect& rect, const SignatureSpec& spec, Signature& signature);

struct RatingSpec {
  std::string_view id = {};
  std::array<TextRef, 5> labels = {};  ///< best first
  int selected = -1;
};
/// Five faces of equal size with words. Returns 0 … 4 when one was pressed.
std::optional<int> rating_faces(Ui& ui, const Rect& rect, const RatingSpec& spec);

enum class Illustration { CardOnReader, PaperOnScanner, TakePaper, Printing, Done, Saved, Trouble, Wiped };
/// A calm drawing with slow motion.
void illustration(Ui& ui, const Rect& rect, Illustration what, TextRef name);

}  // namespace ui::toolkit
