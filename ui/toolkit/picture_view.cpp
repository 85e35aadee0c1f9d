// Pictures and QR codes.
#include <cmath>

#include "ui/toolkit/pictures.h"

namespace ui::toolkit {

void picture_view(Ui& ui, const Rect& rect, TextureId picture, TextRef name) {
  ui.tree.add({}, Role::Image, rect).set_name(name);
  const Texture* texture = ui.textures.find(picture);
  if (texture == nullptr || texture->width == 0 || texture->height == 0) return;
  const auto width = static_cast<float>(texture->width);
  const auto height = static_cast<float>(texture->height);
  const float scale = std::fmin(rect.w / width, rect.h / height);
  Rect place = rect.centered(std::round(width * scale), std::round(height * scale));
  place.x = std::round(place.x);
  place.y = std::round(place.y);
  if (!ui.theme.flat()) ui.paint.shadow(place, ui.theme.color.shadow, 0, ui.theme.mm(4), ui.theme.mm(1.2F));
  ui.paint.bitmap(place, picture);
  ui.paint.stroke(place.inset(-1), mix(ui.theme.color.card, ui.theme.color.outline, 0.5F), 1);
}

void qr_view(Ui& ui, const Rect& rect, const kiosk::typeset::QrMatrix& qr, TextRef name) {
  constexpr int kQuietZone = 4;
  ui.tree.add({}, Role::Image, rect).set_name(name);
  const int modules = qr.size + 2 * kQuietZone;
  // Whole pixels for each module: scanners like sharp edges.
  const float module = std::floor(std::fmin(rect.w, rect.h) / static_cast<float>(modules));
  if (module < 1) return;
  const float side = module * static_cast<float>(modules);
  const Rect paper{std::round(rect.center().x - side / 2), std::round(rect.center().y - side / 2), side,
                   side};
  ui.paint.fill(paper, {255, 255, 255, 255});
  for (int y = 0; y < qr.size; ++y) {
    for (int x = 0; x < qr.size; ++x) {
      if (!qr.at(x, y)) continue;
      int run = 1;
      while (x + run < qr.size && qr.at(x + run, y)) ++run;
      ui.paint.fill(
          {paper.x + module * static_cast<float>(x + kQuietZone),
           paper.y + module * static_cast<float>(y + kQuietZone), module * static_cast<float>(run), module},
          {0, 0, 0, 255});
      x += run;
    }
  }
}

}  // namespace ui::toolkit
