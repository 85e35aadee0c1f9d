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

/// The disk is asked again so often to take an answer.
constexpr base::Duration kAskDiskAgain{5'000};

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
  return std::visit(
      base::Overloaded{[&](const central::Delivered<protocol::CaseReceipt>& delivered) {
                         return write_receipt(store, summary.key, delivered.receipt);
                       },
                       [&](const central::Refused& refused) {
                         base::kStorageThread.assert_here();
                         return store.mark_needs_clerk(summary.key,
                                                       refused.problem.title + ": " + refused.problem.detail);
                       },
                       [&](const auto& failed) {
                         base::kStorageThread.assert_here();
                         return store.postpone(summary.key, postponement_of(failed, summary.attempts));
                       }},
      outcome);
}

offline_cache::outbox::Postponement postpone(std::optional<base::Duration> retry_after, std::int64_t attempts,
                                             std::string why) {
  const auto delay = offline_cache::outbox::RetryPolicy{}.delay(attempts + 1, retry_after,
                                                                offline_cache::outbox::random_fraction());
  return {delay, std::move(why)};
}

base::MonoTime mono_now() { return base::SystemClock().now(); }

}  // namespace

LineState line_state(const central::CentralClient& client) {
  const central::ConnectivityTracker& tracker = client.connectivity();
  return {tracker.state(), tracker.pause(offline_cache::outbox::random_fraction())};
}

base::Duration hold_of(const central::Busy& busy) {
  // The first try of one message that is still worked on concerns nobody else.
  const bool all = busy.reason != protocol::ProblemType::StillProcessing;
  return all ? busy.retry_after.value_or(base::Duration{0}) : base::Duration{0};
}

offline_cache::outbox::Postponement postponement_of(const central::Busy& busy, std::int64_t attempts) {
  return postpone(busy.retry_after, attempts, "the centre is busy");
}

offline_cache::outbox::Postponement postponement_of(const central::PathFault& fault, std::int64_t attempts) {
  auto made =
      postpone(fault.retry_after, attempts, std::string(to_string(fault.trouble)) + ": " + fault.message);
  if (fault.sent == central::SentState::NeverSent) made.sent = offline_cache::outbox::Sent::Never;
  return made;
}

void Delivery::pump() {
  if (stop_.stop_requested()) return;
  if (!unwritten_.empty()) return write_first();
  if (taking_ || open_ >= kSideBySide) {
    again_ = true;
    return;
  }
  if (const base::Duration held = held_until_ - mono_now(); held > base::Duration{0}) return wake_in(held);
  rooms_.main.cancel(timer_);
  taking_ = true;
  again_ = false;
  take_next();
}

void Delivery::take_next() {
  rooms_.storage.ask(take_due, [this](base::Result<std::optional<DueCase>> due) {
    if (due && *due) return begin(std::move(**due));
    if (due && open_ == 0) return take_message();
    taking_ = false;
    if (!due) base::log(base::LogLevel::Error, "delivery", due.error().to_string());
    rest();
  });
}

void Delivery::begin(DueCase due) {
  taking_ = false;
  ++open_;
  send_attachments(std::make_shared<DueCase>(std::move(due)));
  // Another lane goes beside it, unless the line is down or comes back just now.
  const bool calm = pause_ == base::Duration{0} && rooms_.watch.state() != central::Connectivity::Offline;
  if (open_ < kSideBySide && (again_ || calm)) pump();
}

void Delivery::hear(const LineState& line) {
  pause_ = line.pause;
  rooms_.watch.heard(line.connectivity);
}

/// What became ready while the line was busy goes out together.
void Delivery::send(const OpenCase& due) {
  ready_.push_back(due);
  if (!sending_) send_ready();
}

void Delivery::send_ready() {
  const auto batch = std::make_shared<std::vector<OpenCase>>(std::exchange(ready_, {}));
  sending_ = !batch->empty();
  if (!sending_) return;
  const auto heard = [this](const OpenCase& due, central::SubmitOutcome outcome, const LineState& line) {
    hear(line);
    settle(due->summary, std::move(outcome));
  };
  const auto submit = [batch, heard, &main = rooms_.main, stop = stop_](central::CentralClient& client) {
    std::vector<central::CentralClient::Submission> submissions;
    for (const OpenCase& due : *batch) submissions.push_back({due->payload, due->summary.key});
    // Each is told at once: a case that the centre is slow with keeps nobody else waiting.
    client.submit_all(submissions, stop, [&](std::size_t place, central::SubmitOutcome outcome) {
      main.post([heard, due = (*batch)[place], line = line_state(client),
                 outcome = std::move(outcome)]() mutable { heard(due, std::move(outcome), line); });
    });
    return true;
  };
  rooms_.line.ask(submit, [this](bool) { send_ready(); });
}

void Delivery::settle(const CaseSummary& summary, central::SubmitOutcome outcome) {
  const auto kept = std::make_shared<central::SubmitOutcome>(std::move(outcome));
  const auto* busy = std::get_if<central::Busy>(kept.get());
  write_down({[summary, kept](CaseStore& store) { return write_outcome(store, summary, *kept); },
              [this, key = summary.key, kept] { news_(key, *kept); },
              std::holds_alternative<central::PathFault>(*kept),
              busy != nullptr ? hold_of(*busy) : base::Duration{0}});
}

void Delivery::write_down(Unwritten answer) {
  unwritten_.push_back(std::move(answer));
  write_first();
}

/// An answer that the disk does not take stays first: until it is written, its case is still on the line.
void Delivery::write_first() {
  if (writing_) return;
  writing_ = true;
  rooms_.storage.ask(unwritten_.front().write, [this](const base::Status& written) {
    writing_ = false;
    if (!written && written.error().code != base::ErrorCode::Conflict) {
      base::log(base::LogLevel::Error, "delivery", written.error().to_string());
      return wake_in(kAskDiskAgain);
    }
    const Unwritten done = std::move(unwritten_.front());
    unwritten_.pop_front();
    --open_;
    if (done.hold > base::Duration{0}) held_until_ = std::max(held_until_, mono_now() + done.hold);
    // Somebody decided the case meanwhile (a clerk): then there is nothing to write and nothing to tell.
    if (written) done.tell();
    go_on(written && done.path_fault);
  });
}

void Delivery::go_on(bool path_fault) {
  if (!unwritten_.empty()) return write_first();
  if (path_fault) return rest();
  // All terminals of a county come back gently; a visitor's new case does not wait for that.
  pause_ > base::Duration{0} && !again_ ? wake_in(pause_) : pump();
}

/// Sleeps until the next case or message is due. While the centre is down only the watch's probe goes out.
void Delivery::rest() {
  if (again_) return pump();
  if (rooms_.watch.state() == central::Connectivity::Offline) return;
  const auto ask = [](CaseStore& store) -> std::optional<base::Duration> {
    base::kStorageThread.assert_here();
    const auto due = store.next_wake();
    if (!due || !*due) return std::nullopt;
    return std::max(base::Duration{200}, **due - base::SystemClock().now());
  };
  rooms_.storage.ask(ask, [this](const std::optional<base::Duration>& wait) {
    if (wait) wake_in(*wait);
  });
  // The buffers of a kept connection hold what was sent last.
  rooms_.line.ask([](central::CentralClient& client) { return client.hang_up(), true; }, [](bool) {});
}

void Delivery::wake_in(base::Duration wait) {
  rooms_.main.cancel(timer_);
  timer_ = rooms_.main.post_after(wait, [this] { pump(); });
}

}  // namespace kiosk::app
