// The power goes at every write: what was acknowledged is there, nothing twice, the chain whole.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "kiosk/base/file.h"
#include "offline_cache/journal/case_store.h"
#include "offline_cache/journal/schema.h"
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
  std::int64_t scans;
};

/// A terminal that works on a recorded disk.
class RecordedTerminal {
 public:
  RecordedTerminal() {
    RecordingVfs::instance().operations.clear();
    clock().set_wall(kiosk::base::ManualClock().wall());
    store_ = open(folder_ / "state", RecordingVfs::kName).value();
    remember_keys();
  }
  static kiosk::base::Result<std::unique_ptr<CaseStore>> open(const std::filesystem::path& state,
                                                              const char* vfs) {
    kStorageThread.assert_here();
    CaseStoreOptions options{state, {"T05"}, "boot"};
    options.vfs = vfs;
    options.visit_ballast = options.drain_ballast = 0;
    return CaseStore::open(options, clock());
  }
  void accept(int i) {
    kStorageThread.assert_here();
    outbox::NewCase fresh{{kiosk::base::Uuid::make_v7(clock())},
                          {"T05"},
                          {},
                          {"GA-03"},
                          "lane " + std::to_string(i % 5),
                          1,
                          [](const std::string&) { return kiosk::base::SecureBytes(3000, 'x'); }};
    if (i % 3 == 0) fresh.attachments = {scan()};
    const auto accepted = store_->accept_case(fresh, {{{"step.signed"}}, {}});
    BOOST_REQUIRE(accepted.has_value());
    acknowledge(accepted->receipt_number, false, static_cast<std::int64_t>(fresh.attachments.size()));
  }
  /// A message that waits for the centre; every second one is delivered.
  void post(int i) {
    kStorageThread.assert_here();
    const outbox::NewMessage message{{kiosk::base::Uuid::make_v7(clock())},
                                     outbox::MessageKind::Trouble,
                                     "E-" + std::to_string(i),
                                     {1, 2, 3}};
    BOOST_REQUIRE(store_->post_message(message));
    messages_.push_back(operations().size());
    if (i % 2 == 1) BOOST_REQUIRE(store_->message_delivered(store_->take_message().value()->summary));
  }
  void deliver_one() {
    kStorageThread.assert_here();
    const auto due = store_->next_due().value();
    BOOST_REQUIRE(due.has_value());
    BOOST_REQUIRE(store_->mark_sending(due->summary.key));
    while (const auto attachment = store_->next_attachment(due->summary.key).value()) {
      BOOST_REQUIRE(store_->note_held(attachment->key, {1}));
      BOOST_TEST(store_->next_part(attachment->key).value()->number == 2);
      BOOST_REQUIRE(store_->note_held(attachment->key, {1, 2}));
    }
    BOOST_REQUIRE(store_->mark_accepted(due->summary.key, "{}"));
    acknowledge(due->summary.receipt_number, true, 0);
  }
  void settle() {
    kStorageThread.assert_here();
    BOOST_REQUIRE(store_->settle());
    remember_keys();
  }
  /// Cases, scans, messages, deliveries, and each settling on another day: so key epochs come and go.
  void work() {
    for (int i = 0; i < 8; ++i) {
      accept(i);
      post(i);
      if (i % 2 == 1) deliver_one();
      if (i % 4 == 3) {
        clock().set_wall({clock().wall().since_epoch + std::chrono::hours{24}});
        settle();
      }
    }
  }

  /// The key files as they were at this moment: those of the moment remembered before, and those that were
  /// made until the next one. A key is made before the database knows it and goes after the database forgot
  /// it.
  void restore_keys(std::size_t count, const std::filesystem::path& to) const {
    std::filesystem::create_directory(to);
    constexpr auto kOverwrite =
        std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      const bool last_before = keys_[i] <= count && (i + 1 == keys_.size() || keys_[i + 1] > count);
      const bool first_after = keys_[i] > count && (i == 0 || keys_[i - 1] <= count);
      if (last_before || first_after) std::filesystem::copy(snapshot(i), to, kOverwrite);
    }
  }
  const std::vector<std::size_t>& messages() const { return messages_; }
  const std::vector<Acknowledgement>& acknowledged() const { return acknowledged_; }
  static std::vector<DiskOperation>& operations() { return RecordingVfs::instance().operations; }

 private:
  static kiosk::base::ManualClock& clock() {
    static kiosk::base::ManualClock clock;
    return clock;
  }
  static outbox::NewAttachment scan() {
    return {{kiosk::base::Uuid::make_v7(clock())},
            "lease",
            "image/jpeg",
            kiosk::base::SecureBytes(outbox::kPartBytes + 100, 's')};
  }
  std::filesystem::path snapshot(std::size_t i) const { return folder_ / ("keys " + std::to_string(i)); }
  void remember_keys() {
    std::filesystem::copy(folder_ / "state/keys", snapshot(keys_.size()));
    keys_.push_back(operations().size());
  }
  void acknowledge(const std::string& number, bool delivered, std::int64_t scans) {
    acknowledged_.push_back({operations().size(), number, delivered, scans});
  }

  kiosk::tests::TemporaryFolder folder_;
  std::unique_ptr<CaseStore> store_;
  std::vector<std::size_t> keys_;      ///< when keys were remembered
  std::vector<std::size_t> messages_;  ///< when a message was acknowledged
  std::vector<Acknowledgement> acknowledged_;
};

