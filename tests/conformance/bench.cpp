// What holds in every case.
#include "tests/conformance/bench.h"

#include <stdlib.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/conformance/captured_log.h"

namespace conformance {

using drivers::contract::ClearedBy;
using drivers::contract::DeviceState;

namespace {

MatrixRow row_of(const SubjectEntry& entry, const char* fault_words) {
  MatrixRow row;
  row.order = static_cast<std::size_t>(&entry - subject_table().data());
  row.subject = entry.name;
  row.subject_words = entry.words;
  row.fault = fault_words;
  return row;
}

}  // namespace

Bench::Bench(const SubjectEntry& entry, const char* name, const char* fault_words)
    : row_(row_of(entry, fault_words)), may_fail_(entry.may_fail.count(name) != 0), subject_(entry.make()) {
  (void)CapturedLog::of_process().take();
}

Bench::~Bench() {
  if (terminal_) {
    row_.device = terminal_->report.id.value;
    note_faults();
    told_ += terminal_->everything_told();
  }
  terminal_.reset();
  subject_->end();
  search_for_secrets();
  record(row_);
}

void Bench::start(Duration poll_interval) {
  terminal_.emplace(*subject_, poll_interval);
  BOOST_TEST_REQUIRE(terminal_->wait_usable(),
                     "the device does not become usable: " << to_string(terminal_->report.state));
  // A bus tells of a device a moment after it was plugged in: what was missed before does not count.
  terminal_->raised.clear();
  terminal_->cleared.clear();
}

CallPointer Bench::ask(Duration deadline, Task at_start) {
  const auto call = terminal_->begin(deadline, std::move(at_start));
  BOOST_TEST_REQUIRE(terminal_->wait_done(call), "the command is not answered");
  return call;
}

CallPointer Bench::ask_until(Moment moment) {
  if (moment == Moment::AwaitingCitizen) {
    subject().withdraw();
  } else {
    subject().offer(1);
  }
  bool there = false;
  const CallPointer call = terminal().begin(
      kPatience, [&] { subject().when(moment, terminal().soon([&there] { there = true; })); });
  BOOST_TEST_REQUIRE(terminal().wait([&there] { return there; }));
  return call;
}

void Bench::require_content(const CallPointer& call, int content) {
  const Outcome& outcome = call->outcome;
  BOOST_TEST_REQUIRE(outcome.ok(), to_string(outcome.code)
                                       << " " << outcome.trouble << ": " << outcome.detail);
  BOOST_TEST(outcome.content == content);
}

void Bench::require_works_again() {
  subject_->heal();
  BOOST_TEST_REQUIRE(terminal_->wait_usable(),
                     "the device does not recover by itself: " << to_string(terminal_->report.state));
  subject_->offer(2);
  require_content(ask(kPatience), 2);
  BOOST_TEST(terminal_->wait([this] { return terminal_->report.faults.empty(); }),
             "a fault is left: " << (terminal_->report.faults.empty()
                                         ? std::string()
                                         : std::string(to_string(terminal_->report.faults.front().type))));
  BOOST_TEST(terminal_->raised.size() == terminal_->cleared.size());
  for (const DeviceFault& fault : terminal_->cleared) BOOST_TEST((fault.cleared_by == ClearedBy::Device));
  BOOST_TEST((terminal_->report.state == DeviceState::Online));
}

void Bench::note(const Call& call) {
  row_.ends = to_string(call.outcome.code);
  if (call.outcome.fault) row_.ends += ", " + std::string(to_string(*call.outcome.fault));
  if (!call.outcome.trouble.empty()) row_.ends += " (" + call.outcome.trouble + ")";
  row_.text_id = call.outcome.text_id;
  note_state(call.report);
}

void Bench::note_state(const DeviceReport& report) {
  state_ = to_string(report.state);
  const bool idle = row_.text_id.empty() && !report.usable();
  if (idle) row_.text_id = "unavailable.device-missing";
}

void Bench::note_faults() {
  std::string faults;
  for (const DeviceFault& fault : terminal_->raised) {
    const std::string words =
        std::string(to_string(fault.type)) + " (" + std::string(to_string(fault.severity)) + ")";
    if (faults.find(words) == std::string::npos) faults += (faults.empty() ? "" : ", ") + words;
  }
  if (faults.empty()) return;
  row_.raised = faults + (state_.empty() ? "" : " → " + state_);
  row_.clears = "by the device, when " + act_;
}

const std::string& Bench::log() { return log_ += CapturedLog::of_process().take(); }

void Bench::search_for_secrets() {
  for (const std::string& text : {log(), told_}) {
    const std::string secret = find_secret(text, subject_->secrets());
    BOOST_TEST(secret.empty(), "personal data were told or logged: " << text);
  }
}

const std::vector<Case>& case_table() {
  static const std::vector<Case> kCases = [] {
    std::vector<Case> all;
    for (const auto& group : {life_cases(), end_cases(), unplug_cases(), answer_cases(), report_cases()}) {
      all.insert(all.end(), group.begin(), group.end());
    }
    return all;
  }();
  return kCases;
}

namespace {

void run_case(const SubjectEntry& entry, const Case& one) {
  if (const auto found = entry.no_meaning.find(one.name); found != entry.no_meaning.end()) {
    BOOST_TEST_MESSAGE("no meaning: " << found->second);
    MatrixRow row = row_of(entry, one.words);
    row.no_meaning = found->second;
    return record(row);
  }
  Bench bench(entry, one.name, one.words);
  one.run(bench);
}

/// One suite a subject, in it one test a case: of the subjects that can run under this launcher.
struct Registration {
  Registration() {
    namespace but = boost::unit_test;
    const char* named = getenv("KIOSK_CONFORMANCE");
    const std::string launcher = named == nullptr ? "plain" : named;
    for (const SubjectEntry& entry : subject_table()) {
      if (entry.launcher != launcher) continue;
      auto* suite = BOOST_TEST_SUITE(entry.name);
      but::framework::current_auto_test_suite().add(suite);
      for (const Case& one : case_table()) {
        suite->add(
            but::make_test_case([&entry, &one] { run_case(entry, one); }, one.name, __FILE__, __LINE__));
      }
    }
  }
} registration;

}  // namespace
}  // namespace conformance
