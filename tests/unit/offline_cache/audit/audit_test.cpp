// The trail is complete, and whoever changes, moves, removes or cuts is found with the place.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/secure.h"
#include "offline_cache/audit/chain_report.h"
#include "tests/support/temporary_folder.h"

using namespace offline_cache::audit;
using kiosk::base::ErrorCode;
using kiosk::base::Status;
using kiosk::crypto::CryptoProfile;
using offline_cache::store::Database;
using offline_cache::store::in_transaction;
using offline_cache::store::Transaction;

namespace {

struct Trail {
  Trail() {
    BOOST_REQUIRE(database->execute(kTablesUp));
    for (int i = 1; i <= 150; ++i) append({"test.counted", i % 2 == 0 ? "visit" : "", "", {{"i", i}}});
  }
  std::int64_t append(const AuditRecord& record) {
    clock.advance(kiosk::base::Duration{1});
    return in_transaction(*database, [&](Transaction& t) { return log.append(t, record); }).value();
  }
  void tamper(const std::string& sql) {
    BOOST_REQUIRE(
        database->execute("DROP TRIGGER IF EXISTS audit_record_is_never_changed;"
                          "DROP TRIGGER IF EXISTS audit_record_is_never_removed;"));
    const auto done = database->execute(sql);
    BOOST_REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().to_string()));
  }
  void expect(ChainFault fault, std::int64_t first_bad, const std::optional<AuditHead>& witness = {}) {
    const auto report = verify_chain(*database, signer->public_key(), witness).value();
    BOOST_TEST(to_string(report.fault) == to_string(fault));
    BOOST_TEST(report.first_bad == first_bad, report.reason);
  }
  StoredRecord record(std::int64_t sequence) {
    StoredRecord found;
    BOOST_REQUIRE(database->each(
        std::string("SELECT ") + kRecordColumns + " FROM audit_record WHERE sequence=?",
        [&](const auto& row) { found = read_record(row); }, sequence));
    return found;
  }
  /// Rewrites the trail from this record on as one who knows the format but not the key would.
  void rewrite_from(std::int64_t first, std::int64_t last) {
    for (std::int64_t i = first; i <= last; ++i) {
      StoredRecord r = record(i);
      r.previous = i == 1 ? kiosk::crypto::Digest{} : record(i - 1).hash;
      r.hash = hash_of(r, CryptoProfile::International);
      BOOST_REQUIRE(database->run("UPDATE audit_record SET previous=?, hash=? WHERE sequence=?",
                                  std::span<const std::uint8_t>(r.previous),
                                  std::span<const std::uint8_t>(r.hash), i));
    }
    tamper(
        "UPDATE audit_head SET sequence=(SELECT max(sequence) FROM audit_record),"
        "hash=(SELECT hash FROM audit_record ORDER BY sequence DESC LIMIT 1)");
  }

  kiosk::tests::TemporaryFolder folder;
  kiosk::base::ManualClock clock;
  std::unique_ptr<kiosk::crypto::Signer> signer =
      kiosk::crypto::open_file_signer(folder / "audit.key").value();
  std::unique_ptr<Database> database = Database::open(folder / "a.db").value();
  AuditLog log{{{"T05"}, "boot"}, *signer, clock};
};

const char* const kSwap40And41 =
    "UPDATE audit_record SET sequence=-1 WHERE sequence=40; UPDATE audit_record SET sequence=40 WHERE "
    "sequence=41;"
    "UPDATE audit_record SET sequence=41 WHERE sequence=-1";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(audit, Trail)

BOOST_AUTO_TEST_CASE(an_untouched_trail_verifies_with_a_checkpoint_every_64_records) {
  const auto report = verify_chain(*database, signer->public_key()).value();
  BOOST_TEST(report.good(), report.reason);
  BOOST_TEST(report.records == 150);
  BOOST_TEST(report.checkpoints == 2);
}

