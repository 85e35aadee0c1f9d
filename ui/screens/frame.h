// Frame: what surrounds the content of every screen. Private to the room.
#pragma once

#include "ui/screens/page.h"

namespace ui::screens {

struct HeadSpec {
  std::string title;
  std::string hint = {};       ///< one or two lines below the title
  std::string_view icon = {};  ///< large, at the right
  bool shows_service = true;   ///< the service's name above the title
  float free_below = 0;        ///< of the head's lower end, for a card that lies on it
  std::string above = {};      ///< another line than the service's name
};
/// Background, coloured head with status line, title and progress. Nothing in it can be touched.
void draw_head(Page& page, const HeadSpec& spec);

/// What the action bar holds. An empty label leaves the button out.
struct ActionBar {
  std::string back = {};
  std::string primary = {};
  std::string_view primary_icon = {};
  std::string_view disabled_reason = {};  ///< of the primary action
  bool busy = false;                      ///< of the primary action
  std::string_view back_icon = "arrow-left";
};
enum class Action { None, Back, Primary };
/// The Back key of a keypad counts as the back button.
Action draw_actions(Page& page, const ActionBar& bar);
/// 返回 that emits Back and 下一步 that emits Next, for screens without more to decide.
void draw_back_and_next(Page& page, const std::string& primary);

/// The bar at the lower edge: the same on every screen.
void draw_bar(Page& page);
/// Place and terminal number; time, date and network at the right edge when `with_clock`.
void draw_status_line(Page& page, Rect line, bool with_clock);

}  // namespace ui::screens
