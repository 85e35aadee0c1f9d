// The queue against a simple model: random operations, restarts and clock jumps; a failure is shrunk.
#include <rapidcheck.h>

#include <algorithm>

#include "tests/unit/offline_cache/journal/terminal_store.h"

using kiosk::base::Duration;
using kiosk::base::IdempotencyKey;
using kiosk::base::kStorageThread;
using kiosk::base::MonoTime;
using kiosk::base::Status;
using kiosk::tests::TerminalStore;
using offline_cache::outbox::CaseState;

namespace {

enum class Act {
  Accept,
  AcceptAgain,
  Send,
  Deliver,
  Reject,
  Park,
  Requeue,
  Withdraw,
  Postpone,
  NeverLeft,
  Advance,
  JumpClock,
  Restart,
  Settle,
  Count
};

struct Step {
  int act = 0;
  int which = 0;  ///< a lane, a case or a time, each modulo what there is
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << "{" << step.act << "," << step.which << "}";
}

struct ModelCase {
  IdempotencyKey key;
  std::string lane;
  std::string number;
  CaseState state = CaseState::Queued;
  std::int64_t attempts = 0;
  MonoTime due{};
};

/// What the queue promises, as plainly as it can be said.
struct Model {
  std::vector<ModelCase> cases;

  static bool is_open(const ModelCase& c) {
    return c.state == CaseState::Queued || c.state == CaseState::Sending || c.state == CaseState::NeedsClerk;
  }
  const ModelCase* next(MonoTime now) const {
    const auto sending = std::count_if(cases.begin(), cases.end(),
                                       [](const auto& c) { return c.state == CaseState::Sending; });
    if (sending >= offline_cache::outbox::kMostLanesAtOnce) return nullptr;
    const ModelCase* best = nullptr;
    for (const ModelCase& c : cases) {
      const bool due = c.state == CaseState::Queued && c.due <= now && is_head(c);
      if (due && (best == nullptr || c.due < best->due)) best = &c;
    }
    return best;
  }
  bool is_head(const ModelCase& of) const {
    const auto first = std::find_if(cases.begin(), cases.end(),
                                    [&](const auto& c) { return c.lane == of.lane && is_open(c); });
    return &*first == &of;
  }
  void restart() {
    for (ModelCase& c : cases) {
      if (c.state == CaseState::Sending) c.state = CaseState::Queued;
      if (c.state == CaseState::Queued) c.due = {};
    }
  }
};

class Run {
 public:
  Run() { bench_.open(); }

  void take(const Step& step) {
    kStorageThread.assert_here();
    const auto act = static_cast<Act>(step.act);
    switch (act) {
      case Act::Accept: return accept(step.which);
      case Act::Advance: return bench_.clock.advance(Duration{step.which});
      case Act::JumpClock: return jump(step.which);
      case Act::Settle: return check(bench_.store->settle(), true);
      case Act::Restart: bench_.open(); return model_.restart();
      default: break;
    }
    if (!model_.cases.empty()) move(act, model_.cases[pick(step.which)]);
  }

  void compare() {
    kStorageThread.assert_here();
    auto due = bench_.store->next_due();
    RC_ASSERT(due.has_value());
    const ModelCase* const expected = model_.next(bench_.clock.now());
    RC_ASSERT(due->has_value() == (expected != nullptr));
    if (expected != nullptr) RC_ASSERT(((*due)->summary.key == expected->key));
    for (const ModelCase& c : model_.cases) {
      const auto found = offline_cache::outbox::find_case(bench_.store->database(), c.key).value();
      RC_ASSERT(found.has_value());
      RC_ASSERT((found->state == c.state));
      RC_ASSERT(found->attempts == c.attempts);
      RC_ASSERT(found->receipt_number == c.number);
    }
    RC_ASSERT(bench_.integer("SELECT count(*) FROM outbox_case") ==
              static_cast<std::int64_t>(model_.cases.size()));
  }
  bool trail_is_good() {
    kStorageThread.assert_here();
    return bench_.store->verify_trail().value().good();
  }

