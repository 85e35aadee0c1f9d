// The heartbeat and the publications, between a real store, a real line and a real centre.
#include "kiosk/app/centre_watch_publications.h"
#include "kiosk/app/centre_watch_report.h"
#include "kiosk/base/file.h"
#include "tests/central/cases/registry_repository.h"
#include "tests/unit/kiosk/app/storage_bench.h"
#include "tests/unit/kiosk/central/running_centre.h"

using namespace kiosk;
using namespace kiosk::tests;

namespace {

class ReportBench {
 public:
  ReportBench() {
    const auto made = line.create(
        [settings = centre.settings()]() -> base::Result<std::unique_ptr<central::CentralClient>> {
          return std::make_unique<central::CentralClient>(RunningCentre::client(settings));
        });
    BOOST_REQUIRE(made.has_value());
    watch.probe();
    BOOST_REQUIRE(wait([this] { return watch.state() == central::Connectivity::Online; }));
  }
  ReportBench(const ReportBench&) = delete;
  ReportBench& operator=(const ReportBench&) = delete;
  ~ReportBench() {
    stop.request_stop();
    storage.main().close();
  }
  bool wait(const std::function<bool()>& is_so) { return wait_until(storage.main(), is_so); }
  std::filesystem::path approval_key() const { return centre.folder() / "content-approval.key.pub"; }

  RunningCentre centre;
  StorageBench storage{"T05"};
  std::stop_source stop;
  app::Line line{"network", storage.clock(), storage.main()};
  app::CentreWatch watch{line, storage.main(), stop.get_token()};
};

protocol::TerminalReport describe() {
  protocol::TerminalReport report;
  report.terminal.value = "T05";
  report.software = "1.0";
  report.configuration = std::string(64, 'a');
  report.place = {"样例大厅", {}};
  report.devices = {"id-card-reader"};
  return report;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(centre_report, ReportBench)

BOOST_AUTO_TEST_CASE(
    the_registry_shows_release_configuration_queue_and_trail_and_the_answer_what_is_published) {
  storage.ask([](StorageBench::CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.note_change("release", "1.0");
  });
  std::vector<protocol::PublishedVersion> published;
  app::CentreReport report({storage.storage(), line, storage.main(), storage.clock(), watch},
                           stop.get_token(), describe,
                           [&published](const auto& versions) { published = versions; });
  report.tell();
  BOOST_REQUIRE(wait([&] { return !published.empty(); }));
  BOOST_TEST(published.size() == 2U);
  const auto registry = ::tests::central::RegistryRepository::open(centre.folder() / "centre.db");
  const base::Json kept = base::Json::parse(registry->find("T05")->report);
  BOOST_TEST(kept["software"] == "1.0");
  BOOST_TEST(kept["queued"] == 0);
  BOOST_TEST(kept["audit_head"]["sequence"] >= 1);
}

BOOST_AUTO_TEST_CASE(fees_and_notices_are_fetched_kept_and_shown_with_the_day_of_their_approval) {
  int changes = 0;
  app::PublicationDesk desk({line, watch, storage.clock()}, stop.get_token(), [&changes] { ++changes; });
  desk.open(storage.state() / "reference", approval_key());
  desk.refresh({});
  BOOST_REQUIRE(wait([&] { return changes == 2; }));
  const app::Publications& now = desk.now();
  BOOST_REQUIRE((now.fees_state == app::PublicationState::Valid));
  BOOST_TEST(now.fees.at("RS-01").basis.zh_cn == "不收费");
  BOOST_TEST(now.fees_approved_at.since_epoch.count() > 0);
  BOOST_REQUIRE(now.notices.size() == 1U);
  BOOST_TEST(now.notices[0].in("en").find("winter") != std::string::npos);

  app::PublicationDesk restarted({line, watch, storage.clock()}, stop.get_token(), [&changes] { ++changes; });
  centre.fault("down");
  restarted.open(storage.state() / "reference", approval_key());
  BOOST_REQUIRE(wait([&] { return changes == 3; }));
  BOOST_TEST(restarted.now().fees.size() == now.fees.size(), "the snapshot outlives the program");
}

BOOST_AUTO_TEST_CASE(what_another_office_approved_is_not_shown) {
  const auto other = crypto::open_file_signer(storage.state() / "other.key");
  BOOST_REQUIRE(other.has_value());
  BOOST_REQUIRE(base::write_file_atomically(storage.state() / "other.pub", (*other)->public_key().to_pem()));
  int changes = 0;
  app::PublicationDesk desk({line, watch, storage.clock()}, stop.get_token(), [&changes] { ++changes; });
  desk.open(storage.state() / "reference", storage.state() / "other.pub");
  desk.refresh({});
  BOOST_REQUIRE(wait([&] { return changes == 2; }));
  BOOST_TEST((desk.now().fees_state == app::PublicationState::None));
  BOOST_TEST(desk.now().fees.empty());
}

BOOST_AUTO_TEST_CASE(what_has_expired_is_said_to_be_so_and_not_shown) {
  class Later final : public base::Clock {
   public:
    base::MonoTime now() const override { return real_.now(); }
    base::WallTime wall() const override {
      return {real_.wall().since_epoch + base::Duration{std::int64_t{86'400'000} * 60}};
    }

   private:
    base::SystemClock real_;
  };
  const Later later;
  int changes = 0;
  app::PublicationDesk desk({line, watch, later}, stop.get_token(), [&changes] { ++changes; });
  desk.open(storage.state() / "reference", approval_key());
  desk.refresh({});
  BOOST_REQUIRE(wait([&] { return changes == 2; }));
  BOOST_TEST((desk.now().notices_state == app::PublicationState::Expired), "valid for 14 days only");
  BOOST_TEST(desk.now().notices.empty());
  BOOST_TEST((desk.now().fees_state == app::PublicationState::Valid), "valid for 90 days");
}

BOOST_AUTO_TEST_SUITE_END()
