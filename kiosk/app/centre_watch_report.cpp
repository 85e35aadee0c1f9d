// The heartbeat: queue and trail from the store, the rest from the terminal.
#include "kiosk/app/centre_watch_report.h"

#include "kiosk/base/log.h"
#include "kiosk/crypto/encoding.h"
#include "offline_cache/outbox/queue_view.h"

namespace kiosk::app {
namespace {

using offline_cache::journal::CaseStore;
using offline_cache::outbox::CaseState;

constexpr base::Duration kReportEvery{60'000};

struct StoreFacts {
  std::int64_t queued = 0;
  std::optional<protocol::ReportedHead> head;
};

base::Result<StoreFacts> read_facts(CaseStore& store) {
  base::kStorageThread.assert_here();
  const auto counts = offline_cache::outbox::count_cases(store.database());
  if (!counts) return tl::unexpected(counts.error());
  StoreFacts facts;
  for (const CaseState open : {CaseState::Queued, CaseState::Sending}) facts.queued += counts->at(open);
  const auto head = store.sign_head();
  if (!head) return tl::unexpected(head.error());
  if (*head) facts.head = protocol::ReportedHead{(*head)->head.sequence, crypto::to_hex((*head)->head.hash)};
  return facts;
}

struct Told {
  base::Result<protocol::TerminalState> state;
  central::Connectivity connectivity;
};

}  // namespace

void CentreReport::tell() {
  world_.main.cancel(timer_);
  timer_ = world_.main.post_after(kReportEvery, [this] { tell(); });
  if (world_.watch.state() == central::Connectivity::Offline) return;
  world_.storage.ask(read_facts, [this](const base::Result<StoreFacts>& facts) {
    if (!facts) return base::log(base::LogLevel::Error, "report", facts.error().to_string());
    protocol::TerminalReport report = describe_();
    report.idempotency_key = {base::Uuid::make_v7(world_.clock)};
    report.reported_at = world_.clock.wall();
    report.queued = facts->queued;
    report.head = facts->head;
    send(std::move(report));
  });
}

void CentreReport::send(protocol::TerminalReport report) {
  const auto ask = [report = std::move(report), stop = stop_](central::CentralClient& client) {
    auto state = client.report_terminal(report, stop);
    return std::make_shared<Told>(Told{std::move(state), client.connectivity().state()});
  };
  world_.line.ask(ask, [this](const std::shared_ptr<Told>& told) {
    world_.watch.heard(told->connectivity);
    if (!told->state) return base::log(base::LogLevel::Warning, "report", told->state.error().to_string());
    published_(told->state->reference_data);
  });
}

}  // namespace kiosk::app
