// The disk is full at every single write: nothing acknowledged is lost, nothing half is kept, and it goes on.
#include "tests/unit/offline_cache/journal/recording_vfs.h"
#include "tests/unit/offline_cache/journal/terminal_store.h"

using kiosk::base::ErrorCode;
using kiosk::base::IdempotencyKey;
using kiosk::base::kStorageThread;
using kiosk::tests::RecordingVfs;
using kiosk::tests::TerminalStore;
using offline_cache::outbox::CaseState;

namespace {

struct Bench : TerminalStore {
  Bench() : TerminalStore(RecordingVfs::kName) {
    disk().operations.clear();
    disk().keeps_bytes = false;
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;
  ~Bench() {
    store.reset();
    disk().writes_until_full.reset();
    disk().full_while.clear();
    disk().keeps_bytes = true;
  }
  static RecordingVfs& disk() { return RecordingVfs::instance(); }
};

/// A stretch of work that goes on after each refusal, and what it was told.
struct Work {
  explicit Work(Bench& owner) : bench(owner), case_with_scan(owner.fresh("c")) {
    kStorageThread.assert_here();
    bench.open();
    waiting = bench.accept("a");
    delivered = bench.accept("b");
    case_with_scan.attachments = {bench.scan(60'000)};
  }
  bool do_all() {
    kStorageThread.assert_here();
    auto& store = *bench.store;
    const auto scan_stored = store.accept_case(case_with_scan, {{{"step.signed"}}, {}});
    scan_kept = note(scan_stored);
    note(store.record({{{"device.fault.raised"}}, {}}));
    note(store.mark_sending(delivered));
    delivered_kept = note(store.mark_accepted(delivered, "{}"));
    message_kept = note(store.post_message(message));
    note(store.settle());
    return none_refused;
  }
  void check() {
    kStorageThread.assert_here();
    RecordingVfs::instance().writes_until_full.reset();
    bench.open();
    auto& store = *bench.store;
    BOOST_TEST(store.verify_trail().value().good());
    BOOST_TEST((bench.state_of(waiting) == CaseState::Queued));
    if (delivered_kept) BOOST_TEST((bench.state_of(delivered) == CaseState::Accepted));
    const auto found = offline_cache::outbox::find_case(store.database(), case_with_scan.key).value();
    BOOST_TEST(found.has_value() == scan_kept);
    BOOST_TEST((bench.integer("SELECT count(*) FROM outbox_part") == (scan_kept ? 2 : 0)));
    BOOST_TEST(bench.integer("SELECT count(*) FROM outbox_message") == message_kept);
    bench.accept("d");
    BOOST_TEST(store.settle().has_value());
  }

  Bench& bench;
  offline_cache::outbox::NewCase case_with_scan;
  IdempotencyKey waiting, delivered;
  offline_cache::outbox::NewMessage message{
      {kiosk::base::Uuid::make_v7(bench.clock)}, offline_cache::outbox::MessageKind::Trouble, "E-1", {1}};
  bool scan_kept = false, delivered_kept = false, message_kept = false, none_refused = true;

 private:
  template <class Outcome>
  bool note(const Outcome& outcome) {
    if (outcome) return true;
    none_refused = false;
    BOOST_TEST((outcome.error().code == ErrorCode::Exhausted || outcome.error().code == ErrorCode::Conflict),
               outcome.error().to_string());
    return false;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(disk_full)

BOOST_AUTO_TEST_CASE(wherever_it_happens_what_was_acknowledged_is_there_and_work_goes_on) {
  int points = 0;
  for (bool went_through = false; !went_through; ++points) {
    Bench bench;
    Work work(bench);
    Bench::disk().writes_until_full = points;
    went_through = work.do_all();
    work.check();
    BOOST_REQUIRE(points < 1000);
  }
  BOOST_TEST_MESSAGE(points << " writes at which the disk was full");
  BOOST_TEST(points > 40);
}

BOOST_AUTO_TEST_CASE(a_begun_case_is_stored_from_the_space_held_for_it_and_no_other_space_is_touched) {
  kStorageThread.assert_here();
  Bench bench;
  bench.options.visit_ballast = 1 << 20;
  bench.options.drain_ballast = 1 << 20;
  bench.open();
  BOOST_TEST(bench.store->has_room().value());
  const auto visit = bench.options.state / "ballast.visit";
  const auto drain = bench.options.state / "ballast.drain";
  Bench::disk().full_while = visit;
  BOOST_TEST(bench.store->accept_case(bench.fresh("a"), {}).has_value());
  BOOST_TEST(!std::filesystem::exists(visit));
  BOOST_TEST(std::filesystem::exists(drain));
  Bench::disk().full_while = drain;
  BOOST_TEST((bench.store->accept_case(bench.fresh("b"), {}).error().code == ErrorCode::Exhausted));
  BOOST_TEST(std::filesystem::exists(drain), "a new case never takes the space for delivering");
  const auto due = bench.store->next_due().value();
  BOOST_REQUIRE(due.has_value());
  bench.deliver(due->summary.key);
  BOOST_TEST(!std::filesystem::exists(drain));
  BOOST_REQUIRE(bench.store->settle());
  BOOST_TEST(std::filesystem::exists(drain), "taken in again as soon as there is room");
  BOOST_TEST(std::filesystem::exists(visit));
}

BOOST_AUTO_TEST_CASE(no_visit_begins_that_could_end_in_the_queue_while_the_disk_cannot_hold_a_case) {
  kStorageThread.assert_here();
  Bench bench;
  bench.options.visit_ballast = std::int64_t{1} << 60;
  bench.open();
  BOOST_TEST(!bench.store->has_room().value());
  BOOST_TEST(bench.store->settle().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