BOOST_AUTO_TEST_CASE(a_checkpoint_on_request_signs_the_head_once) {
  for (int i = 0; i < 2; ++i)
    BOOST_REQUIRE(in_transaction(*database, [&](Transaction& t) { return log.checkpoint(t); }));
  BOOST_TEST(verify_chain(*database, signer->public_key()).value().checkpoints == 3);
}

BOOST_AUTO_TEST_CASE(the_hash_is_the_documented_one) {
  StoredRecord record{1,   "k", "s", "c", "{}", {kiosk::base::Duration{2}}, {kiosk::base::Duration{3}},
                      "b", {},  {}};
  std::string plain;
  const auto field = [&plain](const std::string& text) {
    plain += std::string{'\0', '\0', '\0', static_cast<char>(text.size())} + text;
  };
  const auto number = [&plain](char low) { plain += std::string(7, '\0') + low; };
  field("kiosk-audit-v1");
  for (const char n : {'\1', '\2', '\3'}) number(n);
  for (const char* text : {"b", "s", "c", "k", "{}"}) field(text);
  field(std::string(32, '\0'));
  BOOST_TEST((hash_of(record, CryptoProfile::International) == kiosk::crypto::sha256(plain)));
  plain.replace(4, 14, "kiosk-audit-sm3-v1");
  plain[3] = 18;
  BOOST_TEST((hash_of(record, CryptoProfile::Guomi) == kiosk::crypto::sm3(kiosk::base::as_bytes(plain))));
}

BOOST_AUTO_TEST_CASE(a_rolled_back_record_leaves_the_chain_whole) {
  const auto failed = in_transaction(*database, [&](Transaction& t) -> Status {
    BOOST_REQUIRE(log.append(t, {"test.undone"}).has_value());
    return kiosk::base::fail(ErrorCode::Conflict, "undone");
  });
  BOOST_TEST(!failed.has_value());
  BOOST_TEST(append({"test.next"}) == 151);
  expect(ChainFault::None, 0);
}

BOOST_AUTO_TEST_CASE(the_database_itself_refuses_to_change_or_remove) {
  BOOST_TEST(!database->execute("UPDATE audit_record SET kind='x' WHERE sequence=3").has_value());
  BOOST_TEST(!database->execute("DELETE FROM audit_record WHERE sequence=3").has_value());
}

BOOST_AUTO_TEST_CASE(a_changed_record_is_found_in_every_column) {
  for (const char* change :
       {"kind='x'", "session_id='x'", "case_number='x'", "fields='{}'", "wall_ms=1", "mono_ms=1",
        "boot_id='x'", "previous=zeroblob(32)", "hash=zeroblob(32)", "hash=x'00'"}) {
    Trail fresh;
    fresh.tamper(std::string("UPDATE audit_record SET ") + change + " WHERE sequence=40");
    fresh.expect(ChainFault::Changed, 40);
  }
}

BOOST_AUTO_TEST_CASE(swapped_records_are_found_as_reordered) {
  tamper(kSwap40And41);
  expect(ChainFault::Reordered, 40);
}

BOOST_AUTO_TEST_CASE(removed_records_are_found_as_missing) {
  tamper("DELETE FROM audit_record WHERE sequence IN (40, 41)");
  expect(ChainFault::Missing, 40);
}

BOOST_AUTO_TEST_CASE(a_removed_start_is_found_as_missing) {
  tamper("DELETE FROM audit_record WHERE sequence<3");
  expect(ChainFault::Missing, 1);
}

BOOST_AUTO_TEST_CASE(a_removed_record_whose_followers_were_renumbered_is_found) {
  tamper(
      "DELETE FROM audit_record WHERE sequence=40; UPDATE audit_record SET sequence=-sequence WHERE "
      "sequence>40;"
      "UPDATE audit_record SET sequence=-sequence-1 WHERE sequence<0");
  expect(ChainFault::Reordered, 40);
}

