// Receipt: the case is accepted; its number on the screen while the slip is printed.
#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/message.h"
#include "ui/screens/money.h"

namespace ui::screens {
namespace {

std::string_view state_text(flow::CaseState state) {
  switch (state) {
    case flow::CaseState::Delivered: return "delivered";
    case flow::CaseState::Unconfirmed: return "unconfirmed";
    case flow::CaseState::None:
    case flow::CaseState::Withdrawn:
    case flow::CaseState::Rejected: return "returned";
    default: return "stored";
  }
}

/// Paid, or perhaps paid, and not done: the money's number instead of a case's.
void draw_returned(Page& page, const Rect& area) {
  const flow::PaymentProgress& payment = page.session().payment;
  Message message{Illustration::Saved,
                  page.text("submit.returned.title"),
                  {page.text("submit.returned.text", {{"yuan", money_words(page, payment.fen)}}),
                   page.text("receipt.progress", {{"hotline", page.view.terminal.hotline}})}};
  message.number_label = page.text(payment.refund_number.empty() ? "pay.number" : "slip.refund");
  message.number = payment.refund_number.empty() ? payment.number : payment.refund_number;
  draw_message(page, area, message);
}

}  // namespace

void draw_receipt(Page& page) {
  const flow::CaseProgress& progress = page.session().progress;
  const std::string stage(state_text(progress.state));
  const std::string title = page.text("submit." + stage + ".title");
  draw_head(page, {.title = title, .hint = page.text("receipt.printing"), .icon = "receipt"});
  Rect area = page.zones.content;
  area.h = page.zones.actions.bottom() - area.y;
  if (stage == "returned") return draw_returned(page, area);
  Message message{Illustration::Saved,
                  title,
                  {page.text("submit." + stage + ".text", {{"receipt", progress.receipt_number}}),
                   page.text("receipt.progress", {{"hotline", page.view.terminal.hotline}})}};
  if (!progress.mail_number.empty()) {
    message.lines.push_back(page.text("receipt.mail", {{"mail", progress.mail_number}}));
  }
  message.number_label = page.text("submit.number");
  message.number = progress.receipt_number;
  draw_message(page, area, message);
}

}  // namespace ui::screens
