// Identify: where the card goes, without any typing.
#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/toolkit/pictures.h"

namespace ui::screens {

void draw_identify(Page& page) {
  draw_head(page, {.title = page.text("identify.title"),
                   .hint = page.text("identify.where"),
                   .icon = "account-card-details"});
  Rect area = page.zones.content;
  const std::string other = page.text("identify.no-card", {{"hotline", page.view.terminal.hotline}});
  TextLook caption = page.ui.look(TypeRole::Caption, page.color().text_secondary);
  caption.align = TextAlign::Center;
  caption.max_lines = 2;
  toolkit::label(page.ui, area.take_bottom(2 * page.line(TypeRole::Caption)), other, caption,
                 VerticalAlign::Middle);
  area.take_bottom(page.small_gap());
  toolkit::card(page.ui, area);
  Rect inner = area.inset(page.gap());
  TextLook hint = page.ui.look(TypeRole::Label);
  hint.align = TextAlign::Center;
  hint.max_lines = 2;
  Rect words = inner.take_bottom(2 * page.line(TypeRole::Label) + page.line(TypeRole::Body) * 2);
  toolkit::illustration(page.ui, inner, Illustration::CardOnReader, page.text("identify.title"));
  const std::string how = page.text("identify.hint");
  const auto used = static_cast<float>(page.ui.paint.measure(how, hint, words.w).height);
  toolkit::label(page.ui, words.take_top(used), how, hint);
  TextLook keep = page.ui.look(TypeRole::Body, page.color().text_secondary);
  keep.align = TextAlign::Center;
  keep.max_lines = 2;
  toolkit::label(page.ui, words, page.text("identify.keep"), keep);
  if (draw_actions(page, {.back = page.text("common.back")}) == Action::Back) page.emit(flow::Back{});
}

}  // namespace ui::screens
