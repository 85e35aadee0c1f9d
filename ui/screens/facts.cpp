// Rows of facts and paragraphs; what does not fit goes to the next page.
#include "ui/screens/facts.h"

#include <algorithm>

namespace ui::screens {
namespace {

float icon_box(const Page& page) { return std::max(page.mm(15), page.ui.theme.type(TypeRole::Body) * 1.7F); }

float text_width(const Page& page, float width) { return width - icon_box(page) - page.gap(); }

TextLook words_look(const Page& page) {
  TextLook look = page.ui.look(TypeRole::Body);
  look.max_lines = 0;
  return look;
}

float fact_height(Page& page, const Fact& fact, float width) {
  const auto words = page.ui.paint.measure(fact.words, words_look(page), text_width(page, width));
  const float label = fact.label.empty() ? 0 : page.line(TypeRole::Caption);
  return std::max(icon_box(page), label + static_cast<float>(words.height));
}

void draw_fact(Page& page, Rect row, const Fact& fact) {
  const float size = icon_box(page);
  Rect box = row.take_left(size);
  box = box.take_top(size);
  const Color soft = fact.warns ? page.color().warning_soft : page.color().accent_soft;
  const Color ink = fact.warns ? page.color().warning : page.color().accent_ink;
  page.ui.paint.fill(box, soft, page.ui.theme.small_radius());
  page.ui.paint.icon(box, fact.icon, ink, size * 0.6F);
  row.take_left(page.gap());
  if (!fact.label.empty()) {
    toolkit::label(page.ui, row.take_top(page.line(TypeRole::Caption)), fact.label,
                   page.ui.look(TypeRole::Caption, page.color().text_secondary));
    toolkit::label(page.ui, row, fact.words, words_look(page));
  } else {
    toolkit::label(page.ui, row, fact.words, words_look(page), VerticalAlign::Middle);
  }
}

/// Index of the first fact of each page.
std::vector<std::size_t> break_pages(const std::vector<float>& heights, float room, float gap) {
  std::vector<std::size_t> starts{0};
  float used = 0;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    if (used > 0 && used + heights[i] > room) {
      starts.push_back(i);
      used = 0;
    }
    used += heights[i] + gap;
  }
  return starts;
}

std::vector<float> heights_of(Page& page, const std::vector<Fact>& facts, float width) {
  std::vector<float> heights;
  for (const Fact& fact : facts) heights.push_back(fact_height(page, fact, width));
  return heights;
}

std::size_t turn_pages(Page& page, const Rect& rect, std::size_t pages) {
  const int last = static_cast<int>(pages) - 1;
  int& shown = page.state.list_page;
  shown = std::clamp(shown, 0, last);
  shown += toolkit::pager(page.ui, rect, {.id = "list", .page = shown, .pages = static_cast<int>(pages)});
  shown = std::clamp(shown, 0, last);
  return static_cast<std::size_t>(shown);
}

}  // namespace

void draw_facts(Page& page, const Rect& area, const std::vector<Fact>& facts) {
  Rect outer = area;
  const float gap = page.small_gap() * 1.5F;
  const std::vector<float> heights = heights_of(page, facts, outer.w - 2 * page.gap());
  std::vector<std::size_t> starts = break_pages(heights, outer.h - 2 * page.gap(), gap);
  std::size_t shown = 0;
  if (starts.size() > 1) {
    const Rect pager = outer.take_bottom(page.ui.theme.target());
    outer.take_bottom(page.small_gap());
    starts = break_pages(heights, outer.h - 2 * page.gap(), gap);
    shown = turn_pages(page, pager, starts.size());
  }
  const std::size_t end = shown + 1 < starts.size() ? starts[shown + 1] : facts.size();
  float used = 2 * page.gap() - gap;
  for (std::size_t i = starts[shown]; i < end; ++i) used += heights[i] + gap;
  Rect sheet = outer.take_top(used);
  toolkit::card(page.ui, sheet);
  sheet = sheet.inset(page.gap());
  for (std::size_t i = starts[shown]; i < end; ++i) {
    draw_fact(page, sheet.take_top(heights[i]), facts[i]);
    sheet.take_top(gap);
  }
}

void draw_paragraphs(Page& page, const Rect& area, const std::vector<std::string>& paragraphs,
                     std::string_view icon) {
  std::vector<Fact> facts;
  for (const std::string& paragraph : paragraphs) facts.push_back({icon, "", paragraph});
  draw_facts(page, area, facts);
}

}  // namespace ui::screens