BOOST_AUTO_TEST_CASE(a_cut_end_is_found_by_the_stored_head) {
  tamper("DELETE FROM audit_record WHERE sequence>140");
  expect(ChainFault::Cut, 141);
}

BOOST_AUTO_TEST_CASE(a_cut_end_with_a_corrected_head_is_found_by_the_checkpoint) {
  tamper("DELETE FROM audit_record WHERE sequence>100");
  rewrite_from(100, 100);
  expect(ChainFault::Cut, 101);
}

BOOST_AUTO_TEST_CASE(a_trail_that_was_emptied_is_found) {
  tamper("DELETE FROM audit_record");
  expect(ChainFault::Cut, 1);
}

BOOST_AUTO_TEST_CASE(a_wholly_rewritten_chain_is_found_by_its_signed_checkpoint) {
  tamper("UPDATE audit_record SET fields='{\"i\":0}' WHERE sequence=100");
  rewrite_from(100, 150);
  expect(ChainFault::Changed, 65);
}

BOOST_AUTO_TEST_CASE(a_checkpoint_of_another_key_is_found) {
  const auto other = kiosk::crypto::open_file_signer(folder / "other.key").value();
  const auto report = verify_chain(*database, other->public_key()).value();
  BOOST_TEST(to_string(report.fault) == "checkpoint");
  BOOST_TEST(report.first_bad == 64);
}

BOOST_AUTO_TEST_CASE(a_cut_that_hides_every_local_trace_is_found_by_the_witness) {
  const AuditHead witness = read_head(*database).value();
  tamper("DELETE FROM audit_record WHERE sequence>100; DELETE FROM audit_checkpoint WHERE sequence>100");
  rewrite_from(100, 100);
  expect(ChainFault::None, 0);
  expect(ChainFault::Cut, 101, witness);
}

BOOST_AUTO_TEST_CASE(the_story_of_a_case_holds_its_visit_and_its_delivery) {
  append({"visit.started", "s1"});
  append({"case.accepted", "s1", "T05-1"});
  append({"visit.started", "s2"});
  append({"case.delivered", "", "T05-1"});
  std::string kinds;
  const auto story = records_of_case(*database, "T05-1").value();
  for (const StoredRecord& r : story) kinds += r.kind + ' ';
  BOOST_TEST(kinds == "visit.started case.accepted case.delivered ");
  BOOST_TEST(records_of_session(*database, "s2").value().size() == 1U);
  BOOST_TEST(records_of_case(*database, "").value().empty());
}

BOOST_AUTO_TEST_CASE(malformed_text_in_a_field_does_not_stop_the_trail) {
  append({"test.garbage", "", "", {{"text", "\xFF\xFE"}}});
  expect(ChainFault::None, 0);
}

BOOST_AUTO_TEST_CASE(a_trail_that_goes_on_with_sm3_verifies_and_a_change_is_found_in_either_part) {
  AuditLog guomi{{{"T05"}, "boot", CryptoProfile::Guomi}, *signer, clock};
  for (int i = 151; i <= 192; ++i) {
    BOOST_REQUIRE(in_transaction(*database, [&](Transaction& t) { return guomi.append(t, {"test.sm3"}); }));
  }
  const auto report = verify_chain(*database, signer->public_key()).value();
  BOOST_TEST(report.good(), report.reason);
  BOOST_TEST(report.records == 192);
  BOOST_TEST(report.checkpoints == 3);
  BOOST_TEST((profile_of(record(150)) == CryptoProfile::International));
  BOOST_TEST((profile_of(record(151)) == CryptoProfile::Guomi));
  BOOST_TEST((newest_checkpoint(*database).value()->profile == CryptoProfile::Guomi));
  BOOST_TEST(newest_checkpoint(*database).value()->head.sequence == 192);
  tamper("UPDATE audit_record SET kind='x' WHERE sequence=170");
  expect(ChainFault::Changed, 170);
}

BOOST_AUTO_TEST_SUITE_END()
