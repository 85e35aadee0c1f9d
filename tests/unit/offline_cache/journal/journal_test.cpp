// The terminal's store as the program uses it: one transaction a step, keys that fit, nothing personal in
// clear.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/file.h"
#include "offline_cache/journal/case_store.h"
#include "offline_cache/journal/read_only_store.h"
#include "offline_cache/journal/schema.h"
#include "tests/support/temporary_folder.h"

using namespace offline_cache;
using namespace offline_cache::journal;
using kiosk::base::ErrorCode;
using kiosk::base::kStorageThread;
using outbox::CaseState;

namespace {

constexpr std::string_view kCanary = "测试人甲 CANARY-100000199003070019";

struct Terminal {
  Terminal() { open(); }
  kiosk::base::Result<std::unique_ptr<CaseStore>> try_open() {
    kStorageThread.assert_here();
    return CaseStore::open(
        {.state = folder / "state", .terminal = {"T05"}, .boot_id = "boot", .page_limit = page_limit}, clock);
  }
  void open() {
    kStorageThread.assert_here();
    store.reset();
    auto opened = try_open();
    BOOST_REQUIRE_MESSAGE(opened.has_value(), (opened ? "" : opened.error().to_string()));
    store = std::move(*opened);
  }
  outbox::NewCase fresh(std::string_view payload = kCanary) {
    const auto bytes = kiosk::base::as_bytes(payload);
    return {{kiosk::base::Uuid::make_v7(clock)},
            {"T05"},
            session,
            {"GA-03"},
            "lane " + std::to_string(++lanes),
            1,
            [bytes](const std::string&) { return kiosk::base::SecureBytes(bytes.begin(), bytes.end()); }};
  }
  std::string accept() {
    kStorageThread.assert_here();
    last = fresh();
    const auto accepted = store->accept_case(last, {});
    BOOST_REQUIRE_MESSAGE(accepted.has_value(), (accepted ? "" : accepted.error().to_string()));
    return accepted->receipt_number;
  }
  std::int64_t count(const char* table) {
    kStorageThread.assert_here();
    return store->database().integer(std::string("SELECT count(*) FROM ") + table).value().value();
  }
  std::string story(const std::string& number) {
    kStorageThread.assert_here();
    std::string kinds;
    const auto records = audit::records_of_case(store->database(), number).value();
    for (const auto& record : records) kinds += record.kind + ' ';
    return kinds;
  }

