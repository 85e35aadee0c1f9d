// What is told of faults, and what must never be told.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/conformance/bench.h"

namespace conformance {
namespace {

/// The device fails a command and then all further looks.
void lose(Bench& bench) {
  bench.subject().offer(1);
  const auto call = bench.ask(kPatience, [&bench] { bench.subject().strike(Fault::Mute); });
  BOOST_TEST(!call->outcome.ok());
  bench.note(*call);
}

void a_fault_is_raised_once_counted_and_cleared_by_the_device(Bench& bench) {
  bench.start();
  Terminal& terminal = bench.terminal();
  lose(bench);
  BOOST_TEST_REQUIRE(!terminal.raised.empty());
  const DeviceFault fault = terminal.raised.front();
  BOOST_TEST(fault.count == 1u);
  const std::size_t raised = terminal.raised.size();
  // The worker says in the log that it could not open the device again: by then the fault has been raised twice.
  BOOST_TEST(terminal.wait([&bench] { return bench.log().find("devices: ") != std::string::npos; }));
  BOOST_TEST(terminal.raised.size() == raised, "raised again while it was active");
  bench.require_works_again();
  const auto ended = std::find_if(terminal.cleared.begin(), terminal.cleared.end(),
                                  [&](const DeviceFault& one) { return one.id == fault.id; });
  BOOST_TEST_REQUIRE((ended != terminal.cleared.end()));
  BOOST_TEST(ended->count >= 2u);
}

/// Every case looks for personal data; this one goes through what could betray them with a citizen's things there.
void no_personal_data_are_in_any_log_fault_or_report(Bench& bench) {
  bench.start();
  bench.subject().offer(1);
  bench.require_content(bench.ask(kPatience), 1);
  lose(bench);
  bench.require_works_again();
}

}  // namespace

std::vector<Case> report_cases() {
  return {
      {"a_fault_is_raised_once_counted_and_cleared_by_the_device", "mute for a long time",
       a_fault_is_raised_once_counted_and_cleared_by_the_device},
      {"no_personal_data_are_in_any_log_fault_or_report", "mute after a command with personal data",
       no_personal_data_are_in_any_log_fault_or_report},
  };
}

}  // namespace conformance
