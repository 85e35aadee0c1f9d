// Preview: the document as it will be printed, page by page, and as wide as the screen when enlarged.
#include <algorithm>
#include <cmath>

#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/page_texture.h"
#include "ui/toolkit/pictures.h"

namespace ui::screens {
namespace {

bool can_show(const Page& page) {
  return page.session().document_ready && page.view.pages != nullptr && page.view.pages->count() > 0;
}

/// The texture of this page; 0 while the page is still being made.
toolkit::TextureId texture_of(Page& page, int index) {
  const std::string name = std::to_string(index);
  if (page.state.texture_of == name && page.state.page_texture != 0) return page.state.page_texture;
  return show_texture(page, name, page.view.pages->page(index));
}

struct Enlarged {
  float width = 0, height = 0;  ///< of the whole page
  int parts = 1;                ///< screens that it takes from top to bottom
};

Enlarged enlarge(Page& page, const Rect& area, toolkit::TextureId texture) {
  const toolkit::Texture* picture = page.ui.textures.find(texture);
  if (picture == nullptr || picture->width == 0) return {};
  const float height = area.w * static_cast<float>(picture->height) / static_cast<float>(picture->width);
  return {area.w, height, std::max(1, static_cast<int>(std::ceil(height / area.h)))};
}

/// Parts overlap so that no line of text is cut in both.
void draw_part(Page& page, const Rect& area, toolkit::TextureId texture, int part) {
  const Enlarged whole = enlarge(page, area, texture);
  const float hidden = std::max(0.0F, whole.height - area.h);
  const float share = whole.parts > 1 ? static_cast<float>(part) / static_cast<float>(whole.parts - 1) : 0;
  page.ui.tree.add("preview-page", Role::Image, area).set_name(page.text("preview.title"));
  page.ui.paint.push_clip(area);
  page.ui.paint.bitmap({area.x, area.y - hidden * share, whole.width, whole.height}, texture);
  page.ui.paint.pop_clip();
}

/// Large words need a row for each.
float tools_height(const Page& page) {
  const float row = page.ui.theme.target();
  return page.ui.theme.text_size() >= toolkit::TextSize::Larger ? 2 * row + page.small_gap() : row;
}

/// Pager at the left, zoom at the right. `parts` is 1 unless enlarged.
void draw_tools(Page& page, Rect line, int parts) {
  ScreenState& state = page.state;
  const bool rows = tools_height(page) > page.ui.theme.target();
  const Rect zoom = rows ? line.take_top(page.ui.theme.target()) : line.take_right(line.w * 0.28F);
  if (rows) {
    line.take_top(page.small_gap());
  } else {
    line.take_right(page.gap());
  }
  const int shown = page.view.pages->count() * parts;
  const int turn = toolkit::pager(page.ui, line, {.id = "pages", .page = state.preview_page, .pages = shown});
  state.preview_page = std::clamp(state.preview_page + turn, 0, shown - 1);
  const std::string words = page.text(state.zoomed ? "preview.zoom-out" : "preview.zoom-in");
  if (button(page.ui, zoom, {.id = "zoom", .label = words, .kind = ButtonKind::Quiet, .icon = "magnify"})) {
    state.zoomed = !state.zoomed;
    state.preview_page = 0;
  }
}

void draw_pages(Page& page, Rect area) {
  const Rect tools = area.take_bottom(tools_height(page));
  area.take_bottom(page.small_gap());
  const toolkit::TextureId first =
      page.state.page_texture != 0 ? page.state.page_texture : texture_of(page, 0);
  const int parts = page.state.zoomed && first != 0 ? enlarge(page, area, first).parts : 1;
  const int index = std::clamp(page.state.preview_page / parts, 0, page.view.pages->count() - 1);
  const toolkit::TextureId texture = texture_of(page, index);
  if (texture == 0) {
    toolkit::spinner(page.ui, area.centered(page.mm(30), page.mm(30)), page.text("preview.fetching"));
  } else if (page.state.zoomed) {
    draw_part(page, area, texture, page.state.preview_page % parts);
  } else {
    toolkit::picture_view(page.ui, area, texture, page.text("preview.title"));
  }
  draw_tools(page, tools, parts);
}

void draw_fetching(Page& page) {
  const Rect& area = page.zones.content;
  toolkit::card(page.ui, area);
  toolkit::spinner(page.ui, area.centered(page.mm(36), page.mm(36)), page.text("preview.fetching"));
}

}  // namespace

void draw_preview(Page& page) {
  const bool ready = can_show(page);
  const auto& documents = page.session().progress.documents;
  std::string hint = page.text("preview.hint");
  if (!documents.empty() && !documents.front().verify_code.empty()) {
    hint += "\n" + page.text("preview.verify-code", {{"code", documents.front().verify_code}});
  }
  draw_head(page, {.title = page.text(ready ? "preview.title" : "preview.fetching"),
                   .hint = ready ? hint : "",
                   .icon = "file-find"});
  if (ready) {
    draw_pages(page, page.zones.content);
  } else {
    draw_fetching(page);
  }
  const std::string waiting = page.session().document_ready ? std::string() : page.text("common.please-wait");
  if (draw_actions(page, {.primary = page.text("preview.print"),
                          .primary_icon = "printer",
                          .disabled_reason = waiting}) == Action::Primary) {
    page.emit(flow::Next{});
  }
}

}  // namespace ui::screens
