// PagedGrid: as many cells as fit, the rest on further pages; nothing scrolls. Private to the room.
#pragma once

#include "ui/screens/page.h"

namespace ui::screens {

struct PagedGrid {
  Grid grid;
  int first = 0;  ///< index of the first shown item
  int last = 0;   ///< one behind the last shown item
  Rect cell(int index) const { return grid.cell(index - first); }
};

struct PagedGridSpec {
  int count = 0;
  int columns = 1;
  float least_height = 0;  ///< of a cell
  float most_height = 0;   ///< of a cell; 0: as much as there is
};
/// Draws the pager when there is more than one page; the page is state.list_page.
PagedGrid paged_grid(Page& page, Rect area, const PagedGridSpec& spec);

}  // namespace ui::screens
