// Small parts of a page.
#include "ui/toolkit/parts.h"

#include <cmath>

#include "ui/toolkit/button.h"
#include "ui/toolkit/part.h"

namespace ui::toolkit {

namespace {

float read_text(Ui& ui, const Rect& rect, TextRef text, const TextLook& look, VerticalAlign vertical,
                Role role) {
  const float height = ui.paint.text(rect, text, look, vertical);
  float top = rect.y;
  if (vertical == VerticalAlign::Middle) top += (rect.h - height) / 2;
  if (vertical == VerticalAlign::Bottom) top += rect.h - height;
  ui.tree.add({}, role, {rect.x, top, rect.w, height}).set_name(text);
  return height;
}

struct BannerLook {
  Color ink, ground;
  std::string_view icon;
};

BannerLook banner_look(const Palette& c, BannerKind kind) {
  switch (kind) {
    case BannerKind::Info: return {c.accent_ink, c.accent_soft, "information"};
    case BannerKind::Success: return {c.success, c.success_soft, "check-circle"};
    case BannerKind::Warning: return {c.warning, c.warning_soft, "alert"};
    case BannerKind::Error: return {c.danger, c.danger_soft, "alert-circle"};
  }
  return {};
}

}  // namespace

float banner_height(const Theme& theme, bool with_detail) {
  const float detail = with_detail ? theme.line_height(TypeRole::Caption) : 0;
  return std::fmax(theme.mm(18), theme.line_height(TypeRole::Body) + detail + theme.mm(8));
}

float field_row_height(const Theme& theme) {
  return std::fmax(theme.target() * 1.2F,
                   theme.line_height(TypeRole::Label) + theme.line_height(TypeRole::Caption) + theme.mm(3));
}

float stepper_height(const Theme& theme) {
  return std::fmax(theme.mm(8), theme.line_height(TypeRole::Caption));
}

void page_background(Ui& ui) {
  ui.paint.gradient(ui.screen, ui.theme.color.page_top, ui.theme.color.page_bottom);
}

void card(Ui& ui, const Rect& rect) { surface(ui, rect, {ui.theme.color.card, ui.theme.radius()}); }

float label(Ui& ui, const Rect& rect, TextRef text, const TextLook& look, VerticalAlign vertical) {
  return read_text(ui, rect, text, look, vertical, Role::Text);
}

float heading(Ui& ui, const Rect& rect, TextRef text, const TextLook& look, VerticalAlign vertical) {
  return read_text(ui, rect, text, look, vertical, Role::Heading);
}

float badge(Ui& ui, const Rect& rect, TextRef text, Color fill, Color ink, bool right) {
  TextLook look = ui.look(TypeRole::Caption, ink);
  look.align = TextAlign::Center;
  look.size = std::round(look.size * 0.92F);
  const auto text_width = static_cast<float>(ui.paint.measure(text, look, 0).width);
  const float width = std::fmin(rect.w, text_width + look.size * 1.1F);
  const Rect pill{right ? rect.right() - width : rect.x, rect.y, width, rect.h};
  ui.paint.fill(pill, fill, rect.h / 2);
  ui.paint.text(pill, text, look, VerticalAlign::Middle);
  return width;
}

bool field_row(Ui& ui, const Rect& rect, const FieldRowSpec& spec) {
  const Palette& c = ui.theme.color;
  Rect row = rect;
  bool pressed = false;
  if (spec.changeable) {
    const Rect place = row.take_right(std::fmax(ui.theme.mm(26), ui.theme.type(TypeRole::Label) * 3.4F));
    const float height = std::fmin(rect.h - ui.theme.mm(1), ui.theme.target());
    const std::string name = ui.texts.change + " " + std::string(spec.label.text);
    const Rect box = place.centered(place.w, height);
    pressed =
        button(ui, box, {.id = spec.id, .label = ui.texts.change, .kind = ButtonKind::Quiet, .name = name});
    row.take_right(ui.theme.small_gap());
  }
  Node& node = ui.tree.add({}, Role::Field, row);
  node.set_name(spec.label);
  node.set_value(spec.value);
  node.reason = spec.error;
  node.state.error = !spec.error.empty();
  TextLook label_look = ui.look(TypeRole::Body, c.text_secondary);
  label_look.max_lines = 2;
  TextLook value_look = ui.look(TypeRole::Label, spec.error.empty() ? c.text : c.danger);
  value_look.max_lines = 2;
  const Rect left = row.take_left(std::round(rect.w * 0.28F));
  ui.paint.text(left, spec.label, fitted(ui, spec.label, label_look, left.w), VerticalAlign::Middle);
  row.take_left(ui.theme.small_gap());
  if (!spec.error.empty()) {
    const TextLook small = ui.look(TypeRole::Caption, c.danger);
    ui.paint.text(row.take_bottom(std::fmin(row.h * 0.4F, ui.theme.line_height(TypeRole::Caption))),
                  spec.error, small);
  }
  ui.paint.text(row, spec.value, fitted(ui, spec.value, value_look, row.w), VerticalAlign::Middle);
  const Color faint = mix(c.card, c.outline, 0.28F);
  ui.paint.fill({rect.x, rect.bottom() - 1, rect.w, ui.theme.flat() ? 2.F : 1.F}, faint);
  return pressed;
}

void stepper(Ui& ui, const Rect& rect, const StepperSpec& spec) {
  const Palette& c = ui.theme.color;
  Node& node = ui.tree.add({}, Role::Progress, rect);
  node.set_name(spec.text);
  Rect row = rect;
  TextLook look = ui.look(TypeRole::Caption, c.text_secondary);
  const auto width = static_cast<float>(ui.paint.measure(spec.text, look, 0).width);
  ui.paint.text(row.take_right(width + 1), spec.text, look, VerticalAlign::Middle);
  row.take_right(ui.theme.gap());
  const float thick = ui.theme.mm(1.9F);
  const Grid bars{row.centered(row.w, thick), std::max(1, spec.count), 1, ui.theme.mm(1.6F)};
  for (int i = 0; i < spec.count; ++i) {
    const Color color = i < spec.step ? c.accent : mix(c.page_top, c.outline, 0.3F);
    ui.paint.fill(bars.cell(i), color, thick / 2);
  }
}

void banner(Ui& ui, const Rect& rect, const BannerSpec& spec) {
  const BannerLook look = banner_look(ui.theme.color, spec.kind);
  Node& node = ui.tree.add({}, Role::Status, rect);
  node.set_name(spec.title);
  node.set_value(spec.detail);
  node.state.error = spec.kind == BannerKind::Error;
  SurfaceLook ground{look.ground, ui.theme.small_radius(), false};
  ground.border = mix(look.ground, look.ink, ui.theme.flat() ? 1.F : 0.28F);
  ground.border_width = ui.theme.mm(0.5F);
  surface(ui, rect, ground);
  Rect inner = rect.inset(ui.theme.mm(4.5F), ui.theme.mm(2));
  const float icon = ui.theme.type(TypeRole::Title);
  ui.paint.icon(inner.take_left(icon), spec.icon.empty() ? look.icon : spec.icon, look.ink, icon);
  inner.take_left(ui.theme.mm(3.5F));
  TextLook title = ui.look(TypeRole::Body, look.ink);
  title.weight = FontWeight::Bold;
  title.max_lines = 2;
  TextLook detail = ui.look(TypeRole::Caption, ui.theme.color.text);
  detail.max_lines = 3;
  const auto height = [&](TextRef text, const TextLook& a) {
    return text.empty() ? 0.F : static_cast<float>(ui.paint.measure(text, a, inner.w).height);
  };
  const float title_height = height(spec.title, title);
  Rect column = inner.centered(inner.w, title_height + height(spec.detail, detail));
  ui.paint.text(column.take_top(title_height), spec.title, title);
  ui.paint.text(column, spec.detail, detail);
}

Rect dialog(Ui& ui, std::string_view id, float width_mm, float height_mm) {
  ui.paint.fill(ui.screen, {8, 18, 43, 150});
  ui.tree.add(id, Role::Veil, ui.screen);
  const Rect box = ui.screen.centered(std::fmin(ui.theme.mm(width_mm), ui.screen.w - 2 * ui.theme.gap()),
                                      std::fmin(ui.theme.mm(height_mm), ui.screen.h - 2 * ui.theme.gap()));
  card(ui, box);
  return box;
}

void spinner(Ui& ui, const Rect& rect, TextRef name) {
  ui.tree.add({}, Role::Progress, rect).set_name(name);
  const float size = std::fmin(rect.w, rect.h);
  const float width = std::round(size * 0.1F);
  const float radius = (size - width) / 2 - 1;
  const float turn = ui.phase(1200) * 6.2832F;
  ui.paint.ring(rect.center(), radius, mix(ui.theme.color.accent_soft, ui.theme.color.accent, 0.12F), width);
  ui.paint.arc(rect.center(), radius, turn, turn + 1.9F, ui.theme.color.accent, width);
  ui.animate(kiosk::base::Duration{33});
}

void progress_bar(Ui& ui, const Rect& rect, float fraction, TextRef name) {
  Node& node = ui.tree.add({}, Role::Progress, rect);
  node.set_name(name);
  node.value = std::to_string(std::lround(fraction * 100)) + "%";
  const Palette& c = ui.theme.color;
  const float height = std::fmin(rect.h, ui.theme.mm(4));
  const Rect track = rect.centered(rect.w, height);
  ui.paint.fill(track, mix(c.card, c.outline, 0.22F), height / 2);
  const float width = std::fmax(height, track.w * std::fmin(1.F, std::fmax(0.F, fraction)));
  ui.paint.gradient({track.x, track.y, width, height}, c.accent, c.accent_end, height / 2,
                    GradientDirection::Right);
}

}  // namespace ui::toolkit
