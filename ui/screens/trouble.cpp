// Trouble: what happened, what it means, what to do next, and the number that everybody sees.
#include <algorithm>

#include "kiosk/flow/flow_engine.h"
#include "ui/screens/draws.h"
#include "ui/screens/facts.h"
#include "ui/screens/frame.h"
#include "ui/screens/money.h"
#include "ui/toolkit/pictures.h"

namespace ui::screens {
namespace {

std::string wording(const Page& page, std::string_view part) {
  const flow::Session& session = page.session();
  const flow::Trouble& trouble = session.trouble;
  return page.text("trouble." + std::string(to_string(trouble.kind)) + "." + std::string(part),
                   {{"receipt", session.progress.receipt_number},
                    {"message", session.progress.message},
                    {"number", trouble.number},
                    {"pages", std::to_string(trouble.pages_out)},
                    {"payment", session.payment.number},
                    {"yuan", money_words(page, session.payment.fen)},
                    {"hotline", page.view.terminal.hotline}});
}

/// In low mode the head is large and the space within reach is small.
bool meaning_in_head(const Page& page) { return page.session().preferences.low_reach && !page.zones.beside; }

std::vector<Fact> facts_of(const Page& page) {
  const flow::Session& session = page.session();
  std::vector<Fact> facts;
  if (!meaning_in_head(page))
    facts.push_back({"information", page.text("trouble.for-you"), wording(page, "meaning")});
  facts.push_back({"arrow-right", page.text("trouble.what-next"), wording(page, "next")});
  if (session.applicant) facts.push_back({"account-card-details", "", page.text("trouble.take-card"), true});
  if (session.payment.holds_money() && session.trouble.at == flow::StepKind::Submit) {
    facts.push_back({"cash-multiple", page.text("trouble.paid"),
                     page.text("trouble.paid.words", {{"yuan", money_words(page, session.payment.fen)},
                                                      {"payment", session.payment.number}})});
  }
  const std::string number = page.text("trouble.number", {{"number", session.trouble.number}});
  const std::string phone = page.text("trouble.hotline", {{"hotline", page.view.terminal.hotline}});
  const std::string duty = page.text("help.duty", {{"phone", page.view.terminal.duty_phone}});
  facts.push_back({"phone", number, phone + "\n" + duty});
  return facts;
}

/// What the citizen does about it, where a drawing says it better than a warning sign.
Illustration drawing_of(flow::TroubleKind kind) {
  switch (kind) {
    case flow::TroubleKind::CardNotPresented:
    case flow::TroubleKind::CardRemoved:
    case flow::TroubleKind::CardUnreadable: return Illustration::CardOnReader;
    case flow::TroubleKind::NothingToScan:
    case flow::TroubleKind::ScanFailed: return Illustration::PaperOnScanner;
    case flow::TroubleKind::CentreUnconfirmed:
    case flow::TroubleKind::DocumentMissing:
    case flow::TroubleKind::SlipNotPrinted: return Illustration::Saved;
    default: return Illustration::Trouble;
  }
}

/// Above the words, where they leave room for it: the words come first.
void draw_drawing(Page& page, Rect& area, float words) {
  constexpr float kLeastMm = 45;
  constexpr float kMostMm = 85;
  const float room = area.h - words - page.gap() - page.small_gap();
  if (room < page.mm(kLeastMm)) return;
  const float extra = std::max(0.0F, room - page.mm(kMostMm));
  area.take_top(std::min(extra / 3, page.mm(12)));
  const Rect frame = area.take_top(std::min(room, page.mm(kMostMm)));
  toolkit::illustration(page.ui, frame, drawing_of(page.session().trouble.kind), wording(page, "title"));
  area.take_top(page.gap());
}

/// "go on with the number" needs room: it stands above the other actions.
void draw_go_on(Page& page, Rect& area) {
  const Rect line = area.take_bottom(page.ui.theme.target());
  area.take_bottom(page.small_gap());
  if (button(page.ui, line,
             {.id = "go-on",
              .label = page.text("trouble.go-on"),
              .kind = ButtonKind::Secondary,
              .icon_after = "arrow-right"})) {
    page.emit(flow::Skip{});
  }
}

}  // namespace

void draw_trouble(Page& page) {
  draw_head(page, {.title = wording(page, "title"),
                   .hint = meaning_in_head(page) ? wording(page, "meaning") : "",
                   .icon = "alert"});
  const flow::TroubleOptions options = flow::trouble_options(page.session());
  Rect area = page.zones.content;
  if (options.go_on) draw_go_on(page, area);
  const std::vector<Fact> facts = facts_of(page);
  draw_drawing(page, area, facts_height(page, area, facts));
  draw_facts(page, area, facts);
  const Action action =
      draw_actions(page, {.back = page.text("trouble.end"),
                          .primary = options.retry ? page.text("trouble.retry") : std::string(),
                          .primary_icon = "refresh",
                          .back_icon = "exit-to-app"});
  if (action == Action::Back) page.emit(flow::EndVisit{});
  if (action == Action::Primary) page.emit(flow::Retry{});
}

}  // namespace ui::screens
