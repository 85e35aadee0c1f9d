// Commands that end early: canceled in every state, out of time in every state.
#include <boost/test/unit_test.hpp>

#include "tests/conformance/bench.h"

namespace conformance {
namespace {

/// Between two commands nobody looks at the device: what happens, the command does.
constexpr Duration kNever{600'000};
/// In real time: a driver sees a stop within 100 ms; the machine may be busy.
constexpr Duration kSoon{4000};
/// Of the drivers' time: shorter than any driver's own patience.
constexpr Duration kShort{800};
/// Until the citizen is certainly awaited, also on a busy machine.
constexpr Duration kLongEnough{5000};

/// Holds a device's strand up until it is let through.
class Gate {
 public:
  void pass() {
    while (!open_) mailbox_.wait_and_drain(Duration{100});
  }
  void let_through() {
    mailbox_.post([this] { open_ = true; });
  }

 private:
  kiosk::base::SystemClock clock_;
  kiosk::base::Mailbox mailbox_{clock_};
  bool open_ = false;
};

void expect_canceled(Bench& bench, const CallPointer& call) {
  const kiosk::base::SystemClock clock;
  const auto asked = clock.now();
  bench.terminal().cancel(call);
  BOOST_TEST_REQUIRE(bench.terminal().wait_done(call));
  BOOST_TEST((clock.now() - asked < kSoon), "canceling took too long");
  BOOST_TEST((call->outcome.code == CompletionCode::Canceled), to_string(call->outcome.code));
  BOOST_TEST(call->report.usable());
  call->outcome.text_id.clear();  // the visit is over: nobody reads it
  bench.note(*call);
}

void cancel_at(Bench& bench, Moment moment) {
  bench.start(kNever);
  const CallPointer call = bench.ask_until(moment);
  expect_canceled(bench, call);
  bench.require_works_again();
}

void a_command_canceled_before_it_starts_is_never_started(Bench& bench) {
  bench.start(kNever);
  bench.subject().offer(1);
  Gate gate;
  bool started = false;
  const auto first = bench.terminal().begin(kPatience, [&gate] { gate.pass(); });
  const auto second = bench.terminal().begin(kPatience, [&started] { started = true; });
  expect_canceled(bench, second);
  gate.let_through();
  BOOST_TEST_REQUIRE(bench.terminal().wait_done(first));
  bench.require_content(first, 1);
  BOOST_TEST(!started);
  bench.require_works_again();
}

void a_command_canceled_while_it_writes_ends_at_once(Bench& bench) { cancel_at(bench, Moment::Writing); }

void a_command_canceled_while_the_answer_is_awaited_ends_at_once(Bench& bench) {
  cancel_at(bench, Moment::AwaitingAnswer);
}

void a_command_canceled_while_the_citizen_is_awaited_ends_at_once(Bench& bench) {
  cancel_at(bench, Moment::AwaitingCitizen);
}

void run_out_of_time(Bench& bench, Duration deadline, Task at_start) {
  const kiosk::base::SystemClock clock;
  const auto begun = clock.now();
  const auto call = bench.ask(deadline, std::move(at_start));
  BOOST_TEST(
      (clock.now() - begun < kSoon),
      "the deadline was passed by far: " << (clock.now() - begun).count() << " ms, " << call->outcome.detail);
  BOOST_TEST((call->outcome.code == CompletionCode::TimeOut), to_string(call->outcome.code));
  // A short deadline is the caller's hurry, not the device's fault; what the citizen leaves may be a note of
  // it.
  BOOST_TEST(call->report.usable());
  bench.note(*call);
}

void the_deadline_passes_while_the_answer_is_awaited(Bench& bench) {
  bench.start(kNever);
  bench.subject().offer(1);
  run_out_of_time(bench, kShort, [&bench] { bench.subject().strike(Fault::Mute); });
  bench.require_works_again();
}

void the_deadline_passes_while_the_citizen_is_awaited(Bench& bench) {
  bench.start(kNever);
  bench.subject().withdraw();
  run_out_of_time(bench, kLongEnough, {});
  bench.require_works_again();
}

void a_late_answer_is_not_taken_by_the_next_command(Bench& bench) {
  bench.start(kNever);
  bench.subject().offer(1);
  run_out_of_time(bench, kShort, [&bench] { bench.subject().delay_answers(); });
  bench.subject().offer(2);
  bench.require_content(bench.ask(kPatience, [&bench] { bench.subject().let_go(); }), 2);
  bench.require_works_again();
}

}  // namespace

std::vector<Case> end_cases() {
  return {
      {"a_command_canceled_before_it_starts_is_never_started", "canceled before it starts",
       a_command_canceled_before_it_starts_is_never_started},
      {"a_command_canceled_while_it_writes_ends_at_once", "canceled while it writes",
       a_command_canceled_while_it_writes_ends_at_once},
      {"a_command_canceled_while_the_answer_is_awaited_ends_at_once", "canceled while the answer is awaited",
       a_command_canceled_while_the_answer_is_awaited_ends_at_once},
      {"a_command_canceled_while_the_citizen_is_awaited_ends_at_once",
       "canceled while the citizen is awaited", a_command_canceled_while_the_citizen_is_awaited_ends_at_once},
      {"the_deadline_passes_while_the_answer_is_awaited", "out of time while the answer is awaited",
       the_deadline_passes_while_the_answer_is_awaited},
      {"the_deadline_passes_while_the_citizen_is_awaited", "out of time while the citizen is awaited",
       the_deadline_passes_while_the_citizen_is_awaited},
      {"a_late_answer_is_not_taken_by_the_next_command", "the answer comes after the deadline",
       a_late_answer_is_not_taken_by_the_next_command},
  };
}

}  // namespace conformance
