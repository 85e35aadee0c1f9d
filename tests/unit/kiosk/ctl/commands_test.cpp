// kioskctl on the state folder of a terminal: what it finds, what it refuses, and how it ends.
#include <boost/test/unit_test.hpp>
#include <map>

#include "kiosk/app/surroundings_watch.h"
#include "kiosk/base/child_process.h"
#include "kiosk/base/file.h"
#include "kiosk/ctl/commands.h"
#include "offline_cache/journal/case_store.h"
#include "offline_cache/journal/schema.h"
#include "tests/support/temporary_folder.h"

using namespace kiosk;
using offline_cache::journal::CaseStore;

namespace {

/// A state folder with two cases, the second of them refused by the centre.
class StateFolder {
 public:
  explicit StateFolder(const std::string& terminal = "T05") {
    base::kStorageThread.assert_here();
    auto store = CaseStore::open({path(), {terminal}}, clock_);
    BOOST_REQUIRE_MESSAGE(store.has_value(), (store ? "" : store.error().to_string()));
    accept(**store, terminal);
    const base::IdempotencyKey refused = accept(**store, terminal);
    BOOST_REQUIRE((*store)->next_due().has_value());
    BOOST_REQUIRE((*store)->mark_sending(refused).has_value());
    BOOST_REQUIRE((*store)->mark_needs_clerk(refused, "unknown service").has_value());
    BOOST_REQUIRE((*store)->settle().has_value());
  }
  base::IdempotencyKey accept(CaseStore& store, const std::string& terminal) {
    base::kStorageThread.assert_here();
    offline_cache::journal::StepRecord step;
    step.audit.push_back({"visit.next", session.value.to_string()});
    step.visit.push_back({session, "next", {{"event", "next"}}});
    const offline_cache::outbox::NewCase fresh{{base::Uuid::make_v7(clock_)},
                                               {terminal},
                                               session,
                                               {"RS-01"},
                                               "lane " + std::to_string(numbers.size()),
                                               1,
                                               [](const std::string&) -> base::Result<base::SecureBytes> {
                                                 return base::SecureBytes{1, 2, 3};
                                               }};
    const auto accepted = store.accept_case(fresh, step);
    BOOST_REQUIRE_MESSAGE(accepted.has_value(), (accepted ? "" : accepted.error().to_string()));
    numbers.push_back(accepted->receipt_number);
    return fresh.key;
  }
  void record(std::vector<offline_cache::audit::AuditRecord> records) const {
    base::kStorageThread.assert_here();
    auto store = CaseStore::open({path(), {"T05"}}, clock_);
    BOOST_REQUIRE(store.has_value());
    BOOST_REQUIRE((*store)->record({std::move(records), {}}).has_value());
  }
  /// What somebody does who owns the file: the triggers that protect the trail go first.
  void tamper(const std::string& sql) const {
    const auto database =
        offline_cache::store::Database::open(offline_cache::journal::StatePaths(path()).database);
    BOOST_REQUIRE(database.has_value());
    const std::string open =
        "DROP TRIGGER audit_record_is_never_changed; DROP TRIGGER audit_record_is_never_removed;";
    BOOST_REQUIRE((*database)->execute(open + sql).has_value());
  }
  std::filesystem::path path() const { return folder_ / "state"; }

  std::vector<std::string> numbers;

 private:
  tests::TemporaryFolder folder_;
  base::SystemClock clock_;

