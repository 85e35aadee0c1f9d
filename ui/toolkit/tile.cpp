// Tiles in their states.
#include "ui/toolkit/tile.h"

#include <cmath>

#include "ui/toolkit/part.h"
#include "ui/toolkit/parts.h"

namespace ui::toolkit {

namespace {

Part operate_tile(Ui& ui, const Rect& rect, const TileSpec& spec) {
  PartSpec part{
      .id = spec.id, .name = spec.name.empty() ? spec.title : TextRef(spec.name), .value = spec.subtitle};
  part.disabled_reason = spec.disabled_reason;
  return operate(ui, rect, part);
}

/// The card under a tile; a pressed one shrinks a little and takes its hue's border.
Rect tile_ground(Ui& ui, const Rect& rect, const Part& part, const Hue& hue) {
  const Palette& c = ui.theme.color;
  const Rect ground = part.pressed ? rect.inset(ui.theme.mm(0.9F)) : rect;
  SurfaceLook look{part.disabled  ? c.disabled_fill
                   : part.pressed ? c.card_pressed
                                  : c.card,
                   ui.theme.radius()};
  look.raised = !part.pressed && !part.disabled;
  if (part.pressed) {
    look.border = mix(hue.end, c.card, 0.25F);
    look.border_width = ui.theme.mm(0.8F);
  }
  surface(ui, ground, look);
  if (part.focused) focus_ring(ui, rect, ui.theme.radius());
  return ground;
}

/// The icon in its coloured square with a glow of the same colour below.
void icon_square(Ui& ui, const Rect& square, const TileSpec& spec, bool disabled) {
  const Palette& c = ui.theme.color;
  const Hue& hue = ui.theme.hue(spec.hue);
  const float radius = square.w * 0.27F;
  if (disabled) {
    ui.paint.fill(square, mix(c.disabled_fill, c.disabled_text, 0.35F), radius);
    ui.paint.icon(square, spec.icon, c.disabled_fill, square.w * 0.62F);
    return;
  }
  if (!ui.theme.flat())
    ui.paint.shadow(square, hue.end.with_alpha(0.42F), radius, square.w * 0.14F, square.w * 0.1F);
  ui.paint.gradient(square, hue.start, hue.end, radius, GradientDirection::Diagonal);
  ui.paint.icon(square, spec.icon, ui.theme.flat() ? c.page_top : Color{255, 255, 255, 255},
                square.w * 0.62F);
}

void tile_texts(Ui& ui, const Rect& area, const TileSpec& spec, bool disabled) {
  const Palette& c = ui.theme.color;
  TextLook title = ui.look(TypeRole::Title, disabled ? c.disabled_text : c.text);
  title = fitted(ui, spec.title, title, area.w);
  const TextRef below = disabled ? TextRef(spec.disabled_reason) : spec.subtitle;
  TextLook small = ui.look(TypeRole::Caption, disabled ? c.disabled_text : c.text_secondary);
  small.max_lines = area.h > title.size * 1.3F + small.size * 2.9F ? 2 : 1;
  small.line_spacing = 1.3F;
  small = fitted(ui, below, small, area.w);
  const float below_height =
      below.empty() ? 0 : static_cast<float>(ui.paint.measure(below, small, area.w).height);
  const float title_height = std::round(title.size * 1.32F);
  title.line_spacing = 1.32F;
  Rect column = area.centered(area.w, title_height + below_height);
  ui.paint.text(column.take_top(title_height), spec.title, title);
  ui.paint.text(column, below, small);
}

/// The badge in the upper right corner; returns its height.
float tile_badge(Ui& ui, const Rect& ground, const TileSpec& spec, float margin) {
  const Hue& hue = ui.theme.hue(spec.hue);
  const float height = ui.theme.line_height(TypeRole::Caption) * 1.05F;
  const Rect corner{ground.x + ground.w * 0.4F, ground.y + margin, ground.w * 0.6F - margin, height};
  badge(ui, corner, spec.badge, hue.soft, hue.ink, true);
  return height;
}

/// A tile nearly as high as wide: the icon stands above the texts.
void tall_tile(Ui& ui, const Rect& ground, const TileSpec& spec, bool disabled) {
  const float pad = std::round(ground.w * 0.085F);
  Rect inner = ground.inset(pad, std::round(ground.h * 0.11F));
  const float side = std::round(std::fmin(inner.h * 0.46F, ground.w * 0.32F));
  if (!spec.badge.empty() && !disabled) tile_badge(ui, ground, spec, pad * 0.75F);
  icon_square(ui, inner.take_top(side).take_left(side), spec, disabled);
  inner.take_top(std::round(side * 0.14F));
  tile_texts(ui, inner, spec, disabled);
}

float title_and_subtitle_height(const Ui& ui) {
  return ui.theme.type(TypeRole::Title) * 1.32F + ui.theme.type(TypeRole::Caption) * 1.3F;
}

void wide_tile(Ui& ui, const Rect& ground, const TileSpec& spec, bool disabled) {
  const float pad = std::round(std::fmin(ground.w * 0.075F, ground.h * 0.2F));
  Rect inner = ground.inset(pad, ground.h * 0.08F);
  const float side = std::round(std::fmin(std::fmin(ground.h * 0.66F, ground.w * 0.26F), ui.theme.mm(40)));
  icon_square(ui, inner.take_left(side).centered(side, side), spec, disabled);
  inner.take_left(pad * 0.85F);
  if (!spec.badge.empty() && !disabled) {
    const float height = tile_badge(ui, ground, spec, ground.h * 0.11F);
    const float texts = title_and_subtitle_height(ui);
    inner.take_top(std::fmin(height * 0.8F, std::fmax(height * 0.3F, inner.h - texts)));
  }
  inner.w += pad * 0.5F;
  tile_texts(ui, inner, spec, disabled);
}

}  // namespace

bool tile(Ui& ui, const Rect& rect, const TileSpec& spec) {
  const Part part = operate_tile(ui, rect, spec);
  const Rect ground = tile_ground(ui, rect, part, ui.theme.hue(spec.hue));
  if (ground.h > ground.w * 0.56F) {
    tall_tile(ui, ground, spec, part.disabled);
  } else {
    wide_tile(ui, ground, spec, part.disabled);
  }
  return part.clicked;
}

bool small_tile(Ui& ui, const Rect& rect, const TileSpec& spec) {
  const Part part = operate_tile(ui, rect, spec);
  const Hue& hue = ui.theme.hue(spec.hue);
  const Rect ground = tile_ground(ui, rect, part, hue);
  const Palette& c = ui.theme.color;
  TextLook look = ui.look(TypeRole::Body, part.disabled ? c.disabled_text : c.text);
  look.align = TextAlign::Center;
  look.max_lines = 2;
  look.line_spacing = 1.3F;
  const Rect inner = ground.inset(ui.theme.mm(2));
  look = fitted(ui, spec.title, look, inner.w);
  const auto text_height = static_cast<float>(ui.paint.measure(spec.title, look, inner.w).height);
  const float side =
      std::round(std::fmin(ground.h - text_height - ui.theme.mm(5), ui.theme.type(TypeRole::Title) * 1.75F));
  Rect column = inner.centered(inner.w, side + ui.theme.mm(1) + text_height);
  const Rect circle = column.take_top(side);
  ui.paint.circle(circle.center(), side / 2,
                  part.disabled ? mix(c.disabled_fill, c.disabled_text, 0.2F) : hue.soft);
  ui.paint.icon(circle, spec.icon,
                part.disabled     ? c.disabled_text
                : ui.theme.flat() ? hue.ink
                                  : hue.end,
                side * 0.62F);
  column.take_top(ui.theme.mm(1));
  ui.paint.text(column, spec.title, look);
  return part.clicked;
}

}  // namespace ui::toolkit
