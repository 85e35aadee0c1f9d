// Key epochs end with what they sealed: key and payload are in no file any more, and what waits still opens.
#include "kiosk/crypto/key_ring.h"
#include "tests/unit/offline_cache/journal/terminal_store.h"

using kiosk::base::as_text;
using kiosk::base::kStorageThread;
using kiosk::tests::TerminalStore;
using offline_cache::outbox::CaseState;

namespace {

struct KeyBench : TerminalStore {
  KeyBench() { open(); }
  std::string text(const std::string& sql) {
    kStorageThread.assert_here();
    std::string found;
    BOOST_REQUIRE(store->database().each(sql, [&](const auto& row) {
      const auto bytes = row.blob(0);
      found = std::string(as_text(bytes));
    }));
    return found;
  }
  std::string key_file(int epoch) const {
    return kiosk::base::read_file(options.state / "keys" / ("data-" + std::to_string(epoch) + ".key"))
        .value_or("");
  }
  void settle() {
    kStorageThread.assert_here();
    const auto settled = store->settle();
    BOOST_REQUIRE_MESSAGE(settled.has_value(), (settled ? "" : settled.error().to_string()));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(key_rotation, KeyBench)

BOOST_AUTO_TEST_CASE(the_key_and_the_payload_of_a_delivered_case_are_in_no_file_on_the_next_day) {
  const std::string secret = "测试人甲 CANARY-100000199003070019";
  const auto key = accept("a", secret);
  const std::string sealed = text("SELECT payload FROM outbox_case");
  const std::string wrapped = key_file(1);
  BOOST_TEST(!files_with(sealed).empty());
  deliver(key);
  settle();
  BOOST_TEST(files_with(sealed) == "", "erased with the receipt");
  BOOST_TEST(key_file(1) == wrapped, "the epoch has not ended yet");
  next_day();
  settle();
  BOOST_TEST(key_file(1).empty());
  BOOST_TEST(files_with(wrapped) == "");
  for (const char* part : {"CANARY", "测试人甲", "100000199003070019"}) BOOST_TEST(files_with(part) == "");
  open();
  BOOST_TEST((state_of(key) == CaseState::Accepted));
}

BOOST_AUTO_TEST_CASE(what_still_waits_is_sealed_anew_and_opens_after_the_end_of_its_epoch) {
  kStorageThread.assert_here();
  auto waiting = fresh("a", "waiting");
  waiting.attachments = {scan(100'000)};
  BOOST_REQUIRE(store->accept_case(waiting, {}));
  const auto parked = accept("b", "parked");
  BOOST_REQUIRE(store->mark_needs_clerk(parked, "422"));
  BOOST_REQUIRE(store->post_message(
      {{kiosk::base::Uuid::make_v7(clock)}, offline_cache::outbox::MessageKind::Trouble, "E-1", {7}}));
  next_day();
  settle();
  BOOST_TEST(key_file(1).empty());
  BOOST_TEST(!key_file(2).empty());
  open();
  const auto due = store->next_due().value();
  BOOST_REQUIRE(due.has_value());
  BOOST_TEST(as_text(due->payload) == "waiting");
  const auto attachment = store->next_attachment(due->summary.key).value().value();
  BOOST_TEST(store->next_part(attachment.key).value()->bytes.size() == offline_cache::outbox::kPartBytes);
  BOOST_TEST(store->take_message().value()->payload.size() == 1U);
  BOOST_REQUIRE(store->requeue(parked));
  BOOST_TEST(as_text(store->next_due().value()->payload) == "waiting");
  BOOST_TEST(store->verify_trail().value().good());
}

BOOST_AUTO_TEST_CASE(many_waiting_cases_move_a_few_at_a_time_and_the_old_key_stays_until_the_last) {
  options.rotation.rows_at_once = 10;
  open();
  for (int i = 0; i < 25; ++i) accept("lane " + std::to_string(i));
  next_day();
  for (int i = 0; i < 2; ++i) {
    settle();
    BOOST_TEST(!key_file(1).empty());
  }
  settle();
  BOOST_TEST(key_file(1).empty());
  BOOST_TEST(integer("SELECT count(*) FROM outbox_case WHERE key_epoch=2") == 25);
}

BOOST_AUTO_TEST_CASE(an_epoch_also_ends_when_its_key_has_sealed_enough) {
  options.rotation.most_cases = 5;
  open();
  for (int i = 0; i < 5; ++i) accept("lane " + std::to_string(i));
  settle();
  BOOST_TEST(integer("SELECT max(epoch) FROM key_check") == 2);
}

BOOST_AUTO_TEST_CASE(personal_parts_of_visits_end_with_their_epoch_and_the_rest_of_the_visit_stays) {
  kStorageThread.assert_here();
  const kiosk::base::SessionId session{kiosk::base::Uuid::make_v7(clock)};
  BOOST_REQUIRE(store->record({{}, {{session, "card.read", {{"a", 1}}, {1, 2, 3}, "digest"}}}));
  next_day();
  settle();
  BOOST_TEST(integer("SELECT count(*) FROM visit_event WHERE personal IS NULL AND kind='card.read'") == 1);
  BOOST_TEST(key_file(1).empty());
}

BOOST_AUTO_TEST_CASE(a_wall_clock_that_jumps_ten_years_either_way_loses_nothing) {
  kStorageThread.assert_here();
  std::vector<kiosk::base::IdempotencyKey> keys;
  const auto start = clock.wall();
  for (const int years : {0, 10, -10, 0, -10, 10}) {
    clock.set_wall({start.since_epoch + std::chrono::hours{24 * 365 * years}});
    keys.push_back(accept("one lane"));
    settle();
    open();
  }
  BOOST_TEST(integer("SELECT count(DISTINCT receipt_number) FROM outbox_case") == 6);
  for (const auto& key : keys) {
    const auto due = store->next_due().value();
    BOOST_REQUIRE(due.has_value());
    BOOST_TEST((due->summary.key == key), "the order of acceptance, whatever the clock said");
    deliver(key);
  }
  BOOST_TEST(store->verify_trail().value().good());
}

BOOST_AUTO_TEST_CASE(a_change_of_release_or_configuration_is_recorded_once) {
  kStorageThread.assert_here();
  for (const char* release : {"1.0", "1.0", "1.1", "1.1"}) {
    BOOST_REQUIRE(store->note_change("release", release));
    open();
  }
  BOOST_TEST(integer("SELECT count(*) FROM audit_record WHERE kind='release.changed'") == 2);
  BOOST_TEST(text("SELECT fields FROM audit_record WHERE kind='release.changed' ORDER BY sequence DESC "
                  "LIMIT 1") == R"({"from":"1.0","to":"1.1"})");
}

BOOST_AUTO_TEST_CASE(a_store_in_the_guomi_profile_works_and_reads_what_the_other_profile_wrote) {
  kStorageThread.assert_here();
  const auto old = accept("a", "old");
  options.profile = kiosk::crypto::CryptoProfile::Guomi;
  open();
  accept("b", "new");
  BOOST_TEST(text("SELECT payload FROM outbox_case WHERE lane='b'").front() == '\2');
  BOOST_TEST(as_text(store->next_due().value()->payload) == "old");
  deliver(old);
  BOOST_TEST(as_text(store->next_due().value()->payload) == "new");
  BOOST_TEST(store->verify_trail().value().good());
  BOOST_TEST((store->sign_head().value()->profile == kiosk::crypto::CryptoProfile::Guomi));
}

BOOST_AUTO_TEST_SUITE_END()
