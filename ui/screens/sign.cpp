// Sign: a box of at least 100 × 50 mm for the finger.
#include <algorithm>

#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/toolkit/pictures.h"

namespace ui::screens {
namespace {

/// The engine takes no less: a dot is no signature.
constexpr float kLeastInkMm = 30;
constexpr float kPadHeightMm = 150;

/// Strokes that the session has already, when the page is come back to.
void restore(Page& page) {
  ScreenState& state = page.state;
  if (!state.signature.points.empty()) return;
  for (const flow::Stroke& stroke : page.session().signature) {
    for (std::size_t i = 0; i < stroke.size(); ++i) {
      state.signature.points.push_back({stroke[i].x_mm, stroke[i].y_mm, i + 1 == stroke.size()});
      state.signature_times.push_back(stroke[i].at_ms);
    }
  }
}

/// The pad does not tell times: each point gets that of the frame in which it came.
void note_times(Page& page) {
  ScreenState& state = page.state;
  const std::size_t timed = state.signature_times.size();
  const bool begins = timed == 0 || state.signature.points[timed - 1].last;
  if (state.signature.points.size() > timed && begins) state.stroke_began = page.ui.now;
  const auto at = static_cast<std::uint32_t>((page.ui.now - state.stroke_began).count());
  state.signature_times.resize(state.signature.points.size(), at);
}

flow::Stroke last_stroke(const ScreenState& state) {
  const auto& points = state.signature.points;
  std::size_t first = points.size();
  while (first > 0 && (first == points.size() || !points[first - 1].last)) --first;
  flow::Stroke stroke;
  for (std::size_t i = first; i < points.size(); ++i) {
    stroke.push_back({points[i].x_mm, points[i].y_mm, state.signature_times[i]});
  }
  return stroke;
}

void draw_pad(Page& page, const Rect& area) {
  restore(page);
  if (toolkit::signature_pad(page.ui, area, {.id = "sign-pad", .name = page.text("sign.title")},
                             page.state.signature)) {
    note_times(page);
    page.state.sign_missing = false;
    page.emit(flow::DrawStroke{last_stroke(page.state)});
  } else {
    note_times(page);
  }
}

/// What is missing at the left, 清除 at the right.
void draw_tools(Page& page, Rect line) {
  const Rect clear = line.take_right(line.w * 0.36F);
  line.take_right(page.gap());
  if (page.state.sign_missing) {
    const bool empty = page.state.signature.points.empty();
    TextLook look = page.ui.look(TypeRole::Body, page.color().danger);
    look.max_lines = 2;
    toolkit::label(page.ui, line, page.text(empty ? "sign.empty" : "sign.too-short"), look,
                   VerticalAlign::Middle);
  }
  if (button(page.ui, clear, {.id = "sign.clear", .label = page.text("sign.clear"), .icon = "delete"})) {
    page.state.signature = {};
    page.state.signature_times.clear();
    page.emit(flow::ClearSignature{});
  }
}

}  // namespace

void draw_sign(Page& page) {
  draw_head(page, {.title = page.text("sign.title"), .hint = page.text("sign.hint"), .icon = "lead-pencil"});
  Rect area = page.zones.content;
  const float tools = page.ui.theme.target();
  const float pad = std::min(area.h - tools - page.small_gap(), page.mm(kPadHeightMm));
  draw_pad(page, area.take_top(pad));
  area.take_top(page.small_gap());
  draw_tools(page, area.take_top(tools));
  const Action action =
      draw_actions(page, {.back = page.text("common.back"), .primary = page.text("sign.done")});
  if (action == Action::Back) page.emit(flow::Back{});
  if (action != Action::Primary) return;
  page.state.sign_missing = page.state.signature.ink_mm() < kLeastInkMm;
  if (!page.state.sign_missing) page.emit(flow::Next{});
}

}  // namespace ui::screens