 public:
  base::SessionId session{base::Uuid::make_v7(clock_)};
};

ctl::Answer good(const base::Result<ctl::Answer>& answer) {
  BOOST_REQUIRE_MESSAGE(answer.has_value(), (answer ? "" : answer.error().to_string()));
  return *answer;
}

base::ErrorCode wrong(const base::Result<ctl::Answer>& answer) {
  BOOST_REQUIRE(!answer.has_value());
  return answer.error().code;
}

base::ProcessOutcome kioskctl(const std::filesystem::path& state, std::vector<std::string> words) {
  words.insert(words.begin(), {KIOSKCTL_PROGRAM, "--state", state});
  const auto outcome = base::run_process({std::move(words), {}, base::Duration{60'000}});
  BOOST_REQUIRE(outcome.has_value());
  return *outcome;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(base::ErrorCode)

BOOST_AUTO_TEST_SUITE(commands)

BOOST_AUTO_TEST_CASE(the_queue_is_listed_oldest_first) {
  const StateFolder state;
  const auto answer = good(ctl::list_queue(state.path(), {}));
  BOOST_REQUIRE(answer.json["cases"].size() == 2);
  BOOST_TEST(answer.json["cases"][0]["receipt_number"] == state.numbers[0]);
  BOOST_TEST(answer.json["cases"][0]["state"] == "queued");
  BOOST_TEST(answer.json["cases"][0]["centre_receipt"].is_null());
  BOOST_TEST(answer.json["cases"][1]["state"] == "needs_clerk");
  BOOST_TEST(answer.json["cases"][1]["last_error"] == "unknown service");
  BOOST_TEST(answer.text.find(state.numbers[0]) < answer.text.find(state.numbers[1]));
  BOOST_TEST(!answer.failed);
}

BOOST_AUTO_TEST_CASE(a_case_is_found_by_its_number_however_it_is_typed) {
  const StateFolder state;
  const auto answer = good(ctl::show_case(state.path(), {lower(state.numbers[1])}));
  BOOST_TEST(answer.json["receipt_number"] == state.numbers[1]);
  BOOST_TEST(answer.json["attempts"] == 1);
  BOOST_TEST(answer.json["session"] == state.session.value.to_string());
}

BOOST_AUTO_TEST_CASE(a_number_with_a_slip_of_the_pen_is_refused_and_an_unknown_one_not_found) {
  const StateFolder state;
  std::string mistyped = state.numbers[0];
  mistyped[4] = mistyped[4] == '9' ? '8' : '9';
  for (const std::string& number : {mistyped, std::string("nonsense"), std::string()}) {
    BOOST_TEST(wrong(ctl::show_case(state.path(), {number})) == base::ErrorCode::InvalidArgument, number);
    BOOST_TEST(wrong(ctl::show_audit(state.path(), {number})) == base::ErrorCode::InvalidArgument, number);
  }
  const StateFolder elsewhere("T01");
  BOOST_TEST(wrong(ctl::show_case(state.path(), {elsewhere.numbers[0]})) == base::ErrorCode::NotFound);
  BOOST_TEST(wrong(ctl::show_audit(state.path(), {elsewhere.numbers[0]})) == base::ErrorCode::NotFound);
}

BOOST_AUTO_TEST_CASE(an_untouched_trail_is_unbroken) {
  const StateFolder state;
  const auto answer = good(ctl::verify_audit(state.path(), {}));
  BOOST_TEST(!answer.failed);
  BOOST_TEST(answer.json["good"] == true);
  BOOST_TEST(answer.json["first_bad"] == 0);
  BOOST_TEST(answer.json["records"] >= 5);
  BOOST_TEST(answer.json["checkpoints"] >= 1);
}

BOOST_AUTO_TEST_CASE(a_changed_record_is_named) {
  const StateFolder state;
  state.tamper("UPDATE audit_record SET kind='visit.back' WHERE sequence=3");
  const auto answer = good(ctl::verify_audit(state.path(), {}));
  BOOST_TEST(answer.failed);
  BOOST_TEST(answer.json["good"] == false);
  BOOST_TEST(answer.json["fault"] == "changed");
  BOOST_TEST(answer.json["first_bad"] == 3);
  BOOST_TEST(answer.text.find("BROKEN at record 3") != std::string::npos, answer.text);
}

BOOST_AUTO_TEST_CASE(a_removed_record_is_named) {
  const StateFolder state;
  state.tamper("DELETE FROM audit_record WHERE sequence=2");
  const auto answer = good(ctl::verify_audit(state.path(), {}));
  BOOST_TEST(answer.failed);
  BOOST_TEST(answer.json["fault"] == "missing");
  BOOST_TEST(answer.json["first_bad"] == 2);
}

BOOST_AUTO_TEST_CASE(the_story_of_a_case_begins_with_the_visit_and_ends_with_what_became_of_it) {
  const StateFolder state;
  const auto answer = good(ctl::show_audit(state.path(), {state.numbers[1]}));
  std::vector<std::string> kinds;
  for (const base::Json& record : answer.json["records"]) kinds.push_back(record["kind"]);
  BOOST_TEST(kinds.front() == "visit.next");
  BOOST_TEST(kinds.back() == "case.needs_clerk");
}

BOOST_AUTO_TEST_CASE(a_recorded_visit_is_listed_and_exported) {
  const StateFolder state;
  const std::string id = state.session.value.to_string();
  BOOST_TEST(good(ctl::list_visits(state.path(), {})).json["sessions"] == base::Json::array({id}));
  const auto answer = good(ctl::export_visit(state.path(), {id}));
  BOOST_TEST(answer.text.rfind("{\"format\":\"kiosk-visit-1\"}\n", 0) == 0U);
  BOOST_TEST(answer.json["record"] == answer.text);
  BOOST_TEST(wrong(ctl::export_visit(state.path(), {"nobody"})) == base::ErrorCode::InvalidArgument);
  const base::SystemClock clock;
  BOOST_TEST(wrong(ctl::export_visit(state.path(), {base::Uuid::make_v7(clock).to_string()})) ==
             base::ErrorCode::NotFound);
}

BOOST_AUTO_TEST_CASE(the_status_is_what_the_terminal_wrote_with_the_queue_counted) {
  const StateFolder state;
  BOOST_TEST(wrong(ctl::show_status(state.path(), {})) == base::ErrorCode::NotFound);
  drivers::contract::DeviceReport reader;
  reader.state = drivers::contract::DeviceState::Online;
  reader.model = "Bench reader";
  reader.serial_number = "SAM-1";
  reader.faults.push_back({});
  const base::SystemClock clock;
  const app::TerminalStatus status{{"T05"},  clock.wall(), central::Connectivity::Online, true, "file",
                                   "memory", {reader}};
  BOOST_REQUIRE(
      base::write_file_atomically(state.path() / "status.json", app::to_json(status).dump()).has_value());
  const auto answer = good(ctl::show_status(state.path(), {}));
  BOOST_TEST(answer.json["queue"]["queued"] == 1);
  BOOST_TEST(answer.json["queue"]["needs_clerk"] == 1);
  BOOST_TEST(answer.json["queue"]["accepted"] == 0);
  for (const char* words : {"terminal T05", "connection online",
                            "keys file-wrapped (they protect a copied database, not a stolen disk)",
                            "TLS key in a file",
                            "needs_clerk 1", "id-card-reader: online  Bench reader  no. SAM-1"}) {
    BOOST_TEST(answer.text.find(words) != std::string::npos, words << " is not in " << answer.text);
  }
}

BOOST_AUTO_TEST_CASE(faults_are_those_that_are_active_or_the_whole_history) {
  const StateFolder state;
  BOOST_TEST(good(ctl::list_faults(state.path(), {})).json["faults"].empty());
  state.record(
      {{"device.fault.raised", "", "", {{"id", "f1"}, {"device", "receipt-printer"}, {"type", "paper-jam"}}},
       {"device.fault.raised", "", "", {{"id", "f2"}, {"device", "receipt-printer"}, {"type", "cover-open"}}},
       {"device.fault.cleared", "", "", {{"id", "f1"}, {"cleared_by", "operator"}}}});
  const auto active = good(ctl::list_faults(state.path(), {}));
  BOOST_REQUIRE(active.json["faults"].size() == 1);
  BOOST_TEST(active.json["faults"][0]["type"] == "cover-open");
  BOOST_TEST(active.json["faults"][0]["until"].is_null());
  const auto all = kioskctl(state.path(), {"faults", "--all", "--json"});
  BOOST_TEST(all.exit_status == 0);
  const auto faults = base::Json::parse(all.output)["faults"];
  BOOST_REQUIRE(faults.size() == 2);
  BOOST_TEST(faults[1]["cleared_by"] == "operator");
}

BOOST_AUTO_TEST_CASE(what_needs_the_running_terminal_says_that_it_does_not_run) {
  const StateFolder state;
  const auto status = kioskctl(state.path(), {"maintenance", "status"});
  BOOST_TEST(status.exit_status == 4);
  BOOST_TEST(status.errors.find("does not run") != std::string::npos);
  BOOST_TEST(kioskctl(state.path(), {"maintenance", "enter"}).exit_status == 2);
}

BOOST_AUTO_TEST_CASE(a_folder_without_a_store_is_an_error_and_stays_as_it_was) {
  const tests::TemporaryFolder folder;
  for (const ctl::CommandRow& row : ctl::command_table()) {
    ctl::Words words;
    if (std::string(row.arguments) == "NUMBER") words = {"T05-261123-0007-K"};
    if (std::string(row.arguments) == "FILE") words = {"no-such-service.json", "--out", folder / "pictures"};
    if (std::string(row.arguments) == "SESSION") words = {"0190d3a0-0000-7000-8000-000000000000"};
    for (const char* taken : {"NAME NUMBER", "CLASS", "CLASS FAULT"}) {
      if (std::string(row.arguments) == taken) words = {"receipt-printer", "paper-jam"};
    }
    BOOST_TEST(!row.run(folder / "nothing", words).has_value(), row.words);
  }
  BOOST_TEST(!std::filesystem::exists(folder / "nothing"));
  BOOST_TEST(wrong(ctl::list_queue(folder / "nothing", {})) == base::ErrorCode::NotFound);
}

BOOST_AUTO_TEST_CASE(the_program_ends_with_the_code_that_its_help_names) {
  const StateFolder state;
  const auto verified = kioskctl(state.path(), {"audit", "verify", "--json"});
  BOOST_TEST(verified.exit_status == 0);
  BOOST_TEST(base::Json::parse(verified.output)["good"] == true);
  BOOST_TEST(kioskctl(state.path(), {"queue", "show", "nonsense"}).exit_status == 2);
  BOOST_TEST(kioskctl(state.path(), {"queue", "show"}).exit_status == 2);
  BOOST_TEST(kioskctl(state.path() / "nothing", {"queue", "list"}).exit_status == 4);
  state.tamper("UPDATE audit_record SET wall_ms=wall_ms+1 WHERE sequence=1");
  const auto broken = kioskctl(state.path(), {"audit", "verify"});
  BOOST_TEST(broken.exit_status == 1);
  BOOST_TEST(broken.output.find("BROKEN at record 1") != std::string::npos, broken.output);
}

BOOST_AUTO_TEST_CASE(an_export_for_supervision_leads_to_no_person_and_two_exports_cannot_be_linked) {
  const StateFolder folder;
  const ctl::Answer first = good(ctl::export_audit(folder.path(), {}));
  const ctl::Answer second = good(ctl::export_audit(folder.path(), {}));
  for (const std::string& hidden : {folder.session.value.to_string(), folder.numbers[0], folder.numbers[1],
                                    std::string("unknown service"), std::string("idempotency")}) {
    BOOST_TEST(first.text.find(hidden) == std::string::npos, hidden);
  }
  const base::Json& records = first.json["records"];
  BOOST_REQUIRE(records.size() > 4U);
  std::map<std::string, int> of_case;
  for (const base::Json& record : records) ++of_case[record["case"].get<std::string>()];
  BOOST_TEST(of_case.size() == 3U, "two cases, and records of none");
  const auto find = [](const ctl::Answer& answer) {
    for (const base::Json& record : answer.json["records"]) {
      if (record["kind"] == "case.accepted") return record;
    }
    return base::Json();
  };
  BOOST_TEST(find(first)["fields"]["service"] == "RS-01");
  BOOST_TEST(find(first)["case"] != find(second)["case"]);
}

BOOST_AUTO_TEST_SUITE_END()
