// The cable is pulled in every state and put back: the device recovers by itself and stays the same one.
#include <boost/test/unit_test.hpp>

#include "tests/conformance/bench.h"

namespace conformance {
namespace {

void replug_and_expect_the_same_device(Bench& bench, const DeviceReport& before) {
  bench.note_how_it_clears("it is plugged in again");
  bench.subject().replug();
  bench.require_works_again();
  const DeviceReport& after = bench.terminal().report;
  BOOST_TEST(after.id.value == before.id.value);
  BOOST_TEST(after.model == before.model);
  BOOST_TEST(after.serial_number == before.serial_number);
}

void unplugged_between_commands(Bench& bench) {
  bench.start();
  const DeviceReport before = bench.terminal().report;
  bench.subject().unplug();
  BOOST_TEST_REQUIRE(bench.terminal().wait([&bench] { return !bench.terminal().report.usable(); }));
  const bool told = bench.terminal().wait([&bench] {
    const auto state = bench.terminal().report.state;
    return state != drivers::contract::DeviceState::Online && !bench.terminal().raised.empty();
  });
  BOOST_TEST(told);
  bench.note_end("–");
  bench.note_state(bench.terminal().report);
  replug_and_expect_the_same_device(bench, before);
}

void unplug_at(Bench& bench, Moment moment) {
  bench.start();
  const DeviceReport before = bench.terminal().report;
  const CallPointer call = bench.ask_until(moment);
  bench.subject().unplug();
  BOOST_TEST_REQUIRE(bench.terminal().wait_done(call));
  BOOST_TEST((call->outcome.code == CompletionCode::HardwareError), to_string(call->outcome.code));
  BOOST_TEST(!call->report.usable());
  bench.note(*call);
  bench.subject().heal();
  replug_and_expect_the_same_device(bench, before);
}

void unplugged_while_it_writes(Bench& bench) { unplug_at(bench, Moment::Writing); }
void unplugged_while_the_answer_is_awaited(Bench& bench) { unplug_at(bench, Moment::AwaitingAnswer); }
void unplugged_in_the_middle_of_an_answer(Bench& bench) { unplug_at(bench, Moment::MidAnswer); }
void unplugged_while_the_citizen_is_awaited(Bench& bench) { unplug_at(bench, Moment::AwaitingCitizen); }

}  // namespace

std::vector<Case> unplug_cases() {
  return {
      {"unplugged_between_commands_it_comes_back_by_itself", "unplugged between commands",
       unplugged_between_commands},
      {"unplugged_while_it_writes_it_comes_back_by_itself", "unplugged while it writes",
       unplugged_while_it_writes},
      {"unplugged_while_the_answer_is_awaited_it_comes_back_by_itself",
       "unplugged while the answer is awaited", unplugged_while_the_answer_is_awaited},
      {"unplugged_in_the_middle_of_an_answer_it_comes_back_by_itself", "unplugged in the middle of an answer",
       unplugged_in_the_middle_of_an_answer},
      {"unplugged_while_the_citizen_is_awaited_it_comes_back_by_itself",
       "unplugged while the citizen is awaited", unplugged_while_the_citizen_is_awaited},
  };
}

}  // namespace conformance
