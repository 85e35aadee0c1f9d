// RecordedTerminal: a terminal whose devices and centre always succeed, with the real store behind its
// visits.
#pragma once

#include "kiosk/app/visit.h"
#include "tests/unit/kiosk/app/storage_bench.h"
#include "tests/unit/kiosk/flow/visitor.h"

namespace kiosk::tests {

/// Test thread. Every event waits until all its answers have come.
class RecordedTerminal final : public app::EffectRunner {
 public:
  explicit RecordedTerminal(StorageBench& bench)
      : bench_(bench),
        visit_(flow::FlowEngine({TestWorld::get().catalog, TestWorld::get().terminal}), clock_,
               bench.digester(), *this) {
    happens(flow::SurroundingsChanged{Visitor::everything_works()});
  }

  void happens(flow::FlowEvent event) {
    visit_.happen(std::move(event));
    BOOST_REQUIRE(wait_until(bench_.main(), [this] { return under_way_ == 0; }));
    if (visit_.session().visitor_present()) last_visit_ = visit_.session().id;
  }
  /// From the first touch to the review page, with the answers that a model citizen gives.
  void prepare(const std::string& service) {
    Visitor model;
    model.prepare(service);
    happens(flow::Begin{});
    happens(flow::ChooseService{{service}});
    happens(flow::Next{});
    happens(flow::Next{});
    happens(flow::Next{});
    for (const flow::Answer& answer : model.session().answers) {
      happens(flow::AnswerField{answer.field, answer.value});
      happens(flow::Next{});
    }
    while (at() == flow::StepKind::Scan) happens(flow::Skip{});
    if (at() != flow::StepKind::Promise) return;
    happens(flow::Next{});
    happens(flow::DrawStroke{test_stroke()});
    happens(flow::Next{});
  }
  const flow::Session& session() const { return visit_.session(); }
  flow::StepKind at() const { return visit_.session().at; }
  const base::SessionId& last_visit() const { return last_visit_; }
  int wiped() const { return wiped_; }

 private:
  void run_now(const flow::Effect& effect) override {
    wiped_ += std::holds_alternative<flow::Wipe>(effect) ? 1 : 0;
  }
  void run_durable(const flow::Effect& effect) override {
    if (std::holds_alternative<flow::ReadCard>(effect)) answer(flow::CardRead{test_card()});
    if (std::holds_alternative<flow::FetchDocument>(effect)) answer(flow::DocumentReady{2});
    if (std::holds_alternative<flow::AwaitCardRemoval>(effect)) answer(flow::CardTaken{});
    if (std::holds_alternative<flow::PrintSlip>(effect)) answer(flow::SlipPrinted{true});
    if (!std::holds_alternative<flow::PrintDocument>(effect)) return;
    answer(flow::PagePrinted{1});
    answer(flow::PagePrinted{2});
    answer(flow::PrintDone{2, true, true});
  }
  void make_durable(offline_cache::journal::StepRecord step, base::Task done) override {
    const auto write = [step = std::move(step)](offline_cache::journal::CaseStore& store) {
      base::kStorageThread.assert_here();
      return store.record(step);
    };
    ++under_way_;
    bench_.storage().ask(write, [this, done = std::move(done)](const base::Status& written) {
      --under_way_;
      BOOST_TEST(written.has_value());
      done();
    });
  }
  void store_case(offline_cache::journal::StepRecord step) override {
    const flow::Session& now = visit_.session();
    const offline_cache::outbox::NewCase fresh{now.progress.key,
                                               TestWorld::get().terminal.id,
                                               now.id,
                                               now.service->id,
                                               "lane",
                                               1,
                                               [](const std::string&) -> base::Result<base::SecureBytes> {
                                                 return base::SecureBytes{1, 2, 3};
                                               }};
    const auto write = [fresh, step = std::move(step)](offline_cache::journal::CaseStore& store) mutable {
      base::kStorageThread.assert_here();
      return store.accept_case(fresh, std::move(step));
    };
    ++under_way_;
    bench_.storage().ask(write, [this](const base::Result<offline_cache::journal::AcceptedCase>& accepted) {
      --under_way_;
      BOOST_REQUIRE(accepted.has_value());
      answer(flow::CaseStored{accepted->receipt_number});
      answer(flow::CentreAccepted{"C-1", "", {{"d1", "证明", "VC", 2}}});
    });
  }
  void answer(flow::FlowEvent event) {
    ++under_way_;
    bench_.main().post([this, event = std::move(event)] {
      --under_way_;
      visit_.happen(event);
    });
  }

  StorageBench& bench_;
  base::ManualClock clock_;
  int under_way_ = 0, wiped_ = 0;
  base::SessionId last_visit_;
  app::Visit visit_;
};

}  // namespace kiosk::tests
