// Painter: shapes and texts as ImGui draw-list entries.
#include "ui/toolkit/painter.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/secure_memory.h"
#include "kiosk/base/text.h"
#include "ui/toolkit/icons.h"
#include "ui/toolkit/painter_shared.h"

namespace ui::toolkit {

namespace {

constexpr float kPi = 3.14159265F;

ImU32 packed(Color color) { return IM_COL32(color.r, color.g, color.b, color.a); }
ImVec2 vec(Point point) { return {point.x, point.y}; }
ImVec2 top_left(const Rect& rect) { return {rect.x, rect.y}; }
ImVec2 bottom_right(const Rect& rect) { return {rect.right(), rect.bottom()}; }
ImTextureID texture_name(TextureId id) {
  return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(id));
}

float aligned(float start, float space, float size, TextAlign align) {
  if (align == TextAlign::Center) return start + (space - size) / 2;
  return align == TextAlign::Right ? start + space - size : start;
}

}  // namespace

Painter::Painter(TextCache& texts, TextureStore& textures)
    : texts_(texts), textures_(textures), shared_(std::make_unique<Shared>()) {
  shared_->data.SetCircleTessellationMaxError(0.2F);
  shared_->data.CurveTessellationTol = 1.0F;
  // Large lists start a new vertex range instead of overflowing 16-bit indices; lines are drawn as triangles.
  shared_->data.InitialFlags =
      ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AllowVtxOffset;
  list_ = std::make_unique<ImDrawList>(&shared_->data);
}

Painter::~Painter() = default;

void Painter::begin_frame(int width, int height) {
  const ImVec2 size(static_cast<float>(width), static_cast<float>(height));
  shared_->data.ClipRectFullscreen = {0, 0, size.x, size.y};
  list_->_ResetForNewFrame();
  if (audit_ != nullptr) audit_->clear();
  list_->PushTextureID(nullptr);
  list_->PushClipRect({0, 0}, size);
}

void Painter::forget() {
  ImVector<ImDrawVert>& vertices = list_->VtxBuffer;
  kiosk::base::wipe(vertices.Data, static_cast<std::size_t>(vertices.Capacity) * sizeof(ImDrawVert));
}

void Painter::fill(const Rect& rect, Color color, float radius) {
  list_->AddRectFilled(top_left(rect), bottom_right(rect), packed(color), radius);
}

void Painter::stroke(const Rect& rect, Color color, float width, float radius) {
  const Rect middle = rect.inset(width / 2);
  list_->AddRect(top_left(middle), bottom_right(middle), packed(color), std::fmax(0.F, radius - width / 2), 0,
                 width);
}

void Painter::gradient(const Rect& rect, Color from, Color to, float radius, GradientDirection direction) {
  const int first = list_->VtxBuffer.Size;
  list_->AddRectFilled(top_left(rect), bottom_right(rect), packed(from), radius);
  if (from == to) return;
  ImVec2 end = bottom_right(rect);
  if (direction == GradientDirection::Down) end.x = rect.x;
  if (direction == GradientDirection::Right) end.y = rect.y;
  ImGui::ShadeVertsLinearColorGradientKeepAlpha(list_.get(), first, list_->VtxBuffer.Size, top_left(rect),
                                                end, packed(from), packed(to));
}

void Painter::circle(Point center, float radius, Color color) {
  list_->AddCircleFilled(vec(center), radius, packed(color));
}

void Painter::ring(Point center, float radius, Color color, float width) {
  list_->AddCircle(vec(center), radius, packed(color), 0, width);
}

void Painter::arc(Point center, float radius, float from, float to, Color color, float width) {
  const int segments = std::max(6, static_cast<int>(std::fabs(to - from) / (2 * kPi) * (16 + radius)));
  list_->PathArcTo(vec(center), radius, from, to, segments);
  list_->PathStroke(packed(color), 0, width);
}

void Painter::line(Point from, Point to, Color color, float width) {
  // ImGui moves lines by half a pixel; ours lie where they are said to.
  list_->PathLineTo(vec(from));
  list_->PathLineTo(vec(to));
  list_->PathStroke(packed(color), 0, width);
}

void Painter::polyline(std::span<const Point> points, Color color, float width) {
  if (points.empty()) return;
  const auto* data = reinterpret_cast<const ImVec2*>(points.data());
  static_assert(sizeof(ImVec2) == sizeof(Point) && offsetof(ImVec2, y) == offsetof(Point, y));
  list_->AddPolyline(data, static_cast<int>(points.size()), packed(color), 0, width);
}

void Painter::convex(std::span<const Point> points, Color color) {
  const auto* data = reinterpret_cast<const ImVec2*>(points.data());
  list_->AddConvexPolyFilled(data, static_cast<int>(points.size()), packed(color));
}

