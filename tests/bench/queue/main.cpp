// kiosk-benchmark-queue: accepting a case, everything included, against a bare SQLite insert of the same payload.
#include <algorithm>
#include <chrono>
#include <iostream>

#include "kiosk/base/command_line.h"
#include "kiosk/base/log.h"
#include "offline_cache/journal/case_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/offline_cache/journal/recording_vfs.h"

namespace {

using namespace kiosk;
using offline_cache::journal::CaseStore;
using offline_cache::store::Database;
using tests::RecordingVfs;
namespace po = boost::program_options;

struct Plan {
  int rounds = 7;
  int cases = 200;
  std::size_t payload = 20'000;
  int sync_ms = 0;
  double most_flushes = 0;  ///< 0: no limit
};

/// Milliseconds that this took.
template <class Work>
double time_of(Work&& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  return took.count();
}

void require(const base::Status& done) {
  if (done) return;
  std::cerr << "kiosk-benchmark-queue: " << done.error().to_string() << "\n";
  std::exit(base::kExitFailed);
}

/// The terminal's store on this plan's folder.
class Accepting {
 public:
  Accepting(const std::filesystem::path& folder, const Plan& plan) : content_(plan.payload, 'x') {
    base::kStorageThread.assert_here();
    offline_cache::journal::CaseStoreOptions options{folder / "state", {"T05"}};
    options.vfs = RecordingVfs::kName;
    options.page_limit = 0;
    auto opened = CaseStore::open(options, clock_);
    require(opened.map([](const auto&) {}));
    store_ = std::move(*opened);
  }
  void accept(int i) {
    base::kStorageThread.assert_here();
    offline_cache::outbox::NewCase fresh;
    fresh.key = {base::Uuid::make_v7(clock_)};
    fresh.terminal = {"T05"};
    fresh.session = {base::Uuid::make_v7(clock_)};
    fresh.service = {"GA-03"};
    fresh.lane = store_->lane_of("100000199003070019" + std::to_string(i), fresh.service);
    fresh.payload = [this](const std::string&) { return content_; };
    require(store_->accept_case(fresh, {{{"visit.next", fresh.session.value.to_string()}}, {}})
                .map([](const auto&) {}));
  }
  void settle() {
    base::kStorageThread.assert_here();
    require(store_->settle());
  }

 private:
  base::SystemClock clock_;
  base::SecureBytes content_;
  std::unique_ptr<CaseStore> store_;
};

/// The yardstick: one table, one row, one commit.
class Inserting {
 public:
  Inserting(const std::filesystem::path& folder, const Plan& plan)
      : content_(plan.payload, 'x'),
        database_(Database::open(folder / "bare.db", {0, RecordingVfs::kName}).value()) {
    require(database_->execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, payload BLOB NOT NULL) STRICT"));
  }
  void insert() {
    require(database_->run("INSERT INTO bare (payload) VALUES (?)", std::span<const std::uint8_t>(content_)));
  }
  void settle() { require(database_->checkpoint()); }

 private:
  std::vector<std::uint8_t> content_;
  std::unique_ptr<Database> database_;
};

/// Each accepted case against the bare row that was inserted right before it: what disturbs the machine for
/// longer than a moment cancels out.
std::vector<double> paired(const std::vector<double>& inserts, const std::vector<double>& accepts) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < inserts.size(); ++i) ratios.push_back(inserts[i] / accepts[i]);
  return ratios;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int measure(const Plan& plan) {
  const tests::TemporaryFolder folder;
  RecordingVfs& disk = RecordingVfs::instance();
  disk.keeps_bytes = false;
  disk.sync_delay_ms = plan.sync_ms;
  Accepting accepting(folder.path(), plan);
  Inserting inserting(folder.path(), plan);
  std::vector<double> accepts, inserts;
  std::size_t flushes = 0;
  for (int i = 0; i < plan.rounds * plan.cases; ++i) {
    // One by one in turns: what else the machine does disturbs both alike.
    inserts.push_back(time_of([&] { inserting.insert(); }));
    const std::size_t before = disk.sync_count;
    accepts.push_back(time_of([&] { accepting.accept(i); }));
    flushes += disk.sync_count - before;
    if ((i + 1) % plan.cases != 0) continue;
    inserting.settle();
    accepting.settle();
  }
  const double flushes_per_case = static_cast<double>(flushes) / (plan.rounds * plan.cases);
  std::cout << "payload " << plan.payload << " bytes, flushes slower by " << plan.sync_ms << " ms, "
            << plan.rounds << " rounds of " << plan.cases << " cases\naccept " << median(accepts)
            << " ms, bare insert " << median(inserts) << " ms, ratio "
            << median(paired(inserts, accepts)) << " (median of pairs, goal 0.85)\nflushes per case " << flushes_per_case << " (goal 1.1)\n";
  const bool too_many = plan.most_flushes > 0 && flushes_per_case > plan.most_flushes;
  return too_many ? base::kExitFailed : base::kExitOk;
}

}  // namespace

int main(int argc, char** argv) {
  Plan plan;
  po::options_description options("Options");
  options.add_options()("rounds", po::value(&plan.rounds)->default_value(plan.rounds), "rounds")(
      "cases", po::value(&plan.cases)->default_value(plan.cases), "cases in each round")(
      "payload", po::value(&plan.payload)->default_value(plan.payload), "bytes of each payload")(
      "sync-ms", po::value(&plan.sync_ms)->default_value(plan.sync_ms), "how much longer each flush takes")(
      "most-flushes", po::value(&plan.most_flushes)->default_value(0), "fail above so many flushes per case");
  const base::ProgramText text{"kiosk-benchmark-queue", "accepting cases against a bare SQLite insert.",
                               "kiosk-benchmark-queue [OPTION…]", ""};
  int exit_code = 0;
  if (!base::parse_command_line(text, options, argc, argv, exit_code)) return exit_code;
  return measure(plan);
}
