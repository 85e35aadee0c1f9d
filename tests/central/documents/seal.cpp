// Drawing the seal and the QR code.
#include "tests/central/documents/seal.h"

#include <qrencode.h>

#include <cmath>

#include "kiosk/base/text.h"

namespace tests::central {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kRadius = 59.5;  ///< 42 mm across

void set_red(cairo_t* cairo) { cairo_set_source_rgba(cairo, 0.84, 0.06, 0.10, 0.82); }

void draw_star(cairo_t* cairo, double x, double y, double radius) {
  // The inner corners of a regular five-pointed star lie at 0.382 of the outer radius.
  for (int corner = 0; corner < 10; ++corner) {
    const double r = corner % 2 == 0 ? radius : radius * 0.381966;
    const double angle = -kPi / 2 + corner * kPi / 5;
    cairo_line_to(cairo, x + r * std::cos(angle), y + r * std::sin(angle));
  }
  cairo_close_path(cairo);
  cairo_fill(cairo);
}

void draw_arc_text(Canvas& canvas, double x, double y, const std::string& utf8) {
  const std::u32string characters = kiosk::base::to_code_points(utf8);
  const auto count = static_cast<double>(characters.size());
  // At most 250 degrees, opening downwards; short names keep their letters together.
  const double span = std::min(250.0, 22.0 * (count - 1)) * kPi / 180;
  const TextStyle style{"Noto Serif CJK SC", std::min(15.0, 190.0 / count), true};
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const double share = count > 1 ? static_cast<double>(i) / (count - 1) - 0.5 : 0.0;
    const double angle = share * span;
    const double radius = kRadius - 13.5;
    std::string letter;
    kiosk::base::append_utf8(letter, characters[i]);
    canvas.turned_text(x + radius * std::sin(angle), y - radius * std::cos(angle), angle, letter, style);
  }
}

}  // namespace

void draw_seal(Canvas& canvas, double center_x, double center_y, const std::string& arc,
               const std::string& foot) {
  cairo_t* cairo = canvas.cairo();
  cairo_push_group(cairo);
  set_red(cairo);
  cairo_set_line_width(cairo, 2.6);
  cairo_new_path(cairo);
  cairo_arc(cairo, center_x, center_y, kRadius - 1.3, 0, 2 * kPi);
  cairo_stroke(cairo);
  draw_star(cairo, center_x, center_y, 19);
  draw_arc_text(canvas, center_x, center_y, arc);
  canvas.turned_text(center_x, center_y + 32, 0, foot, {"Noto Serif CJK SC", 10.5, true});
  cairo_pop_group_to_source(cairo);
  cairo_paint(cairo);
}

void draw_qr(Canvas& canvas, double x, double y, double size, const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) return;
  constexpr int kQuiet = 2;
  const double module = size / (code->width + 2 * kQuiet);
  cairo_t* cairo = canvas.cairo();
  cairo_set_source_rgb(cairo, 0, 0, 0);
  for (int row = 0; row < code->width; ++row) {
    for (int column = 0; column < code->width; ++column) {
      if ((code->data[row * code->width + column] & 1U) == 0) continue;
      cairo_rectangle(cairo, x + (column + kQuiet) * module, y + (row + kQuiet) * module, module, module);
    }
  }
  cairo_fill(cairo);
}

}  // namespace tests::central