kiosk::typeset::TextStyle Painter::style_of(const TextLook& look, float max_width) const {
  kiosk::typeset::TextStyle style;
  style.size_px = std::round(look.size);
  style.weight = look.weight;
  style.line_spacing = look.line_spacing;
  style.max_width_px = static_cast<int>(max_width);
  style.max_lines = max_width > 0 ? look.max_lines : 0;
  style.align = look.align;
  style.language = language_;
  return style;
}

kiosk::typeset::TextSize Painter::measure(TextRef text, const TextLook& look, float max_width) {
  return texts_.get(text, style_of(look, max_width)).size;
}

float Painter::text(const Rect& rect, TextRef text, const TextLook& look, VerticalAlign vertical) {
  if (text.empty() || rect.w < 1) return 0;
  const DrawnText& drawn = texts_.get(text, style_of(look, rect.w));
  const auto width = static_cast<float>(drawn.bitmap_width);
  const auto height = static_cast<float>(drawn.bitmap_height);
  const float x = std::round(aligned(rect.x, rect.w, width, look.align));
  float y = rect.y;
  if (vertical == VerticalAlign::Middle) y += (rect.h - height) / 2;
  if (vertical == VerticalAlign::Bottom) y += rect.h - height;
  const Rect place{x, std::round(y), width, height};
  bitmap(place, drawn.texture, look.color);
  if (audit_ != nullptr) note(text, look, place, drawn.size.truncated);
  return height;
}

void Painter::note(TextRef text, const TextLook& look, const Rect& place, bool truncated) const {
  const ImVec4& clip = list_->_ClipRectStack.back();
  audit_->push_back({text.personal ? std::string() : std::string(text.text),
                     place,
                     {clip.x, clip.y, clip.z - clip.x, clip.w - clip.y},
                     look.size,
                     look.color,
                     truncated,
                     text.personal});
}

void Painter::icon(const Rect& rect, std::string_view name, Color color, float size) {
  const char32_t code_point = icon_code_point(name);
  if (code_point == 0) return;
  std::string character;
  kiosk::base::append_utf8(character, code_point);
  kiosk::typeset::TextStyle style;
  style.size_px = std::round(size);
  style.family = kiosk::typeset::FontFamily::Icons;
  style.line_spacing = 1;
  const DrawnText& drawn = texts_.get(character, style);
  const auto width = static_cast<float>(drawn.bitmap_width);
  const auto height = static_cast<float>(drawn.bitmap_height);
  const Rect place = rect.centered(width, height);
  bitmap({std::round(place.x), std::round(place.y), width, height}, drawn.texture, color);
}

void Painter::bitmap(const Rect& rect, TextureId texture, Color tint, float radius) {
  if (texture == 0 || rect.w <= 0 || rect.h <= 0) return;
  if (radius > 0) {
    list_->AddImageRounded(texture_name(texture), top_left(rect), bottom_right(rect), {0, 0}, {1, 1},
                           packed(tint), radius);
  } else {
    list_->AddImage(texture_name(texture), top_left(rect), bottom_right(rect), {0, 0}, {1, 1}, packed(tint));
  }
}

void Painter::shadow(const Rect& rect, Color color, float radius, float blur, float offset) {
  if (color.a == 0 || blur < 1) return;
  const ShadowTexture& shadow =
      shadow_of(static_cast<int>(std::lround(radius)), static_cast<int>(std::lround(blur)));
  const auto reach = static_cast<float>(shadow.reach);
  const auto corner = static_cast<float>(shadow.corner);
  const Rect outer{std::round(rect.x - reach), std::round(rect.y - reach + offset),
                   std::round(rect.w + 2 * reach), std::round(rect.h + 2 * reach)};
  const float dx = std::floor(std::fmin(corner, outer.w / 2));
  const float dy = std::floor(std::fmin(corner, outer.h / 2));
  const auto side = static_cast<float>(shadow.side);
  const float xs[] = {outer.x, outer.x + dx, outer.right() - dx, outer.right()};
  const float ys[] = {outer.y, outer.y + dy, outer.bottom() - dy, outer.bottom()};
  const float middle = (std::floor(side / 2) + 0.5F) / side;  // one texel, stretched along the edges
  const float us[] = {0, dx / side, middle, middle, 1 - dx / side, 1};
  const float vs[] = {0, dy / side, middle, middle, 1 - dy / side, 1};
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      if (row == 1 && column == 1) continue;  // what throws the shadow covers its middle
      list_->AddImage(texture_name(shadow.texture), {xs[column], ys[row]}, {xs[column + 1], ys[row + 1]},
                      {us[2 * column], vs[2 * row]}, {us[2 * column + 1], vs[2 * row + 1]}, packed(color));
    }
  }
}

void Painter::push_clip(const Rect& rect) { list_->PushClipRect(top_left(rect), bottom_right(rect), true); }
void Painter::pop_clip() { list_->PopClipRect(); }

bool icon_exists(std::string_view name) { return icon_code_point(name) != 0; }

}  // namespace ui::toolkit
