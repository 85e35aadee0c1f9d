// Receipt: the case is accepted; its number on the screen while the slip is printed.
#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/message.h"

namespace ui::screens {
namespace {

std::string_view state_text(flow::CaseState state) {
  switch (state) {
    case flow::CaseState::Delivered: return "delivered";
    case flow::CaseState::Unconfirmed: return "unconfirmed";
    default: return "stored";
  }
}

}  // namespace

void draw_receipt(Page& page) {
  const flow::CaseProgress& progress = page.session().progress;
  const std::string stage(state_text(progress.state));
  const std::string title = page.text("submit." + stage + ".title");
  draw_head(page, {.title = title, .hint = page.text("receipt.printing"), .icon = "receipt"});
  Rect area = page.zones.content;
  area.h = page.zones.actions.bottom() - area.y;
  Message message{Illustration::Saved,
                  title,
                  {page.text("submit." + stage + ".text", {{"receipt", progress.receipt_number}}),
                   page.text("receipt.progress", {{"hotline", page.view.terminal.hotline}})}};
  message.number_label = page.text("submit.number");
  message.number = progress.receipt_number;
  draw_message(page, area, message);
}

}  // namespace ui::screens
