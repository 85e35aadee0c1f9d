// The history of faults is read out of the trail, and a restart ends what was left open.
#include <boost/test/unit_test.hpp>

#include "offline_cache/audit/audit_log.h"
#include "offline_cache/audit/fault_history.h"
#include "tests/support/temporary_folder.h"

using namespace offline_cache::audit;
using kiosk::base::Json;
using offline_cache::store::Database;
using offline_cache::store::in_transaction;
using offline_cache::store::Transaction;

namespace {

struct FaultTrail {
  FaultTrail() { BOOST_REQUIRE(database->execute(kTablesUp)); }
  void append(const AuditRecord& record) {
    clock.advance(kiosk::base::Duration{1000});
    BOOST_REQUIRE(
        in_transaction(*database, [&](Transaction& t) { return log.append(t, record); }).has_value());
  }
  void raised(const char* id, const char* type) {
    append({kFaultRaised,
            "",
            "",
            {{"id", id}, {"device", "receipt-printer"}, {"type", type}, {"severity", "high"}}});
  }
  void cleared(const char* id, const char* by) {
    append({kFaultCleared, "", "", {{"id", id}, {"count", 3}, {"cleared_by", by}}});
  }
  void started() { append({kTerminalStarted}); }

  kiosk::tests::TemporaryFolder folder;
  kiosk::base::ManualClock clock;
  std::unique_ptr<kiosk::crypto::Signer> signer =
      kiosk::crypto::open_file_signer(folder / "audit.key").value();
  std::unique_ptr<Database> database = Database::open(folder / "a.db").value();
  AuditLog log{{{"T05"}, "boot"}, *signer, clock};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(fault_histories, FaultTrail)

BOOST_AUTO_TEST_CASE(a_fault_has_a_beginning_an_end_a_count_and_somebody_who_cleared_it) {
  started();
  raised("f1", "paper-jam");
  append({"visit.next"});
  raised("f2", "cover-open");
  cleared("f1", "operator");
  const auto faults = fault_history(*database, 100).value();
  BOOST_REQUIRE(faults.size() == 2u);
  BOOST_TEST(faults[0].id == "f2");
  BOOST_TEST(!faults[0].until.has_value());
  BOOST_TEST(faults[0].cleared_by.empty());
  BOOST_TEST(faults[1].type == "paper-jam");
  BOOST_TEST(faults[1].severity == "high");
  BOOST_TEST(faults[1].cleared_by == "operator");
  BOOST_TEST(faults[1].count == 3);
  BOOST_REQUIRE(faults[1].until.has_value());
  BOOST_TEST((faults[1].until->since_epoch - faults[1].since.since_epoch == kiosk::base::Duration{3000}));
}

BOOST_AUTO_TEST_CASE(what_a_dead_program_left_open_is_cleared_by_the_restart_once) {
  started();
  raised("f1", "paper-jam");
  raised("f2", "cover-open");
  cleared("f2", "device");
  auto left = open_faults(*database).value();
  BOOST_REQUIRE(left.size() == 1u);
  BOOST_TEST(left[0].id == "f1");
  for (const FaultEntry& fault : left) append(cleared_by_restart(fault));
  started();
  BOOST_TEST(open_faults(*database).value().empty());
  raised("f3", "paper-out");
  left = open_faults(*database).value();
  BOOST_REQUIRE(left.size() == 1u);
  BOOST_TEST(left[0].id == "f3");
  const auto all = fault_history(*database, 100).value();
  BOOST_REQUIRE(all.size() == 3u);
  BOOST_TEST(all[2].cleared_by == "restart");
  BOOST_TEST(all[2].type == "paper-jam");
}

BOOST_AUTO_TEST_CASE(a_history_that_begins_in_the_middle_leaves_ends_without_a_beginning_out) {
  raised("f1", "paper-jam");
  cleared("f1", "device");
  raised("f2", "paper-out");
  const auto faults = fault_history(*database, 2).value();
  BOOST_REQUIRE(faults.size() == 1u);
  BOOST_TEST(faults[0].id == "f2");
}

BOOST_AUTO_TEST_SUITE_END()
