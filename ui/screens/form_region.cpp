// Regions: the town, then its villages or communities, then their estates.
#include <algorithm>

#include "ui/screens/form_entry.h"
#include "ui/screens/paged_grid.h"
#include "ui/toolkit/choice_card.h"

namespace ui::screens {
namespace {

using Path = std::vector<const catalog::Region*>;

/// The nodes below `root` down to the code; false when it is not there.
bool find_path(const catalog::Region& root, std::string_view code, Path& path) {
  for (const catalog::Region& child : root.children) {
    path.push_back(&child);
    if (child.code == code || find_path(child, code, path)) return true;
    path.pop_back();
  }
  return false;
}

/// The nodes whose children are being chosen from, below the county.
Path shown_path(const Page& page) {
  const FormEntry& entry = page.state.entry;
  Path path;
  if (!entry.region_parent.empty())
    find_path(page.view.catalog.regions(), entry.region_parent.reveal(), path);
  return path;
}

/// An answer that was given before opens at its own list.
void open_at_answer(Page& page) {
  FormEntry& entry = page.state.entry;
  if (entry.value.empty() || !entry.region_parent.empty()) return;
  Path path;
  if (!find_path(page.view.catalog.regions(), entry.value.reveal(), path) || path.empty()) return;
  const std::size_t depth = path.back()->children.empty() ? path.size() - 1 : path.size();
  if (depth > 0) entry.region_parent = base::SecureString(path[depth - 1]->code);
}

void choose(Page& page, const catalog::Region& region) {
  set_entry(page, region.code);
  if (region.children.empty()) return;
  page.state.entry.region_parent = base::SecureString(region.code);
  page.state.list_page = 0;
}

/// "青溪镇 · 桥头村" and a button that starts anew.
void draw_chosen(Page& page, Rect line, const Path& path) {
  base::SecureString words;
  for (const catalog::Region* region : path) {
    if (!words.empty()) words.append(" · ");
    words.append(page.in(region->name));
  }
  const Rect again = line.take_right(std::max(page.mm(96), line.w * 0.4F));
  line.take_right(page.small_gap());
  TextLook look = page.ui.look(TypeRole::Label);
  look.max_lines = 2;
  toolkit::label(page.ui, line, words, look, VerticalAlign::Middle);
  if (button(page.ui, again,
             {.id = "region.again",
              .label = page.text("form.region.change"),
              .kind = ButtonKind::Quiet,
              .icon = "refresh"})) {
    set_entry(page, "");
    page.state.entry.region_parent.clear();
    page.state.list_page = 0;
  }
}

}  // namespace

std::string region_hint(const Page& page) {
  switch (shown_path(page).size()) {
    case 0: return page.text("form.region.town");
    case 1: return page.text("form.region.village");
    default: return page.text("form.region.estate");
  }
}

void draw_region_field(Page& page, Rect area) {
  open_at_answer(page);
  const Path path = shown_path(page);
  if (!path.empty()) {
    draw_chosen(page, area.take_top(page.ui.theme.target()), path);
    area.take_top(page.small_gap());
  }
  const catalog::Region& parent = path.empty() ? page.view.catalog.regions() : *path.back();
  const bool wide = page.ui.theme.text_size() >= toolkit::TextSize::Larger && !page.zones.beside;
  const PagedGrid list = paged_grid(page, area,
                                    {static_cast<int>(parent.children.size()), wide ? 1 : 2,
                                     page.ui.theme.target() + page.mm(4), page.mm(38)});
  for (int i = list.first; i < list.last; ++i) {
    const catalog::Region& region = parent.children[static_cast<std::size_t>(i)];
    const std::string id = "region." + region.code;
    if (toolkit::choice_card(page.ui, list.cell(i),
                             {.id = id,
                              .title = page.in(region.name),
                              .selected = page.state.entry.value.reveal() == region.code,
                              .error = page.state.entry.trouble.has_value()})) {
      choose(page, region);
    }
  }
}

}  // namespace ui::screens
