// Answers that are cut, spoilt, too short, too long, of another command, or do not come.
#include <boost/test/unit_test.hpp>

#include "tests/conformance/bench.h"

namespace conformance {
namespace {

/// A single spoilt answer costs the citizen nothing.
template <Fault fault>
void survived(Bench& bench) {
  bench.start();
  bench.subject().offer(1);
  const auto call = bench.ask(kPatience, [&bench] { bench.subject().strike(fault); });
  bench.note(*call);
  if (bench.may_fail() && !call->outcome.ok()) {
    BOOST_TEST(call->outcome.content == 0);
  } else {
    bench.require_content(call, 1);
    BOOST_TEST(bench.terminal().raised.empty());
  }
  bench.require_works_again();
}

/// A device that goes on like this is declared broken, and comes back by itself when it is well again.
template <Fault fault>
void declared_broken(Bench& bench) {
  bench.start();
  bench.subject().offer(1);
  const auto call = bench.ask(kPatience, [&bench] { bench.subject().strike(fault); });
  BOOST_TEST((call->outcome.code == CompletionCode::HardwareError), to_string(call->outcome.code));
  BOOST_TEST(call->outcome.content == 0);
  BOOST_TEST(!bench.terminal().raised.empty());
  BOOST_TEST(!call->report.usable());
  bench.note(*call);
  bench.require_works_again();
}

}  // namespace

std::vector<Case> answer_cases() {
  return {
      {"a_device_that_answers_one_byte_at_a_time_is_understood", "answers come one byte at a time",
       survived<Fault::SingleBytes>},
      {"garbage_before_an_answer_is_skipped", "garbage before an answer", survived<Fault::GarbageBefore>},
      {"garbage_inside_an_answer_costs_nothing", "garbage inside an answer", survived<Fault::GarbageInside>},
      {"garbage_after_an_answer_is_not_taken_for_the_next", "garbage after an answer",
       survived<Fault::GarbageAfter>},
      {"an_answer_with_a_wrong_checksum_is_asked_for_again", "wrong checksum, once",
       survived<Fault::WrongChecksum>},
      {"answers_that_always_have_a_wrong_checksum_are_a_fault", "wrong checksum, always",
       declared_broken<Fault::AlwaysWrongChecksum>},
      {"an_answer_of_no_length_costs_nothing", "length 0", survived<Fault::LengthZero>},
      {"an_answer_of_length_one_costs_nothing", "length 1", survived<Fault::LengthOne>},
      {"an_answer_that_claims_the_greatest_length_costs_nothing", "the greatest length",
       survived<Fault::LengthMaximum>},
      {"an_answer_that_claims_more_than_the_greatest_length_costs_nothing", "the greatest length and one",
       survived<Fault::LengthTooBig>},
      {"an_answer_to_another_command_is_refused", "answer to another command", survived<Fault::OtherAnswer>},
      {"a_device_that_reboots_in_mid_command_costs_nothing", "the device reboots in mid-command",
       survived<Fault::Reboot>},
      {"a_mute_device_is_a_fault_until_it_speaks_again", "the device is mute", declared_broken<Fault::Mute>},
  };
}

}  // namespace conformance
