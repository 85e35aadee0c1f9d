// From the queue to the centre and back into the queue.
#include "kiosk/app/delivery.h"

#include "kiosk/base/log.h"
#include "kiosk/base/overloaded.h"
#include "offline_cache/outbox/retry_policy.h"

namespace kiosk::app {
namespace {

using offline_cache::journal::CaseStore;
using offline_cache::outbox::CaseSummary;
using offline_cache::outbox::DueCase;

struct Sent {
  central::SubmitOutcome outcome;
  central::Connectivity connectivity;
};

/// Takes the next due case and marks it as on the line, before its first byte goes out.
base::Result<std::optional<DueCase>> take_due(CaseStore& store) {
  base::kStorageThread.assert_here();
  auto due = store.next_due();
  if (!due || !*due) return due;
  if (auto marked = store.mark_sending((*due)->summary.key); !marked) return tl::unexpected(marked.error());
  return due;
}

base::Status write_receipt(CaseStore& store, const base::IdempotencyKey& key,
                           const protocol::CaseReceipt& receipt) {
  base::kStorageThread.assert_here();
  switch (receipt.state) {
    case protocol::CaseState::Rejected: return store.mark_rejected(key, receipt.reason.zh_cn);
    case protocol::CaseState::NeedsClerk: return store.mark_needs_clerk(key, receipt.reason.zh_cn);
    default: return store.mark_accepted(key, protocol::to_json(receipt).dump());
  }
}

/// The outcome of one try, written down.
base::Status write_outcome(CaseStore& store, const CaseSummary& summary,
                           const central::SubmitOutcome& outcome) {
  base::kStorageThread.assert_here();
  const auto later = [&](std::optional<base::Duration> retry_after, const std::string& why, bool never_sent) {
    base::kStorageThread.assert_here();
    const auto delay = offline_cache::outbox::RetryPolicy{}.delay(summary.attempts + 1, retry_after,
                                                                  offline_cache::outbox::random_fraction());
    const auto sent = never_sent ? offline_cache::outbox::Sent::Never : offline_cache::outbox::Sent::Maybe;
    return store.postpone(summary.key, {delay, why, sent});
  };
  return std::visit(
      base::Overloaded{
          [&](const central::Delivered<protocol::CaseReceipt>& delivered) {
            return write_receipt(store, summary.key, delivered.receipt);
          },
          [&](const central::Refused& refused) {
            base::kStorageThread.assert_here();
            return store.mark_needs_clerk(summary.key, refused.problem.title + ": " + refused.problem.detail);
          },
          [&](const central::Busy& busy) { return later(busy.retry_after, "the centre is busy", false); },
          [&](const central::PathFault& fault) {
            return later(fault.retry_after, std::string(to_string(fault.trouble)) + ": " + fault.message,
                         fault.sent == central::SentState::NeverSent);
          }},
      outcome);
}

}  // namespace

void Delivery::pump() {
  again_ = busy_;
  if (busy_ || stop_.stop_requested()) return;
  busy_ = true;
  rooms_.main.cancel(timer_);
  rooms_.storage.ask(take_due, [this](base::Result<std::optional<DueCase>> due) {
    if (due && *due) return send(std::move(**due));
    if (!due) base::log(base::LogLevel::Error, "delivery", due.error().to_string());
    rest();
  });
}

void Delivery::send(DueCase due) {
  const CaseSummary summary = due.summary;
  const auto submit = [body = std::move(due.payload), key = summary.key,
                       stop = stop_](central::CentralClient& client) -> Sent {
    auto outcome = client.submit(body, key, stop);
    return {std::move(outcome), client.connectivity().state()};
  };
  rooms_.line.ask(submit, [this, summary](Sent sent) {
    rooms_.watch.heard(sent.connectivity);
    settle(summary, std::move(sent.outcome));
  });
}

void Delivery::settle(const CaseSummary& summary, central::SubmitOutcome outcome) {
  const auto kept = std::make_shared<central::SubmitOutcome>(std::move(outcome));
  const auto write = [summary, kept](CaseStore& store) { return write_outcome(store, summary, *kept); };
  rooms_.storage.ask(write, [this, key = summary.key, kept](const base::Status& written) {
    busy_ = false;
    if (!written) {
      base::log(base::LogLevel::Error, "delivery", written.error().to_string());
      return rest();
    }
    news_(key, *kept);
    const bool path_fault = std::holds_alternative<central::PathFault>(*kept);
    path_fault ? rest() : pump();
  });
}

/// Sleeps until the next case is due. While the centre is down only the watch's probe goes out.
void Delivery::rest() {
  busy_ = false;
  if (again_) return pump();
  if (rooms_.watch.state() == central::Connectivity::Offline) return;
  const auto ask = [](CaseStore& store) -> std::optional<base::Duration> {
    base::kStorageThread.assert_here();
    const auto due = store.next_wake();
    if (!due || !*due) return std::nullopt;
    return std::max(base::Duration{200}, **due - base::SystemClock().now());
  };
  rooms_.storage.ask(ask, [this](const std::optional<base::Duration>& wait) {
    rooms_.main.cancel(timer_);
    if (wait) timer_ = rooms_.main.post_after(*wait, [this] { pump(); });
  });
}

}  // namespace kiosk::app
