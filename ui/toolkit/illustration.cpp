// Calm drawings: a card that comes to the reader, paper that comes out, a tick.
#include <cmath>

#include "ui/toolkit/pictures.h"

namespace ui::toolkit {

namespace {

/// Slow in, slow out: 0 … 1 … 0 over one period.
float breath(const Ui& ui, int period_ms) {
  if (ui.theme.motion_ms() == 0) return 1;
  return 0.5F - 0.5F * std::cos(ui.phase(period_ms) * 6.2831853F);
}

void identity_card(Ui& ui, const Rect& card) {
  const Hue& blue = ui.theme.hue(HueName::Blue);
  const float radius = card.h * 0.09F;
  if (!ui.theme.flat()) ui.paint.shadow(card, ui.theme.color.shadow, radius, card.h * 0.12F, card.h * 0.05F);
  ui.paint.gradient(card, mix(blue.soft, {255, 255, 255, 255}, 0.5F), mix(blue.soft, blue.start, 0.3F),
                    radius, GradientDirection::Diagonal);
  ui.paint.stroke(card, mix(blue.soft, blue.end, 0.5F), std::fmax(2.F, card.h * 0.014F), radius);
  const float line = card.h * 0.065F;
  const float widths[] = {0.34F, 0.42F, 0.28F};
  for (int i = 0; i < 3; ++i) {
    const float y = card.y + card.h * (0.2F + 0.17F * static_cast<float>(i));
    ui.paint.fill({card.x + card.w * 0.08F, y, card.w * widths[i], line},
                  i == 0 ? blue.end : mix(blue.soft, blue.start, 0.7F), line / 2);
  }
  ui.paint.fill({card.x + card.w * 0.08F, card.y + card.h * 0.78F, card.w * 0.84F, line}, blue.start,
                line / 2);
  const Rect photo{card.x + card.w * 0.66F, card.y + card.h * 0.16F, card.w * 0.26F, card.h * 0.5F};
  ui.paint.fill(photo, {255, 255, 255, 255}, radius * 0.6F);
  ui.paint.icon(photo, "account", blue.end, photo.h * 0.86F);
}

void draw_card_on_reader(Ui& ui, const Rect& box) {
  const Palette& c = ui.theme.color;
  const float u = std::fmin(box.w / 1.5F, box.h);
  const Point middle = box.center();
  const Rect reader{middle.x - u * 0.52F, middle.y + u * 0.12F, u * 1.04F, u * 0.30F};
  const float t = breath(ui, 3200);
  for (int i = 0; i < 3; ++i) {
    const float part = std::fmod(ui.phase(2400) + static_cast<float>(i) / 3.F, 1.F);
    const Color wave = c.accent.with_alpha(0.30F * (1 - part));
    ui.paint.arc({middle.x, reader.y + reader.h * 0.2F}, u * (0.18F + 0.34F * part), 3.6F, 5.82F, wave,
                 u * 0.022F);
  }
  if (!ui.theme.flat()) ui.paint.shadow(reader, c.shadow, u * 0.06F, u * 0.09F, u * 0.03F);
  ui.paint.gradient(reader, mix(c.accent_ink, {0, 0, 0, 255}, 0.15F), mix(c.accent_ink, {0, 0, 0, 255}, 0.5F),
                    u * 0.06F);
  const Rect field = reader.inset(u * 0.07F, u * 0.045F);
  ui.paint.fill(field, mix(c.accent_ink, {0, 0, 0, 255}, 0.35F), u * 0.035F);
  ui.paint.stroke(field, c.accent.with_alpha(0.35F + 0.6F * t), u * 0.012F, u * 0.035F);
  const Rect card{middle.x - u * 0.36F, middle.y - u * (0.46F - 0.17F * t), u * 0.72F, u * 0.45F};
  identity_card(ui, card);
  ui.animate(kiosk::base::Duration{33});
}

/// The sheet comes out of a slot; `paused` draws it halfway.
void draw_paper(Ui& ui, const Rect& box, bool taken) {
  const Palette& c = ui.theme.color;
  const float u = std::fmin(box.w / 1.3F, box.h);
  const Point middle = box.center();
  const float t = breath(ui, taken ? 2600 : 3600);
  const Rect slot{middle.x - u * 0.48F, middle.y - u * 0.34F, u * 0.96F, u * 0.16F};
  const float out = u * (0.28F + 0.32F * t);
  const Rect sheet{middle.x - u * 0.33F, slot.y + slot.h * 0.6F, u * 0.66F, out};
  if (!ui.theme.flat()) ui.paint.shadow(sheet, c.shadow, 0, u * 0.08F, u * 0.02F);
  ui.paint.fill(sheet, {255, 255, 255, 255}, u * 0.012F);
  ui.paint.stroke(sheet, mix(c.card, c.outline, 0.45F), 2, u * 0.012F);
  ui.paint.push_clip(sheet.inset(u * 0.05F, 0));
  for (int i = 0; i < 8; ++i) {
    const float y = sheet.bottom() - u * (0.09F + 0.062F * static_cast<float>(i));
    const float width = sheet.w * (i % 3 == 2 ? 0.5F : 0.78F);
    ui.paint.fill({sheet.x + sheet.w * 0.11F, y, width, u * 0.022F}, {176, 198, 236, 255}, u * 0.011F);
  }
  ui.paint.circle({sheet.right() - u * 0.16F, sheet.bottom() - u * 0.14F}, u * 0.068F, {224, 58, 52, 60});
  ui.paint.ring({sheet.right() - u * 0.16F, sheet.bottom() - u * 0.14F}, u * 0.068F, {224, 58, 52, 200},
                u * 0.012F);
  ui.paint.pop_clip();
  ui.paint.gradient(slot, mix(c.accent_ink, {0, 0, 0, 255}, 0.15F), mix(c.accent_ink, {0, 0, 0, 255}, 0.5F),
                    u * 0.05F);
  const Color lamp = mix(c.success, {120, 255, 170, 255}, 0.5F);
  ui.paint.circle({slot.right() - u * 0.07F, slot.center().y}, u * 0.022F, lamp.with_alpha(0.4F + 0.6F * t));
  if (taken)
    ui.paint.icon({middle.x - u * 0.1F, sheet.bottom(), u * 0.2F, u * 0.18F}, "arrow-down-bold", c.accent_ink,
                  u * 0.17F);
  ui.animate(kiosk::base::Duration{33});
}

/// A sheet on a mat with four corner marks; a beam passes over it.
void draw_scanning(Ui& ui, const Rect& box) {
  const Palette& c = ui.theme.color;
  const float u = std::fmin(box.w / 1.3F, box.h);
  const Point middle = box.center();
  const Rect mat{middle.x - u * 0.5F, middle.y - u * 0.42F, u, u * 0.84F};
  ui.paint.gradient(mat, mix(c.accent_ink, {0, 0, 0, 255}, 0.15F), mix(c.accent_ink, {0, 0, 0, 255}, 0.5F),
                    u * 0.05F);
  const Rect sheet{middle.x - u * 0.27F, middle.y - u * 0.36F, u * 0.54F, u * 0.72F};
  ui.paint.fill(sheet, {255, 255, 255, 255}, u * 0.012F);
  for (int i = 0; i < 9; ++i) {
    const float width = sheet.w * (i == 0 ? 0.4F : i % 3 == 2 ? 0.55F : 0.78F);
    ui.paint.fill({sheet.x + sheet.w * 0.11F, sheet.y + u * (0.07F + 0.065F * static_cast<float>(i)), width,
                   u * 0.022F},
                  {176, 198, 236, 255}, u * 0.011F);
  }
  for (int corner = 0; corner < 4; ++corner) {
    const float x = corner % 2 == 0 ? mat.x + u * 0.07F : mat.right() - u * 0.07F;
    const float y = corner < 2 ? mat.y + u * 0.07F : mat.bottom() - u * 0.07F;
    ui.paint.circle({x, y}, u * 0.02F, mix(c.success, {140, 255, 180, 255}, 0.6F));
  }
  const float beam = mat.y + mat.h * (0.08F + 0.84F * breath(ui, 3600));
  ui.paint.fill({mat.x + u * 0.04F, beam, mat.w - u * 0.08F, u * 0.014F}, c.accent.with_alpha(0.75F),
                u * 0.007F);
  ui.animate(kiosk::base::Duration{33});
}

void draw_disc(Ui& ui, const Rect& box, std::string_view icon, const Hue& hue) {
  const float radius = std::fmin(box.w, box.h) * 0.36F;
  const Point at = box.center();
  ui.paint.circle(at, radius * 1.32F, hue.soft.with_alpha(0.55F));
  ui.paint.circle(at, radius * 1.15F, hue.soft);
  const Rect disc{at.x - radius, at.y - radius, 2 * radius, 2 * radius};
  if (!ui.theme.flat())
    ui.paint.shadow(disc, hue.end.with_alpha(0.4F), radius, radius * 0.3F, radius * 0.12F);
  ui.paint.gradient(disc, hue.start, hue.end, radius, GradientDirection::Diagonal);
  ui.paint.icon(disc, icon, ui.theme.flat() ? ui.theme.color.card : Color{255, 255, 255, 255}, radius * 1.2F);
}

}  // namespace

void illustration(Ui& ui, const Rect& rect, Illustration what, TextRef name) {
  ui.tree.add({}, Role::Image, rect).set_name(name);
  switch (what) {
    case Illustration::CardOnReader: draw_card_on_reader(ui, rect); break;
    case Illustration::PaperOnScanner: draw_scanning(ui, rect); break;
    case Illustration::TakePaper: draw_paper(ui, rect, true); break;
    case Illustration::Printing: draw_paper(ui, rect, false); break;
    case Illustration::Done: draw_disc(ui, rect, "check", ui.theme.hue(HueName::Green)); break;
    case Illustration::Saved: draw_disc(ui, rect, "content-save", ui.theme.hue(HueName::Blue)); break;
    case Illustration::Trouble: draw_disc(ui, rect, "alert", ui.theme.hue(HueName::Orange)); break;
    case Illustration::Wiped: draw_disc(ui, rect, "security", ui.theme.hue(HueName::Teal)); break;
  }
}

}  // namespace ui::toolkit
