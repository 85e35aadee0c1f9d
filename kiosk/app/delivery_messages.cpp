// Messages besides cases on their way: troubles, ratings, the trail's heads.
#include "kiosk/app/delivery.h"
#include "kiosk/base/log.h"
#include "kiosk/base/overloaded.h"

namespace kiosk::app {
namespace {

using offline_cache::journal::CaseStore;
using offline_cache::outbox::DueMessage;
using offline_cache::outbox::MessageKind;
using offline_cache::outbox::MessageSummary;

/// What the centre said, without its receipt: nothing of it is needed later.
struct Got {};
using Answer = std::variant<Got, central::Refused, central::Busy, central::PathFault>;
struct SentMessage {
  Answer answer;
  LineState line;
};

template <class Receipt>
Answer answer_of(const central::Outcome<Receipt>& outcome) {
  return std::visit(base::Overloaded{[](const central::Delivered<Receipt>&) -> Answer { return Got{}; },
                                     [](const auto& other) -> Answer { return other; }},
                    outcome);
}

Answer say(central::CentralClient& client, const DueMessage& due, const std::stop_token& stop) {
  const MessageSummary& message = due.summary;
  switch (message.kind) {
    case MessageKind::Rating:
      return answer_of(client.send_rating(message.subject, due.payload, message.key, stop));
    case MessageKind::Witness: return answer_of(client.witness(due.payload, message.key, stop));
    case MessageKind::PaymentClose:
      return answer_of(client.close_payment(message.subject, due.payload, message.key, stop));
    case MessageKind::Trouble: break;
  }
  return answer_of(client.report_trouble(due.payload, message.key, stop));
}

base::Status write_answer(CaseStore& store, const MessageSummary& message, const Answer& answer) {
  return std::visit(base::Overloaded{[&](const Got&) {
                                       base::kStorageThread.assert_here();
                                       return store.message_delivered(message);
                                     },
                                     [&](const central::Refused& refused) {
                                       base::kStorageThread.assert_here();
                                       return store.park_message(message, refused.problem.title);
                                     },
                                     [&](const auto& failed) {
                                       base::kStorageThread.assert_here();
                                       return store.postpone_message(
                                           message, postponement_of(failed, message.attempts));
                                     }},
                    answer);
}

}  // namespace

void Delivery::take_message() {
  const auto take = [](CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.take_message();
  };
  rooms_.storage.ask(take, [this](base::Result<std::optional<DueMessage>> due) {
    taking_ = false;
    if (due && *due) return send_message(std::move(**due));
    if (!due) base::log(base::LogLevel::Error, "delivery", due.error().to_string());
    rest();
  });
}

void Delivery::send_message(DueMessage due) {
  ++open_;
  const MessageSummary message = due.summary;
  const auto ask = [due = std::move(due), stop = stop_](central::CentralClient& client) -> SentMessage {
    auto answer = say(client, due, stop);
    return {std::move(answer), line_state(client)};
  };
  rooms_.line.ask(ask, [this, message](SentMessage sent) {
    hear(sent.line);
    const bool path_fault = std::holds_alternative<central::PathFault>(sent.answer);
    const auto* busy = std::get_if<central::Busy>(&sent.answer);
    const base::Duration hold = busy != nullptr ? hold_of(*busy) : base::Duration{0};
    write_down({[message, answer = std::move(sent.answer)](CaseStore& store) {
                  return write_answer(store, message, answer);
                },
                [] {}, path_fault, hold});
  });
}

}  // namespace kiosk::app
