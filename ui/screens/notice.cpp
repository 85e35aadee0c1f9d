// Notice: what is read, where it goes, when it is deleted; agreed to with one button.
#include "ui/screens/draws.h"
#include "ui/screens/facts.h"
#include "ui/screens/frame.h"

namespace ui::screens {

void draw_notice(Page& page) {
  draw_head(page, {.title = page.text("notice.title"), .hint = page.text("notice.lead"), .icon = "verified"});
  std::vector<std::string> paragraphs;
  for (const catalog::Text& paragraph : page.session().service->notice)
    paragraphs.push_back(page.in(paragraph));
  paragraphs.push_back(page.text("notice.rights"));
  draw_paragraphs(page, page.zones.content, paragraphs, "check");
  draw_back_and_next(page, page.text("notice.agree"));
}

}  // namespace ui::screens
