// Goodbye: everything about the person is gone; the number and the paper stay theirs.
#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/message.h"

namespace ui::screens {

void draw_goodbye(Page& page) {
  const std::string& receipt = page.session().progress.receipt_number;
  const std::string title = page.text("goodbye.title");
  draw_head(page,
            {.title = title, .hint = page.text("goodbye.take"), .icon = "verified", .shows_service = false});
  Message message{Illustration::Wiped, title, {page.text("goodbye.wiped")}};
  if (receipt.empty()) {
    message.lines.push_back(page.text("goodbye.nothing"));
  } else {
    message.number_label = page.text("submit.number");
    message.number = receipt;
  }
  draw_message(page, page.zones.content, message);
  if (draw_actions(page, {.primary = page.text("common.done")}) == Action::Primary) page.emit(flow::Begin{});
}

}  // namespace ui::screens