 private:
  std::size_t pick(int which) const { return static_cast<std::size_t>(which) % model_.cases.size(); }
  static void check(const Status& done, bool expected) { RC_ASSERT(done.has_value() == expected); }

  void accept(int which) {
    kStorageThread.assert_here();
    ModelCase made;
    made.lane = "lane " + std::to_string(which % 11);
    const auto fresh = bench_.fresh(made.lane);
    const auto accepted = bench_.store->accept_case(fresh, {});
    RC_ASSERT(accepted.has_value());
    made.key = fresh.key;
    made.number = accepted->receipt_number;
    model_.cases.push_back(made);
  }
  void jump(int which) {
    const int years = which % 21 - 10;
    bench_.clock.set_wall({bench_.clock.wall().since_epoch + std::chrono::hours{24 * 365 * years}});
    const auto low = Duration{1'000'000'000'000}, high = Duration{3'000'000'000'000};
    bench_.clock.set_wall({std::clamp(bench_.clock.wall().since_epoch, low, high)});
  }
  /// Changes the model when the queue must take the move, and sees that it does; or that it refuses.
  void move(Act act, ModelCase& c) {
    kStorageThread.assert_here();
    auto& store = *bench_.store;
    const CaseState was = c.state;
    const bool queued = was == CaseState::Queued, sending = was == CaseState::Sending,
               parked = was == CaseState::NeedsClerk;
    switch (act) {
      case Act::AcceptAgain: {
        auto again = bench_.fresh(c.lane);
        again.key = c.key;
        RC_ASSERT(store.accept_case(again, {}).value().receipt_number == c.number);
        return;
      }
      case Act::Send:
        if (queued) ++c.attempts;
        return expect(store.mark_sending(c.key), c, queued, CaseState::Sending, false);
      case Act::Deliver:
        return expect(store.mark_accepted(c.key, "{}"), c, Model::is_open(c), CaseState::Accepted, true);
      case Act::Reject:
        return expect(store.mark_rejected(c.key, "no"), c, Model::is_open(c), CaseState::Rejected, true);
      case Act::Park:
        return expect(store.mark_needs_clerk(c.key, "422"), c, queued || sending, CaseState::NeedsClerk,
                      true);
      case Act::Requeue: return expect(store.requeue(c.key), c, parked, CaseState::Queued, true);
      case Act::Withdraw: {
        const bool may = (queued || parked) && c.attempts == 0;
        return expect(store.withdraw(c.key), c, may, CaseState::Withdrawn, true);
      }
      case Act::Postpone:
        expect(store.postpone(c.key, {Duration{500}, "down"}), c, sending, CaseState::Queued, true);
        if (sending) c.due = bench_.clock.now() + Duration{500};
        return;
      case Act::NeverLeft:
        expect(store.postpone(c.key, {Duration{0}, "down", offline_cache::outbox::Sent::Never}), c, sending,
               CaseState::Queued, false);
        if (sending) --c.attempts;
        if (sending) c.due = bench_.clock.now();
        return;
      default: return;
    }
  }
  /// `repeatable`: the same move again is fine and changes nothing.
  static void expect(const Status& done, ModelCase& c, bool may, CaseState to, bool repeatable) {
    RC_ASSERT(done.has_value() == (may || (repeatable && c.state == to)));
    if (!may) return;
    c.state = to;
    c.due = {};
  }

  TerminalStore bench_;
  Model model_;
};

rc::Gen<Step> steps() {
  return rc::gen::construct<Step>(rc::gen::inRange(0, static_cast<int>(Act::Count)),
                                  rc::gen::inRange(0, 1000));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model)

BOOST_AUTO_TEST_CASE(the_queue_does_what_the_model_says) {
  std::size_t done = 0;
  const bool holds = rc::check("the queue does what the model says", [&done] {
    const auto script = *rc::gen::scale(2.0, rc::gen::container<std::vector<Step>>(steps()));
    Run run;
    for (const Step& step : script) {
      run.take(step);
      run.compare();
      ++done;
    }
    RC_ASSERT(run.trail_is_good());
  });
  BOOST_TEST(holds);
  BOOST_TEST_MESSAGE(done << " random operations");
}

BOOST_AUTO_TEST_SUITE_END()
