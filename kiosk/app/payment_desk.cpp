// Questions about money, one after the other, on the network strand.
#include "kiosk/app/payment_desk.h"

#include "kiosk/app/case_payload.h"
#include "kiosk/base/log.h"
#include "kiosk/base/overloaded.h"
#include "kiosk/protocol/payment.h"

namespace kiosk::app {
namespace {

using flow::PaymentProgress;
using offline_cache::journal::CaseStore;
using offline_cache::journal::PaymentNote;
using protocol::PaymentState;

constexpr base::Duration kRecoverAgain{60'000};

bool is_over(PaymentState state) {
  return state == PaymentState::Expired || state == PaymentState::Closed || state == PaymentState::Refunded ||
         state == PaymentState::Done || state == PaymentState::Free || state == PaymentState::Refused;
}

PaymentProgress::State state_of(PaymentState state) {
  switch (state) {
    case PaymentState::Free: return PaymentProgress::State::Free;
    case PaymentState::Asked: return PaymentProgress::State::Asked;
    case PaymentState::Paid:
    case PaymentState::Done: return PaymentProgress::State::Paid;
    case PaymentState::Refunded: return PaymentProgress::State::Returned;
    default: return PaymentProgress::State::Over;
  }
}

catalog::Text text_of(const protocol::LocalizedText& text) {
  return {{text.zh_cn, text.en.empty() ? text.zh_cn : text.en}};
}

base::Result<protocol::Payment> payment_of(central::PaymentOutcome outcome) {
  using Answer = base::Result<protocol::Payment>;
  return std::visit(
      base::Overloaded{[](central::Delivered<protocol::Payment>& delivered) -> Answer {
                         return std::move(delivered.receipt);
                       },
                       [](central::Refused& refused) -> Answer {
                         return base::fail(base::ErrorCode::Conflict, refused.problem.title);
                       },
                       [](central::Busy&) -> Answer {
                         return base::fail(base::ErrorCode::Unavailable, "the centre is busy");
                       },
                       [](central::PathFault& fault) -> Answer { return tl::unexpected(to_error(fault)); }},
      outcome);
}

}  // namespace

/// What is asked: the bill while there is no number, the state afterwards.
struct PaymentDesk::Question {
  base::SecureBytes body;
  base::IdempotencyKey key;
  base::ServiceId service;
  std::string number;
};

struct PaymentDesk::Asked {
  base::Result<protocol::Payment> payment;
  central::Connectivity connectivity;
};

flow::FlowEvent payment_event(const protocol::Payment& payment, catalog::Language language) {
  const std::string_view tag = catalog::to_string(language);
  if (payment.state == PaymentState::Refused) {
    return flow::PaymentRefused{payment.reason.in(tag) + "\n" + payment.next_step.in(tag)};
  }
  flow::PaymentHeard heard;
  heard.state = state_of(payment.state);
  heard.number = payment.payment_number;
  for (const protocol::PaymentItem& item : payment.items)
    heard.lines.push_back({text_of(item.name), item.fen});
  heard.fen = payment.fen;
  heard.code = payment.code;
  heard.valid_for = std::chrono::seconds(payment.valid_seconds);
  heard.found_again = payment.found_again;
  heard.message = payment.reason.in(tag);
  heard.refund_number = payment.refund_number;
  return heard;
}

void PaymentDesk::ask(const flow::Session& session) {
  forget();
  protocol::PaymentQuestion question;
  question.idempotency_key = session.payment.key;
  question.terminal = world_.terminal.id;
  question.service = session.service->id;
  question.language = catalog::to_string(session.preferences.language);
  if (session.applicant) question.id_number = session.applicant->number;
  question.answers = make_answers(session, world_.catalog);
  auto body = protocol::encode(question);
  if (!body) return tell_unheard(body.error().to_string());
  language_ = session.preferences.language;
  question_ = std::make_shared<const Question>(
      Question{std::move(*body), session.payment.key, session.service->id, {}});
  ask_now();
}

void PaymentDesk::watch(const flow::Session& session) {
  forget();
  language_ = session.preferences.language;
  ours_.insert(session.payment.number);
  question_ = std::make_shared<const Question>(
      Question{{}, session.payment.key, session.service->id, session.payment.number});
  ask_now();
}

void PaymentDesk::ask_now() {
  if (!question_) return;
  const auto ask = [question = question_, stop = stop_](central::CentralClient& client) {
    auto payment = question->number.empty()
                       ? payment_of(client.ask_payment(question->body, question->key, stop))
                       : client.payment(question->number, stop);
    return std::make_shared<Asked>(Asked{std::move(payment), client.connectivity().state()});
  };
  rooms_.line.ask(ask, [this, now = round_](const std::shared_ptr<Asked>& asked) {
    rooms_.watch.heard(asked->connectivity);
    hear(now, asked);
  });
}

void PaymentDesk::ask_again(base::Duration after) {
  rooms_.main.cancel(timer_);
  timer_ = rooms_.main.post_after(after, [this] { ask_now(); });
}

void PaymentDesk::hear(std::uint64_t round, const std::shared_ptr<Asked>& asked) {
  if (round != round_ || stop_.stop_requested()) return;
  if (!asked->payment) {
    tell_unheard(asked->payment.error().to_string());
    return ask_again(world_.terminal.timers.payment_poll);
  }
  const protocol::Payment& payment = *asked->payment;
  if (question_->number.empty()) {
    question_ = std::make_shared<const Question>(
        Question{{}, question_->key, question_->service, payment.payment_number});
    ours_.insert(payment.payment_number);
  }
  // On the disk before the code is shown: after a power cut somebody knows that there is a payment.
  note(payment, [this, round, asked] {
    if (round == round_) settle(*asked->payment);
  });
}

void PaymentDesk::settle(const protocol::Payment& payment) {
  if (!is_over(payment.state) && payment.state != PaymentState::Paid) {
    ask_again(world_.terminal.timers.payment_poll);
  } else {
    question_.reset();
  }
  base::Json known = to_json(payment);
  // Only the clock goes on: nothing new.
  known.erase("valid_seconds");
  known.erase("idempotency_key");
  std::string news = known.dump();
  if (news == last_told_) return;
  last_told_ = std::move(news);
  tell_(payment_event(payment, language_));
}

void PaymentDesk::tell_unheard(std::string detail) {
  constexpr std::string_view kUnheard = "unheard";
  if (last_told_ == kUnheard) return;
  last_told_ = kUnheard;
  tell_(flow::PaymentNotHeard{std::move(detail)});
}

void PaymentDesk::note(const protocol::Payment& payment, base::Task noted) {
  PaymentNote note;
  note.number = payment.payment_number;
  note.key = question_ ? question_->key : payment.idempotency_key;
  note.service = payment.service;
  note.fen = payment.fen;
  note.state = protocol::wire_word(payment.state, protocol::kPaymentStateWords);
  note.settled = is_over(payment.state);
  note.noted_at = world_.clock.wall();
  const auto write = [note = std::move(note)](CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.note_payment(note);
  };
  rooms_.storage.ask(write, [noted = std::move(noted)](const base::Status& written) {
    // A code that is not on the disk is not shown: the next question tries again.
    if (!written) return base::log(base::LogLevel::Error, "payment", written.error().to_string());
    noted();
  });
}

void PaymentDesk::read_code(const base::SessionId& session) {
  using Read = drivers::contract::Completion<drivers::contract::ScannedCode>;
  world_.devices.read_code(session, world_.terminal.timers.card_wait, [this, now = ++reading_](Read done) {
    if (now != reading_) return;
    if (!done.ok() || !done.value) return tell_(flow::PaymentCodeNotRead{std::string(to_string(done.code))});
    tell_(flow::PaymentCodeRead{base::SecureString(base::as_text(done.value->payload))});
  });
}

void PaymentDesk::send_code(const flow::Session& session, const base::SecureString& code) {
  const protocol::PaymentCode message{{base::Uuid::make_v7(world_.clock)}, world_.terminal.id, code};
  auto body = protocol::encode(message);
  if (!body) return tell_(flow::PaymentCodeNotRead{body.error().message});
  const auto kept = std::make_shared<base::SecureBytes>(std::move(*body));
  const auto send = [kept, key = message.idempotency_key, number = session.payment.number,
                     stop = stop_](central::CentralClient& client) {
    auto payment = payment_of(client.send_payment_code(number, *kept, key, stop));
    return std::make_shared<Asked>(Asked{std::move(payment), client.connectivity().state()});
  };
  rooms_.line.ask(send, [this, now = round_](const std::shared_ptr<Asked>& asked) {
    rooms_.watch.heard(asked->connectivity);
    // Without an answer the watch finds out what became of it.
    if (now == round_ && question_ && asked->payment) hear(now, asked);
  });
}

void PaymentDesk::close(const flow::ClosePayment& closed) {
  forget();
  post_close(closed);
}

void PaymentDesk::post_close(const flow::ClosePayment& closed) {
  const protocol::PaymentClose message{
      {base::Uuid::make_v7(world_.clock)}, world_.terminal.id, closed.payment_key};
  auto body = protocol::encode(message);
  if (!body) return base::log(base::LogLevel::Error, "payment", body.error().to_string());
  const offline_cache::outbox::NewMessage posted{message.idempotency_key,
                                                 offline_cache::outbox::MessageKind::PaymentClose,
                                                 closed.number, std::move(*body)};
  const auto write = [posted](CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.close_payment(posted.subject, posted);
  };
  rooms_.storage.ask(write, [this](const base::Status& written) {
    if (!written) return base::log(base::LogLevel::Error, "payment", written.error().to_string());
    posted_();
    recover();
  });
}

void PaymentDesk::forget() {
  ++round_;
  ++reading_;
  rooms_.main.cancel(timer_);
  question_.reset();
  last_told_.clear();
  ours_.clear();
}

void PaymentDesk::recover() {
  if (stop_.stop_requested()) return;
  const auto read = [](CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.open_payments();
  };
  rooms_.storage.ask(read, [this](const base::Result<std::vector<PaymentNote>>& open) {
    if (!open) return base::log(base::LogLevel::Error, "payment", open.error().to_string());
    rooms_.main.cancel(recovery_);
    if (open->empty()) return;
    recovery_ = rooms_.main.post_after(kRecoverAgain, [this] { recover(); });
    look_after(*open);
  });
}

void PaymentDesk::look_after(const std::vector<PaymentNote>& open) {
  for (const PaymentNote& note : open) {
    if (ours_.count(note.number) > 0) continue;
    const auto ask = [number = note.number, stop = stop_](central::CentralClient& client) {
      return std::make_shared<Asked>(Asked{client.payment(number, stop), client.connectivity().state()});
    };
    rooms_.line.ask(ask, [this, note](const std::shared_ptr<Asked>& asked) {
      if (stop_.stop_requested() || ours_.count(note.number) > 0 || !asked->payment) return;
      // Nobody stands before its code any more: it ends. What was paid waits for the citizen who comes back.
      const bool unpaid = asked->payment->state == PaymentState::Asked && note.state != "closing";
      if (unpaid) return post_close({note.number, note.key});
      if (asked->payment->state == PaymentState::Paid && note.state == "closing") return;
      this->note(*asked->payment, [] {});
    });
  }
}

}  // namespace kiosk::app
