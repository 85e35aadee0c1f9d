// What is told of faults, and what must never be told.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/conformance/bench.h"

namespace conformance {
namespace {

bool same(const DeviceReport& a, const DeviceReport& b) {
  const auto supply = [](const auto& one, const auto& two) {
    return one.name == two.name && one.level == two.level && one.percent == two.percent;
  };
  const auto fault = [](const DeviceFault& one, const DeviceFault& two) { return one.id == two.id; };
  return a.state == b.state && a.model == b.model && a.serial_number == b.serial_number &&
         std::equal(a.faults.begin(), a.faults.end(), b.faults.begin(), b.faults.end(), fault) &&
         std::equal(a.supplies.begin(), a.supplies.end(), b.supplies.begin(), b.supplies.end(), supply);
}

void unplug(Bench& bench) {
  bench.subject().unplug();
  // A command notices at once what some drivers look for only now and then.
  BOOST_TEST(!bench.ask(kPatience)->outcome.ok());
  BOOST_TEST_REQUIRE(bench.terminal().wait([&bench] { return !bench.terminal().raised.empty(); }));
  BOOST_TEST(bench.terminal().wait([&bench] { return !bench.terminal().report.usable(); }));
  bench.note_end("–");
  bench.note_how_it_clears("it is plugged in again");
}

void a_fault_is_raised_once_counted_and_cleared_by_the_device(Bench& bench) {
  bench.start();
  Terminal& terminal = bench.terminal();
  const std::size_t logged = bench.log().size();
  unplug(bench);
  // The worker says in the log that it cannot open the device again: by then the fault has been raised twice.
  BOOST_TEST(terminal.wait([&] { return bench.log().find("devices: ", logged) != std::string::npos; }));
  const DeviceFault fault = terminal.raised.front();
  BOOST_TEST(fault.count == 1u);
  std::vector<FaultType> types;
  for (const DeviceFault& raised : terminal.raised) {
    const bool again = std::find(types.begin(), types.end(), raised.type) != types.end();
    BOOST_TEST(!again, to_string(raised.type) << " was raised while it was active");
    types.push_back(raised.type);
  }
  for (std::size_t i = 1; i < terminal.reports.size(); ++i) {
    BOOST_TEST(!same(terminal.reports[i - 1], terminal.reports[i]), "the same report was told twice");
  }
  bench.note_state(terminal.report);
  bench.subject().replug();
  bench.require_works_again();
  const auto ended = std::find_if(terminal.cleared.begin(), terminal.cleared.end(),
                                  [&](const DeviceFault& one) { return one.id == fault.id; });
  BOOST_TEST_REQUIRE((ended != terminal.cleared.end()));
  BOOST_TEST(ended->count >= 2u, to_string(ended->type) << " was counted " << ended->count << " times");
}

/// Every case looks for personal data; this one goes through what could betray them with a citizen's things
/// there.
void no_personal_data_are_in_any_log_fault_or_report(Bench& bench) {
  bench.start();
  bench.subject().offer(1);
  bench.require_content(bench.ask(kPatience), 1);
  bench.subject().offer(1);
  const auto call = bench.terminal().begin(kPatience, {});
  bench.subject().unplug();
  BOOST_TEST_REQUIRE(bench.terminal().wait_done(call));
  BOOST_TEST(!bench.ask(kPatience)->outcome.ok());
  BOOST_TEST(bench.terminal().wait([&bench] { return !bench.terminal().report.usable(); }));
  bench.note_end("either");
  bench.note_how_it_clears("it is plugged in again");
  bench.subject().replug();
  bench.require_works_again();
}

}  // namespace

std::vector<Case> report_cases() {
  return {
      {"a_fault_is_raised_once_counted_and_cleared_by_the_device", "unplugged for a long time",
       a_fault_is_raised_once_counted_and_cleared_by_the_device},
      {"no_personal_data_are_in_any_log_fault_or_report", "unplugged at some moment of a command",
       no_personal_data_are_in_any_log_fault_or_report},
  };
}

}  // namespace conformance
