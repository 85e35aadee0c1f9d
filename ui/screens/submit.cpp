// Submit: being stored, stored, asking the centre. Nothing is called accepted before it is.
#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/message.h"

namespace ui::screens {
namespace {

std::string_view stage_of(const flow::Session& session) {
  using flow::CaseState;
  const bool offline = session.surroundings.connectivity == flow::Surroundings::Connectivity::Offline;
  switch (session.progress.state) {
    case CaseState::Stored: return offline ? "stored" : "asking";
    case CaseState::Delivered: return "delivered";
    case CaseState::Unconfirmed: return "unconfirmed";
    default: return "storing";
  }
}

}  // namespace

void draw_submit(Page& page) {
  const std::string stage(stage_of(page.session()));
  const std::string& receipt = page.session().progress.receipt_number;
  const std::string title = page.text("submit." + stage + ".title");
  const bool stored = page.session().progress.state != flow::CaseState::Storing;
  draw_head(
      page,
      {.title = title, .hint = page.text("submit.once"), .icon = stored ? "cloud-sync" : "content-save"});
  Rect area = page.zones.content;
  area.h = page.zones.actions.bottom() - area.y;
  Message message{stored ? Illustration::Saved : Illustration::Printing,
                  title,
                  {page.text("submit." + stage + ".text", {{"receipt", receipt}})}};
  message.number_label = page.text("submit.number");
  message.number = receipt;
  draw_message(page, area, message);
  if (stage == "storing" || stage == "asking") {
    const Rect corner = {area.center().x - page.mm(9), area.y + page.gap(), page.mm(18), page.mm(18)};
    toolkit::spinner(page.ui, corner, page.text("common.please-wait"));
  }
}

}  // namespace ui::screens