  kiosk::tests::TemporaryFolder folder;
  kiosk::base::ManualClock clock;
  kiosk::base::SessionId session{kiosk::base::Uuid::make_v7(clock)};
  std::uint32_t page_limit = 0;
  int lanes = 0;
  std::unique_ptr<CaseStore> store;
  outbox::NewCase last;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(journal, Terminal)

BOOST_AUTO_TEST_CASE(an_accepted_case_comes_with_its_number_its_records_and_its_events) {
  kStorageThread.assert_here();
  StepRecord step;
  step.audit.push_back({"step.signed", session.value.to_string()});
  step.visit.push_back({session, "submitted", {{"service", "GA-03"}}, {1, 2, 3}, "digest"});
  const auto accepted = store->accept_case(fresh(), step).value();
  BOOST_TEST(!accepted.known_before);
  BOOST_TEST(outbox::find_case(store->database(), accepted.receipt_number).value().has_value());
  BOOST_TEST(story(accepted.receipt_number) == "step.signed case.accepted ");
  BOOST_TEST(
      visits::parse_visit(store->export_visit(session).value(), "visit", store->sealer()).value().size() ==
      1U);
  BOOST_TEST(store->verify_trail().value().good());
}

BOOST_AUTO_TEST_CASE(a_step_is_stored_whole_or_not_at_all) {
  kStorageThread.assert_here();
  const auto records = count("audit_record");
  outbox::NewCase bad = fresh();
  bad.terminal = {"no terminal"};
  BOOST_TEST((store->accept_case(bad, {{{"step.signed"}}, {}}).error().code == ErrorCode::InvalidArgument));
  BOOST_TEST(count("outbox_case") == 0);
  BOOST_TEST(count("audit_record") == records);
}

BOOST_AUTO_TEST_CASE(accepting_the_same_key_again_gives_the_same_number_and_writes_nothing) {
  kStorageThread.assert_here();
  const std::string number = accept();
  const auto records = count("audit_record");
  open();
  const auto again = store->accept_case(last, {{{"step.signed"}}, {}}).value();
  BOOST_TEST(again.known_before);
  BOOST_TEST(again.receipt_number == number);
  BOOST_TEST(count("outbox_case") == 1);
  BOOST_TEST(count("audit_record") == records + 1);  // "store.opened" of the restart
}

BOOST_AUTO_TEST_CASE(a_case_is_told_from_acceptance_to_delivery_and_a_late_second_answer_adds_nothing) {
  kStorageThread.assert_here();
  const std::string number = accept();
  const auto key = store->next_due().value()->summary.key;
  BOOST_REQUIRE(store->mark_sending(key));
  BOOST_REQUIRE(store->postpone(key, {kiosk::base::Duration{5}, "timed out"}));
  BOOST_TEST(store->next_wake().value().has_value());
  clock.advance(kiosk::base::Duration{5});
  BOOST_REQUIRE(store->mark_sending(key));
  BOOST_REQUIRE(store->mark_needs_clerk(key, "422"));
  BOOST_REQUIRE(store->requeue(key));
  BOOST_TEST((store->withdraw(key).error().code == ErrorCode::Conflict));
  BOOST_REQUIRE(store->mark_sending(key));
  BOOST_TEST((store->mark_accepted(key, "<html>").error().code == ErrorCode::InvalidArgument));
  for (int i = 0; i < 2; ++i) BOOST_REQUIRE(store->mark_accepted(key, R"({"case":"320100-1"})"));
  BOOST_TEST(story(number) == "case.accepted case.needs_clerk case.requeued case.delivered ");
  BOOST_TEST(store->verify_trail().value().good());
}

BOOST_AUTO_TEST_CASE(a_rejected_and_a_withdrawn_case_keep_their_story) {
  kStorageThread.assert_here();
  const std::string rejected = accept();
  BOOST_REQUIRE(store->mark_rejected(last.key, "no such address"));
  const std::string withdrawn = accept();
  BOOST_REQUIRE(store->withdraw(last.key));
  BOOST_TEST(outbox::find_case(store->database(), rejected).value()->last_error == "no such address");
  BOOST_TEST(story(withdrawn).find("case.withdrawn") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nothing_personal_is_in_clear_in_any_file) {
  kStorageThread.assert_here();
  for (int i = 0; i < 20; ++i) {
    last = fresh();
    const auto scanned = kiosk::base::as_bytes(kCanary);
    last.attachments = {{{kiosk::base::Uuid::make_v7(clock)},
                         "lease",
                         "image/jpeg",
                         kiosk::base::SecureBytes(scanned.begin(), scanned.end())}};
    BOOST_REQUIRE(store->accept_case(last, {}));
    BOOST_REQUIRE(store->mark_sending(last.key));
    if (i % 3 == 0) BOOST_REQUIRE(store->postpone(last.key, {kiosk::base::Duration{0}, "timed out"}));
    if (i % 3 == 1) BOOST_REQUIRE(store->mark_accepted(last.key, "{}"));
    if (i % 3 == 2) BOOST_REQUIRE(store->mark_needs_clerk(last.key, "422"));
    BOOST_REQUIRE(store->post_message({{kiosk::base::Uuid::make_v7(clock)},
                                       outbox::MessageKind::Rating,
                                       "T05-1",
                                       {scanned.begin(), scanned.end()}}));
    const auto bytes = kiosk::base::as_bytes(kCanary);
    BOOST_REQUIRE(
        store->record({{}, {{session, "card.read", {{"i", i}}, {bytes.begin(), bytes.end()}, ""}}}));
  }
  const auto search = [&] {
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
      if (!entry.is_regular_file()) continue;
      ++files;
      const std::string bytes = kiosk::base::read_file(entry.path()).value();
      BOOST_TEST((bytes.find("CANARY") == std::string::npos), entry.path());
      BOOST_TEST((bytes.find("测试人甲") == std::string::npos), entry.path());
    }
    BOOST_TEST(files >= 6);
  };
  search();
  BOOST_REQUIRE(store->settle());
  search();
  clock.set_wall({clock.wall().since_epoch + std::chrono::hours{24}});
  BOOST_REQUIRE(store->settle());
  search();
  store.reset();
  search();
}

BOOST_AUTO_TEST_CASE(lanes_tell_citizens_and_matters_apart_and_stay_the_same_after_a_restart) {
  kStorageThread.assert_here();
  const std::string lane = store->lane_of("100000199003070019", {"GA-03"});
  BOOST_TEST(lane.size() == 32U);
  BOOST_TEST(store->lane_of("100000199003070019", {"RS-01"}) != lane);
  BOOST_TEST(store->lane_of("100000199003070027", {"GA-03"}) != lane);
  open();
  BOOST_TEST(store->lane_of("100000199003070019", {"GA-03"}) == lane);
}

BOOST_AUTO_TEST_CASE(a_full_store_refuses_new_cases_keeps_the_old_ones_and_drains) {
  kStorageThread.assert_here();
  page_limit = 200;
  open();
  const std::string payload(8000, 'x');
  std::vector<kiosk::base::IdempotencyKey> kept;
  kiosk::base::ErrorCode code{};
  bool said_full = false;
  for (;;) {
    const auto accepted = store->accept_case(fresh(payload), {});
    if (!accepted) {
      code = accepted.error().code;
      break;
    }
    kept.push_back(accepted->key);
    said_full = said_full || !store->has_room().value();
  }
  BOOST_TEST((code == ErrorCode::Exhausted));
  BOOST_TEST(said_full);
  open();
  BOOST_TEST(static_cast<std::size_t>(count("outbox_case")) == kept.size());
  for (const auto& key : kept) {
    BOOST_REQUIRE(store->mark_sending(key));
    BOOST_REQUIRE(store->mark_accepted(key, "{}"));
  }
  BOOST_REQUIRE(store->settle());
  BOOST_TEST(store->has_room().value());
  BOOST_TEST(store->accept_case(fresh(payload), {}).has_value());
  BOOST_TEST(store->verify_trail().value().good());
}

BOOST_AUTO_TEST_CASE(a_reader_beside_the_owner_lists_and_verifies) {
  kStorageThread.assert_here();
  const std::string number = accept();
  const auto look = [&] {
    const auto reader = open_read_only(folder / "state").value();
    BOOST_TEST(outbox::list_cases(*reader.database, {}).value().front().receipt_number == number);
    BOOST_TEST(audit::verify_chain(*reader.database, reader.audit_key).value().good());
  };
  look();
  store.reset();
  look();
  BOOST_TEST((open_read_only(folder / "nowhere").error().code == ErrorCode::NotFound));
}

BOOST_AUTO_TEST_CASE(lost_or_foreign_keys_are_refused_before_anything_is_written) {
  kStorageThread.assert_here();
  accept();
  store.reset();
  const auto keys = folder / "state/keys";
  std::filesystem::rename(keys, folder / "kept");
  const auto lost = try_open();
  BOOST_REQUIRE(!lost.has_value());
  BOOST_TEST((lost.error().code == ErrorCode::NotFound));
  BOOST_TEST(!std::filesystem::exists(keys));
  Terminal other;
  std::filesystem::copy(other.folder / "state/keys", keys);
  const auto foreign = try_open();
  BOOST_REQUIRE(!foreign.has_value());
  BOOST_TEST((foreign.error().code == ErrorCode::InvalidData));
  BOOST_TEST(foreign.error().message.find("not the one that this database was written with") !=
             std::string::npos);
  std::filesystem::remove_all(keys);
  std::filesystem::rename(folder / "kept", keys);
  open();
  BOOST_TEST(store->next_due().value().has_value());
}

BOOST_AUTO_TEST_CASE(each_migration_can_be_undone_and_done_again) {
  const auto database = store::Database::open(folder / "empty.db").value();
  const auto objects = [&] {
    // SQLite's own table of counters stays once it was made.
    return database->integer("SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
        .value()
        .value();
  };
  for (const store::Migration& migration : migrations()) {
    const auto before = objects();
    BOOST_REQUIRE(database->execute(migration.up));
    BOOST_TEST(objects() > before);
    BOOST_REQUIRE(database->execute(migration.down));
    BOOST_TEST(objects() == before);
    BOOST_REQUIRE(database->execute(migration.up));
  }
}

BOOST_AUTO_TEST_CASE(a_second_program_on_the_same_state_is_refused) {
  BOOST_TEST((try_open().error().code == ErrorCode::Conflict));
}

BOOST_AUTO_TEST_SUITE_END()
