// Rows of facts and paragraphs; what does not fit goes to the next page.
#include "ui/screens/facts.h"

#include <algorithm>
#include <numeric>

namespace ui::screens {
namespace {

float icon_box(const Page& page) { return std::max(page.mm(15), page.ui.theme.type(TypeRole::Body) * 1.7F); }

float text_width(const Page& page, float width) { return width - icon_box(page) - page.gap(); }

TextLook words_look(const Page& page, TypeRole role) {
  TextLook look = page.ui.look(role);
  look.max_lines = 0;
  return look;
}

float fact_height(Page& page, const Fact& fact, TypeRole role, float width) {
  const auto words = page.ui.paint.measure(fact.words, words_look(page, role), text_width(page, width));
  const float label = fact.label.empty() ? 0 : page.line(TypeRole::Caption);
  return std::max(icon_box(page), label + static_cast<float>(words.height));
}

void draw_fact(Page& page, Rect row, const Fact& fact, TypeRole role) {
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
    toolkit::label(page.ui, row, fact.words, words_look(page, role));
  } else {
    toolkit::label(page.ui, row, fact.words, words_look(page, role), VerticalAlign::Middle);
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

std::vector<float> heights_of(Page& page, const std::vector<Fact>& facts, TypeRole role, float width) {
  std::vector<float> heights;
  for (const Fact& fact : facts) heights.push_back(fact_height(page, fact, role, width));
  return heights;
}

float sum_of(const std::vector<float>& heights, float gap) {
  return std::accumulate(heights.begin(), heights.end(), gap * static_cast<float>(heights.size() - 1));
}

/// How the facts are set: large and airy where there is room, closer where there is not.
struct Setting {
  TypeRole role = TypeRole::Body;
  std::vector<float> heights;
  float gap = 0;
};

Setting set_facts(Page& page, const std::vector<Fact>& facts, const Rect& inside) {
  const float least_gap = page.small_gap() * 1.5F;
  Setting setting{TypeRole::Label, heights_of(page, facts, TypeRole::Label, inside.w), least_gap};
  if (sum_of(setting.heights, least_gap) > inside.h) {
    setting.role = TypeRole::Body;
    setting.heights = heights_of(page, facts, TypeRole::Body, inside.w);
  }
  const float left = inside.h - sum_of(setting.heights, least_gap);
  if (left > 0 && facts.size() > 1) {
    setting.gap += std::min(page.mm(6), left / static_cast<float>(facts.size() - 1));
  }
  return setting;
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

float facts_height(Page& page, const Rect& area, const std::vector<Fact>& facts) {
  const Setting setting = set_facts(page, facts, area.inset(page.gap()));
  return sum_of(setting.heights, setting.gap) + 2 * page.gap();
}

void draw_facts(Page& page, const Rect& area, const std::vector<Fact>& facts) {
  Rect outer = area;
  const Setting setting = set_facts(page, facts, outer.inset(page.gap()));
  const std::vector<float>& heights = setting.heights;
  const float gap = setting.gap;
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
    draw_fact(page, sheet.take_top(heights[i]), facts[i], setting.role);
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
