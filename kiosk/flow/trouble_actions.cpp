// Trouble: what happened gets a number, and the ways on are decided by its kind.
#include "kiosk/flow/actions.h"

namespace kiosk::flow {

namespace {

const catalog::Material& paper_in_question(const Session& session) {
  return session.service->materials[session.material];
}

}  // namespace

std::string trouble_number(const base::Uuid& fresh) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford: no I, L, O, U
  std::string number;
  for (std::size_t i = 8; i < 16; ++i) {
    if (number.size() == 4) number += '-';
    number += kAlphabet[fresh.bytes[i] & 31U];
  }
  return number;
}

void enter_trouble(Turn& turn, TroubleKind kind, std::string detail, int pages_out) {
  Session& session = turn.session;
  session.trouble =
      Trouble{kind, session.at, trouble_number(turn.occurrence.fresh), std::move(detail), pages_out};
  enter(turn, StepKind::Trouble);
  turn.emit(TellTrouble{});
}

namespace {

/// Money was taken, or goes back: its number must come out on paper.
bool needs_payment_slip(const Session& session) {
  const bool at_submit = session.trouble.at == StepKind::Submit;
  return at_submit &&
         (session.payment.holds_money() || session.payment.state == PaymentProgress::State::Returned);
}

}  // namespace

TroubleOptions trouble_options(const Session& session) {
  if (session.trouble.at == StepKind::Scan) return {true, !paper_in_question(session).must_be_here()};
  switch (session.trouble.kind) {
    case TroubleKind::CardNotPresented:
    case TroubleKind::CardRemoved:
    case TroubleKind::CardUnreadable:
    case TroubleKind::CardNotAuthentic:
    case TroubleKind::ReaderMissing:
    case TroubleKind::PaymentTimedOut: return {true, false};
    case TroubleKind::CentreUnreachable:
    case TroubleKind::CaseNotStored: return {true, needs_payment_slip(session)};
    case TroubleKind::CentreRefused: return {false, needs_payment_slip(session)};
    case TroubleKind::PaymentUnknown:
    case TroubleKind::CentreUnconfirmed:
    case TroubleKind::DocumentMissing:
    case TroubleKind::PaperOut:
    case TroubleKind::PaperJam:
    case TroubleKind::PrinterCover:
    case TroubleKind::PrinterMissing:
    case TroubleKind::PrintIncomplete:
    case TroubleKind::SlipNotPrinted: return {true, true};
    default: return {false, false};
  }
}

void try_again(Turn& turn) {
  if (!trouble_options(turn.session).retry) return turn.refuse();
  const StepKind at = turn.session.trouble.at;
  turn.session.trouble = Trouble{};
  turn.session.lookup.fetching = false;
  enter(turn, at);
}

namespace {

void go_on_without_paper(Turn& turn) {
  turn.session.trouble = Trouble{};
  enter(turn, StepKind::Scan);
  bring_later(turn);
}

}  // namespace

void go_on_without(Turn& turn) {
  if (!trouble_options(turn.session).go_on) return turn.refuse();
  if (turn.session.trouble.at == StepKind::Scan) return go_on_without_paper(turn);
  if (turn.session.lookup.open) return enter(turn, StepKind::Story);
  // The slip of a payment without a service says that the money goes back.
  close_payment(turn);
  const bool slip_failed = turn.session.trouble.at == StepKind::Receipt;
  enter(turn, slip_failed ? StepKind::Collect : StepKind::Receipt);
}

}  // namespace kiosk::flow
