// The power goes at every write: what was acknowledged is there, nothing twice, the chain whole.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/file.h"
#include "offline_cache/journal/case_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/offline_cache/journal/recording_vfs.h"

using namespace offline_cache;
using namespace offline_cache::journal;
using kiosk::base::kStorageThread;
using kiosk::tests::disk_after;
using kiosk::tests::DiskOperation;
using kiosk::tests::PowerCut;
using kiosk::tests::RecordingVfs;
using outbox::CaseState;

namespace {

/// What the program was told, and after how many operations of the disk.
struct Acknowledgement {
  std::size_t after;
  std::string receipt_number;
  bool delivered;
};

/// A terminal that works on a recorded disk.
class RecordedTerminal {
 public:
  RecordedTerminal() {
    RecordingVfs::instance().operations.clear();
    store_ = open(folder_ / "state", RecordingVfs::kName).value();
  }
  static kiosk::base::Result<std::unique_ptr<CaseStore>> open(const std::filesystem::path& state,
                                                              const char* vfs) {
    kStorageThread.assert_here();
    static const kiosk::base::ManualClock clock;
    return CaseStore::open({.state = state, .terminal = {"T05"}, .boot_id = "boot", .vfs = vfs}, clock);
  }
  void accept(int i) {
    kStorageThread.assert_here();
    outbox::NewCase fresh{{kiosk::base::Uuid::make_v7(clock_)},
                          {"T05"},
                          {},
                          {"GA-03"},
                          "lane " + std::to_string(i % 5),
                          1,
                          [](const std::string&) { return kiosk::base::SecureBytes(3000, 'x'); }};
    const auto accepted = store_->accept_case(fresh, {{{"step.signed"}}, {}});
    BOOST_REQUIRE(accepted.has_value());
    acknowledge(accepted->receipt_number, false);
  }
  void deliver_one() {
    kStorageThread.assert_here();
    const auto due = store_->next_due().value();
    BOOST_REQUIRE(due.has_value());
    BOOST_REQUIRE(store_->mark_sending(due->summary.key));
    BOOST_REQUIRE(store_->mark_accepted(due->summary.key, "{}"));
    acknowledge(due->summary.receipt_number, true);
  }
  void settle() {
    kStorageThread.assert_here();
    BOOST_REQUIRE(store_->settle());
  }
  void work() {
    for (int i = 0; i < 12; ++i) {
      accept(i);
      if (i % 2 == 1) deliver_one();
      if (i % 4 == 3) settle();
    }
  }

  std::filesystem::path keys() const { return folder_ / "state/keys"; }
  const std::vector<Acknowledgement>& acknowledged() const { return acknowledged_; }
  static std::vector<DiskOperation>& operations() { return RecordingVfs::instance().operations; }

 private:
  void acknowledge(const std::string& number, bool delivered) {
    acknowledged_.push_back({operations().size(), number, delivered});
  }

  kiosk::tests::TemporaryFolder folder_;
  kiosk::base::ManualClock clock_;
  std::unique_ptr<CaseStore> store_;
  std::vector<Acknowledgement> acknowledged_;
};

/// Starts a terminal on what a power cut left. Returns how many acknowledgements were broken; -1 when it does
/// not start.
int broken_promises(const RecordedTerminal& terminal, const std::vector<DiskOperation>& operations,
                    std::size_t count, PowerCut cut) {
  kStorageThread.assert_here();
  const kiosk::tests::TemporaryFolder folder;
  const auto state = folder / "state";
  std::filesystem::create_directory(state);
  std::filesystem::copy(terminal.keys(), state / "keys");
  for (const auto& [name, bytes] : disk_after(operations, count, cut, static_cast<unsigned>(count))) {
    BOOST_REQUIRE(kiosk::base::write_file_atomically(state / name, bytes, 0600));
  }
  const auto store = RecordedTerminal::open(state, "");
  if (!store) {
    BOOST_TEST_MESSAGE(store.error().to_string());
    return -1;
  }
  int broken = (*store)->verify_trail().value().good() ? 0 : 1;
  for (const Acknowledgement& promise : terminal.acknowledged()) {
    if (promise.after > count) break;
    const auto found = outbox::find_case((*store)->database(), promise.receipt_number).value();
    const bool kept = found && (!promise.delivered || found->state == CaseState::Accepted);
    if (!kept) ++broken;
  }
  return broken;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(power_cut)

BOOST_AUTO_TEST_CASE(no_acknowledged_case_is_lost_wherever_the_power_goes) {
  RecordedTerminal terminal;
  terminal.work();
  const std::vector<DiskOperation> operations = RecordedTerminal::operations();
  int points = 0;
  for (const PowerCut cut : {PowerCut::KeepsAll, PowerCut::DropsUnflushed, PowerCut::KeepsSome}) {
    for (std::size_t count = 0; count <= operations.size(); ++count, ++points) {
      const int broken = broken_promises(terminal, operations, count, cut);
      BOOST_TEST(broken == 0,
                 "cut " << static_cast<int>(cut) << " after operation " << count << ": " << broken);
    }
  }
  BOOST_TEST_MESSAGE(points << " crash points");
  BOOST_TEST(points > 500);
}

BOOST_AUTO_TEST_CASE(a_disk_that_lies_about_its_flushes_is_found_out_by_this_test) {
  RecordedTerminal terminal;
  for (int i = 0; i < 4; ++i) terminal.accept(i);
  std::vector<DiskOperation> lying = RecordedTerminal::operations();
  for (std::size_t i = terminal.acknowledged()[1].after; i < lying.size(); ++i) {
    if (lying[i].kind == DiskOperation::Kind::Sync) lying[i] = {DiskOperation::Kind::Write, lying[i].file};
  }
  BOOST_TEST(broken_promises(terminal, lying, lying.size(), PowerCut::DropsUnflushed) == 2);
}

BOOST_AUTO_TEST_CASE(an_accepted_case_costs_one_flush) {
  RecordedTerminal terminal;
  terminal.settle();
  terminal.accept(0);
  const std::size_t before = RecordingVfs::instance().syncs();
  for (int i = 1; i <= 100; ++i) terminal.accept(i);
  BOOST_TEST(RecordingVfs::instance().syncs() - before == 100U);
}

BOOST_AUTO_TEST_SUITE_END()
