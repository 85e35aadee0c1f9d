// Print: pages counted, and where the paper comes out.
#include <algorithm>

#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/message.h"

namespace ui::screens {

void draw_print(Page& page) {
  const flow::PrintProgress& print = page.session().print;
  const auto& documents = page.session().progress.documents;
  const int pages = documents.empty() ? 0 : documents.front().pages;
  const std::string title = page.text("print.title");
  draw_head(page, {.title = title, .hint = page.text("print.slot"), .icon = "printer"});
  Rect area = page.zones.content;
  area.h = page.zones.actions.bottom() - area.y;
  const int current = std::clamp(print.pages_printed + 1, 1, std::max(1, pages));
  const std::string counted =
      print.done
          ? page.text("print.done", {{"pages", std::to_string(print.pages_printed)}})
          : page.text("print.page", {{"page", std::to_string(current)}, {"pages", std::to_string(pages)}});
  Message message{Illustration::Printing, title, {counted, page.text("print.wait")}};
  if (pages > 0) message.fraction = static_cast<float>(print.pages_printed) / static_cast<float>(pages);
  draw_message(page, area, message);
}

}  // namespace ui::screens
