// The case: made durable, sent, answered. Nothing is called accepted before the disk or the centre has it.
#include "kiosk/flow/actions.h"

namespace kiosk::flow {
namespace {

bool needs_answer_now(const Session& session) {
  return session.service->offline == catalog::OfflinePolicy::Online;
}

template <class Answered>
void note_answer(CaseProgress& progress, const Answered& answered, CaseState state) {
  progress.state = state;
  progress.case_number = answered.case_number;
  progress.message = answered.message;
}

}  // namespace

void note_stored(Turn& turn) {
  Session& session = turn.session;
  session.progress.state = CaseState::Stored;
  session.progress.receipt_number = turn.event<CaseStored>().receipt_number;
  if (needs_answer_now(session)) return turn.emit(ArmWait{turn.timers().online_answer});
  if (session.surroundings.connectivity == Surroundings::Connectivity::Offline) return enter_next(turn);
  turn.emit(ArmWait{turn.timers().queued_answer});
}

void note_not_stored(Turn& turn) {
  turn.session.progress.state = CaseState::None;
  enter_trouble(turn, TroubleKind::CaseNotStored, turn.event<CaseNotStored>().detail);
}

void note_accepted_late(Turn& turn) {
  const CentreAccepted& accepted = turn.event<CentreAccepted>();
  note_answer(turn.session.progress, accepted, CaseState::Delivered);
  turn.session.progress.documents = accepted.documents;
  turn.session.progress.mail_number = accepted.mail_number;
}

void note_accepted(Turn& turn) {
  note_accepted_late(turn);
  enter_next(turn);
}

void note_rejected(Turn& turn) {
  const CentreRejected& rejected = turn.event<CentreRejected>();
  note_answer(turn.session.progress, rejected, CaseState::Rejected);
  if (!rejected.refund_number.empty()) {
    turn.session.payment.state = PaymentProgress::State::Returned;
    turn.session.payment.refund_number = rejected.refund_number;
  }
  enter_trouble(turn, TroubleKind::CentreRefused, turn.session.progress.case_number);
}

void note_not_reached(Turn& turn) {
  if (turn.session.progress.state != CaseState::Stored) return turn.refuse();
  if (needs_answer_now(turn.session)) return turn.emit(WithdrawCase{});
  enter_next(turn);
}

void note_withdrawn(Turn& turn) {
  if (!turn.event<CaseWithdrawn>().withdrawn) return;
  turn.session.progress.state = CaseState::Withdrawn;
  enter_trouble(turn, TroubleKind::CentreUnreachable, "withdrawn before it was sent");
}

void stop_waiting_for_centre(Turn& turn) {
  if (!needs_answer_now(turn.session)) return enter_next(turn);
  turn.session.progress.state = CaseState::Unconfirmed;
  enter_trouble(turn, TroubleKind::CentreUnconfirmed, "no answer in time; the queue goes on asking");
}

void resume_after_late_answer(Turn& turn) {
  if (turn.session.trouble.kind != TroubleKind::CentreUnconfirmed) return turn.refuse();
  note_accepted(turn);
}

}  // namespace kiosk::flow
