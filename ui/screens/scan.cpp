// Scan: one paper of the service at a time: lay it down, look at the picture, take it again or go on.
#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/message.h"
#include "ui/screens/page_texture.h"

namespace ui::screens {
namespace {

const catalog::Material& wanted(const Page& page) {
  return page.session().service->materials[page.session().material];
}

const flow::ScannedMaterial& given(const Page& page) {
  return page.session().materials[page.session().material];
}

std::string counter(const Page& page) {
  return page.text("scan.counter", {{"current", std::to_string(page.session().material + 1)},
                                    {"total", std::to_string(page.session().service->materials.size())}});
}

/// What may be wrong with the last picture, said before the citizen goes on.
void draw_flaws(Page& page, Rect& area) {
  const auto& pages = given(page).pages;
  if (pages.empty() || pages.back().flaws.empty()) return;
  const std::string id = "scan.flaw." + std::string(to_string(pages.back().flaws.front()));
  const std::string title = page.text(id);
  const std::string detail = page.text("scan.flaw.what-next");
  toolkit::banner(page.ui, area.take_top(banner_height(page, area.w, title, detail)),
                  {.kind = toolkit::BannerKind::Warning, .title = title, .detail = detail});
  area.take_top(page.small_gap());
}

void draw_place(Page& page, const Rect& area) {
  Rect inner = area.inset(page.gap());
  TextLook look = page.ui.look(TypeRole::Label);
  look.align = TextAlign::Center;
  look.max_lines = 3;
  const std::string words = page.text("scan.place");
  const auto height = static_cast<float>(page.ui.paint.measure(words, look, inner.w).height);
  const Rect line = inner.take_bottom(height);
  inner.take_bottom(page.gap());
  toolkit::illustration(page.ui, inner, Illustration::PaperOnScanner, words);
  toolkit::label(page.ui, line, words, look);
}

void draw_running(Page& page, const Rect& area) {
  const std::string words = page.text("scan.running");
  toolkit::spinner(page.ui, area.centered(page.mm(36), page.mm(36)), words);
  TextLook look = page.ui.look(TypeRole::Label);
  look.align = TextAlign::Center;
  look.max_lines = 2;
  Rect below = area.inset(page.gap());
  toolkit::label(page.ui, below.take_bottom(below.h * 0.3F), words, look);
}

void draw_picture(Page& page, const Rect& area) {
  toolkit::card(page.ui, area);
  if (page.session().scanning) return draw_running(page, area);
  const auto& pages = given(page).pages;
  if (pages.empty()) return draw_place(page, area);
  const std::string& digest = pages.back().digest;
  const auto* bitmap = page.view.scans == nullptr ? nullptr : page.view.scans->picture(digest);
  const toolkit::TextureId texture = show_texture(page, digest, bitmap);
  Rect inner = area.inset(page.small_gap());
  TextLook look = page.ui.look(TypeRole::Body, page.color().text_secondary);
  look.align = TextAlign::Center;
  const std::string count = page.text("scan.pages", {{"count", std::to_string(pages.size())}});
  toolkit::label(page.ui, inner.take_bottom(page.line(TypeRole::Body)), count, look, VerticalAlign::Middle);
  inner.take_bottom(page.small_gap());
  if (texture != 0) toolkit::picture_view(page.ui, inner, texture, page.text("scan.picture"));
}

bool is_full(const Page& page) {
  return given(page).pages.size() >= static_cast<std::size_t>(wanted(page).max_pages);
}

/// Take the last page again; take one more where the paper may have several.
void draw_tools(Page& page, Rect& area) {
  if (given(page).pages.empty()) return;
  const bool busy = page.session().scanning;
  const Grid halves{area.take_bottom(page.ui.theme.target()), 2, 1, page.gap()};
  area.take_bottom(page.small_gap());
  if (button(page.ui, halves.cell(0),
             {.id = "retake", .label = page.text("scan.retake"), .icon = "refresh", .busy = busy})) {
    page.emit(flow::RetakePage{});
    page.emit(flow::ScanPage{});
  }
  const std::string full = is_full(page) ? page.text("scan.full") : std::string();
  if (button(page.ui, halves.cell(1),
             {.id = "scan-more",
              .label = page.text("scan.more"),
              .icon = "plus",
              .disabled_reason = full,
              .busy = busy})) {
    page.emit(flow::ScanPage{});
  }
}

/// A paper that may follow later, or is not asked of everybody, can be passed over.
void draw_later(Page& page, Rect& area) {
  if (wanted(page).must_be_here()) return;
  const Rect line = area.take_bottom(page.ui.theme.target());
  area.take_bottom(page.small_gap());
  const std::string_view id = wanted(page).may_follow_later ? "scan.later" : "scan.none";
  if (button(page.ui, line, {.id = "later", .label = page.text(id), .kind = ButtonKind::Quiet})) {
    page.emit(flow::Skip{});
  }
}

}  // namespace

void draw_scan(Page& page) {
  const std::string& own = page.in(wanted(page).hint);
  draw_head(page, {.title = page.in(wanted(page).name),
                   .hint = own.empty() ? page.text("scan.hint") : own,
                   .icon = "file-document",
                   .above = counter(page)});
  Rect area = page.zones.content;
  draw_flaws(page, area);
  draw_later(page, area);
  draw_tools(page, area);
  draw_picture(page, area);
  const bool first = given(page).pages.empty();
  const bool scanning = page.session().scanning;
  const Action action = draw_actions(page, {.back = page.text("common.back"),
                                            .primary = page.text(first ? "scan.start" : "common.next"),
                                            .primary_icon = first ? "camera" : "arrow-right",
                                            .busy = scanning});
  if (action == Action::Back) page.emit(flow::Back{});
  if (action != Action::Primary || scanning) return;
  if (first) return page.emit(flow::ScanPage{});
  page.emit(flow::Next{});
}

}  // namespace ui::screens
