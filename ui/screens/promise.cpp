// Promise: 告知承诺, one paragraph below the other, agreed to with one clear button.
#include "ui/screens/draws.h"
#include "ui/screens/facts.h"
#include "ui/screens/frame.h"

namespace ui::screens {

void draw_promise(Page& page) {
  draw_head(
      page,
      {.title = page.text("promise.title"), .hint = page.text("promise.lead"), .icon = "clipboard-check"});
  std::vector<std::string> paragraphs;
  for (const catalog::PromiseText& promise : page.session().service->promises) {
    for (const catalog::Text& paragraph : promise.paragraphs) paragraphs.push_back(page.in(paragraph));
  }
  paragraphs.push_back(page.text("promise.instead"));
  draw_paragraphs(page, page.zones.content, paragraphs, "chevron-right");
  draw_back_and_next(page, page.text("promise.agree"));
}

}  // namespace ui::screens