std::int64_t integer(CaseStore& store, const std::string& sql) {
  kStorageThread.assert_here();
  return store.database().integer(sql).value().value_or(0);
}

/// How many scans of a case that waits are not there whole.
int lost_scans(CaseStore& store, const outbox::CaseSummary& of, std::int64_t promised) {
  kStorageThread.assert_here();
  const auto scans = outbox::attachments_of(store.database(), of.key).value();
  int lost = static_cast<int>(promised - static_cast<std::int64_t>(scans.size()));
  for (const auto& scan : scans) {
    BOOST_REQUIRE(store.note_held(scan.key, {1}));
    const auto part = store.next_part(scan.key);
    if (!part || !*part || (*part)->bytes.size() != 100) ++lost;
  }
  return lost;
}

/// Starts a terminal on what a power cut left. Returns how many acknowledgements were broken; -1 when it does
/// not start.
int broken_promises(const RecordedTerminal& terminal, const std::vector<DiskOperation>& operations,
                    std::size_t count, PowerCut cut) {
  kStorageThread.assert_here();
  const kiosk::tests::TemporaryFolder folder;
  const auto state = folder / "state";
  std::filesystem::create_directory(state);
  terminal.restore_keys(count, state / "keys");
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
    if (kept && found->state != CaseState::Accepted) broken += lost_scans(**store, *found, promise.scans);
  }
  const auto posted = std::count_if(terminal.messages().begin(), terminal.messages().end(),
                                    [count](std::size_t after) { return after <= count; });
  if (integer(**store, "SELECT count(*) FROM outbox_message") < posted) ++broken;
  // Whatever waits can be opened with the keys that are left.
  static_cast<void>((*store)->next_due());
  static_cast<void>((*store)->take_message());
  return broken +
         static_cast<int>(integer(**store, "SELECT count(*) FROM outbox_case WHERE state='needs_clerk'") +
                          integer(**store, "SELECT count(*) FROM outbox_message WHERE state='parked'"));
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

/// Cases of the former release: their numbers.
static std::vector<std::string> fill_former_store(const std::filesystem::path& state) {
  const auto keys = kiosk::crypto::KeyRing::open_with_file(state / "keys").value();
  const auto signer = kiosk::crypto::open_file_signer(state / "keys/audit.key").value();
  const kiosk::crypto::Sealer sealer(keys);
  const kiosk::base::ManualClock clock;
  outbox::Outbox queue(sealer, clock);
  const auto database = store::Database::open(state / "terminal.db", {0, RecordingVfs::kName}).value();
  BOOST_REQUIRE(store::migrate_up(*database, migrations().first(1)));
  std::vector<std::string> numbers;
  for (int i = 0; i < 20; ++i) {
    const outbox::NewCase fresh{{kiosk::base::Uuid::make_v7(clock)},
                                {"T05"},
                                {},
                                {"GA-03"},
                                "lane " + std::to_string(i),
                                1,
                                [](const std::string&) { return kiosk::base::SecureBytes(500, 'x'); }};
    numbers.push_back(store::in_transaction(*database, [&](store::Transaction& t) {
                        return queue.accept(t, fresh);
                      }).value());
  }
  return numbers;
}

BOOST_AUTO_TEST_CASE(a_migration_that_is_cut_anywhere_loses_no_case_and_goes_on_at_the_next_start) {
  kStorageThread.assert_here();
  const kiosk::tests::TemporaryFolder folder;
  RecordingVfs::instance().operations.clear();
  std::filesystem::create_directory(folder / "state");
  const auto numbers = fill_former_store(folder / "state");
  const std::size_t begin = RecordingVfs::instance().operations.size();
  BOOST_REQUIRE(RecordedTerminal::open(folder / "state", RecordingVfs::kName).has_value());
  const std::vector<DiskOperation> operations = RecordingVfs::instance().operations;
  int points = 0;
  for (const PowerCut cut : {PowerCut::KeepsAll, PowerCut::DropsUnflushed, PowerCut::KeepsSome}) {
    for (std::size_t count = begin; count <= operations.size(); ++count, ++points) {
      const kiosk::tests::TemporaryFolder copy;
      std::filesystem::create_directory(copy / "state");
      std::filesystem::copy(folder / "state/keys", copy / "state/keys");
      for (const auto& [name, bytes] : disk_after(operations, count, cut, static_cast<unsigned>(count))) {
        BOOST_REQUIRE(kiosk::base::write_file_atomically(copy / ("state/" + name), bytes, 0600));
      }
      const auto store = RecordedTerminal::open(copy / "state", "");
      BOOST_REQUIRE_MESSAGE(store.has_value(), (store ? "" : store.error().to_string()));
      BOOST_TEST(store::schema_number((*store)->database()).value() == static_cast<int>(migrations().size()));
      for (const std::string& number : numbers) {
        BOOST_TEST(outbox::find_case((*store)->database(), number).value().has_value());
      }
      BOOST_TEST((*store)->next_due().value()->payload.size() == 500U);
    }
  }
  BOOST_TEST_MESSAGE(points << " crash points of a migration");
  BOOST_TEST(points > 50);
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
