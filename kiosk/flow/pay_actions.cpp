// Money: what the service costs is the centre's word, and so is whether it was paid.
#include "kiosk/flow/actions.h"

namespace kiosk::flow {
namespace {

using State = PaymentProgress::State;

bool case_may_stand(CaseState state) {
  return state == CaseState::Storing || state == CaseState::Stored || state == CaseState::Delivered ||
         state == CaseState::Unconfirmed;
}

void stop_reading_code(Turn& turn) {
  if (!turn.session.payment.reading_code) return;
  turn.session.payment.reading_code = false;
  turn.emit(CancelDeviceJobs{});
}

void take_over(PaymentProgress& payment, const PaymentHeard& heard, base::WallTime at) {
  payment.state = heard.state;
  payment.number = heard.number;
  payment.lines = heard.lines;
  payment.fen = heard.fen;
  payment.code = heard.code;
  payment.valid_until = {at.since_epoch + heard.valid_for};
  payment.found_again = heard.found_again;
  payment.message = heard.message;
  payment.refund_number = heard.refund_number;
  payment.line_lost = false;
}

/// The centre closes in time by itself; should nobody hear of it, the wait ends a little later.
void wait_for_payment(Turn& turn) {
  const PaymentProgress& payment = turn.session.payment;
  const base::Duration left = payment.valid_until.since_epoch - turn.occurrence.at.since_epoch;
  turn.emit(ArmWait{std::max(base::Duration{0}, left) + turn.timers().online_answer});
}

}  // namespace

void begin_pay(Turn& turn) {
  PaymentProgress& payment = turn.session.payment;
  turn.emit(ArmWait{turn.timers().online_answer});
  if (payment.state == State::Unknown) return turn.emit(WatchPayment{});
  payment = PaymentProgress{};
  payment.key = base::IdempotencyKey{turn.occurrence.fresh};
  payment.state = State::Asking;
  turn.emit(AskPayment{});
}

void note_payment(Turn& turn) {
  PaymentProgress& payment = turn.session.payment;
  take_over(payment, turn.event<PaymentHeard>(), turn.occurrence.at);
  switch (payment.state) {
    case State::Free: return enter_next(turn);
    case State::Paid:
      stop_reading_code(turn);
      // Said before it is used: otherwise somebody who paid already would not know why nothing is asked.
      if (payment.found_again) return turn.emit(ArmWait{turn.timers().form_idle});
      return enter_next(turn);
    case State::Over:
    case State::Returned:
      stop_reading_code(turn);
      return enter_trouble(turn, TroubleKind::PaymentTimedOut, payment.number);
    default: return wait_for_payment(turn);
  }
}

void note_payment_refused(Turn& turn) {
  turn.session.payment.state = State::Over;
  turn.session.progress.message = turn.event<PaymentRefused>().message;
  enter_trouble(turn, TroubleKind::CentreRefused, "refused before anything was paid");
}

void note_payment_not_heard(Turn& turn) { turn.session.payment.line_lost = true; }

void go_on_with_found_payment(Turn& turn) {
  if (turn.session.payment.state != State::Paid) return turn.refuse();
  enter_next(turn);
}

void use_payment_code(Turn& turn) {
  PaymentProgress& payment = turn.session.payment;
  if (payment.state != State::Asked || payment.reading_code) return turn.refuse();
  payment.reading_code = true;
  payment.message.clear();
  turn.emit(ReadPaymentCode{});
}

void send_payment_code(Turn& turn) {
  PaymentProgress& payment = turn.session.payment;
  if (!payment.reading_code) return turn.refuse();
  payment.reading_code = false;
  turn.emit(SendPaymentCode{turn.event<PaymentCodeRead>().code});
}

void tell_code_not_read(Turn& turn) {
  if (!turn.session.payment.reading_code) return turn.refuse();
  turn.session.payment.reading_code = false;
}

void leave_payment(Turn& turn) {
  stop_reading_code(turn);
  close_payment(turn);
  turn.session.payment = PaymentProgress{};
  enter_previous(turn);
}

void stop_waiting_for_payment(Turn& turn) {
  PaymentProgress& payment = turn.session.payment;
  // Somebody who found the money of an earlier visit went away: it goes back.
  if (payment.state == State::Paid) return end_visit(turn);
  stop_reading_code(turn);
  if (payment.number.empty()) {
    payment.state = State::None;
    return enter_trouble(turn, TroubleKind::CentreUnreachable, "nobody said what it costs");
  }
  payment.state = State::Unknown;
  enter_trouble(turn, TroubleKind::PaymentUnknown, payment.number);
}

void resume_paid(Turn& turn) {
  if (turn.session.trouble.kind != TroubleKind::PaymentUnknown) return turn.refuse();
  const PaymentHeard& heard = turn.event<PaymentHeard>();
  if (heard.state == State::Asked) return turn.refuse();
  turn.session.at = StepKind::Pay;
  turn.session.trouble = Trouble{};
  note_payment(turn);
}

void close_payment(Turn& turn) {
  Session& session = turn.session;
  PaymentProgress& payment = session.payment;
  const bool open = payment.state == State::Asked || payment.state == State::Unknown || payment.holds_money();
  if (!open || case_may_stand(session.progress.state)) return;
  turn.emit(ClosePayment{payment.number, payment.key});
  payment.state = payment.state == State::Paid ? State::Returned : State::Over;
}

}  // namespace kiosk::flow
