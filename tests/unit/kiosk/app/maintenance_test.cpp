// The technician's mode: entered only between visits, alone with the devices, and left with all of them
// checked.
#include <boost/test/unit_test.hpp>

#include "kiosk/app/maintenance.h"
#include "kiosk/base/mailbox.h"
#include "tests/support/temporary_folder.h"

using namespace kiosk;
using namespace std::chrono_literals;
using base::Json;
using drivers::contract::Completion;
using drivers::contract::DeviceClass;

namespace {

struct Deaf final : drivers::supervisor::Listener {
  void device_changed(const drivers::contract::DeviceReport&) override {}
  void fault_raised(const drivers::contract::DeviceFault&) override {}
  void fault_cleared(const drivers::contract::DeviceFault&) override {}
};

/// A terminal whose one device, a reader, is not plugged in.
struct Workshop {
  Workshop() {
    const auto address = drivers::contract::DeviceAddress::parse("serial:" + (folder / "reader").string());
    BOOST_REQUIRE(devices.add({DeviceClass::IdCardReader, "", *address, {}}).has_value());
    devices.start();
    maintenance.emplace(app::Maintenance::World{devices, clock, [this] { return visitor; },
                                                [this] { ++changes; },
                                                [this](const std::string& kind, const Json& fields) {
                                                  acts.push_back(kind + " " + fields.value("technician", ""));
                                                  last_fields = fields;
                                                }});
  }
  ~Workshop() { devices.stop(5s); }
  template <class Condition>
  bool wait(Condition condition) {
    const auto end = clock.now() + base::Duration{15'000};
    bool met = condition();
    while (!met && clock.now() < end) {
      mailbox.wait_and_drain(20ms);
      met = condition();
    }
    return met;
  }
  Json ask(Json request) {
    std::optional<Json> answer;
    maintenance->handle(request, [&answer](Json given) { answer = std::move(given); });
    BOOST_REQUIRE(wait([&] { return answer.has_value(); }));
    return *answer;
  }
  Json enter() { return ask({{"do", "maintenance.enter"}, {"name", "测试技工"}, {"number", "T-07"}}); }
  std::string state() { return maintenance->status().at("state"); }

  base::SystemClock clock;
  base::Mailbox mailbox{clock};
  kiosk::tests::TemporaryFolder folder;
  Deaf deaf;
  drivers::supervisor::DeviceSupervisor devices{clock, mailbox, deaf, {"config", {{50ms}, 50ms, 50ms}}};
  bool visitor = false;
  int changes = 0;
  std::vector<std::string> acts;
  Json last_fields;
  std::optional<app::Maintenance> maintenance;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(maintenance, Workshop)

BOOST_AUTO_TEST_CASE(it_waits_for_the_visit_and_for_what_the_visit_left) {
  visitor = true;
  const base::SessionId visit{base::Uuid::make_v7(clock)};
  std::optional<drivers::supervisor::Lease> lease =
      std::move(*devices.lease(visit, devices.leased_classes()));
  BOOST_TEST(enter().at("maintenance").at("state") == "enter-pending");
  BOOST_TEST(maintenance->keeps_visits_out());
  visitor = false;
  maintenance->visit_ended();
  BOOST_TEST(state() == "enter-pending");
  lease.reset();
  BOOST_TEST(wait([&] { return state() == "active"; }));
  BOOST_TEST(!devices.lease(visit, devices.leased_classes()).has_value());
  BOOST_TEST(ask({{"do", "maintenance.leave"}}).at("ok") == true);
  BOOST_TEST(wait([&] { return state() == "inactive"; }));
  BOOST_TEST(!maintenance->keeps_visits_out());
  BOOST_TEST(wait([&] { return devices.at_rest(); }));
  BOOST_TEST(devices.lease(visit, devices.leased_classes()).has_value());
  const std::vector<std::string> wanted{
      "technician.maintenance.enter-pending T-07", "technician.maintenance.active T-07",
      "technician.maintenance.exit-pending T-07", "technician.maintenance.inactive T-07"};
  BOOST_TEST((acts == wanted));
  BOOST_TEST(changes == 4);
}

BOOST_AUTO_TEST_CASE(devices_are_shown_always_and_worked_on_only_inside) {
  BOOST_TEST(ask({{"do", "device.list"}}).at("devices").size() == 1u);
  BOOST_TEST(ask({{"do", "device.show"}, {"class", "id-card-reader"}}).at("device").at("usable") == false);
  BOOST_TEST(ask({{"do", "device.test"}, {"class", "id-card-reader"}}).at("code") == "conflict");
  BOOST_TEST(enter().at("maintenance").at("state") == "active");
  const Json tested = ask({{"do", "device.test"}, {"class", "id-card-reader"}});
  BOOST_TEST(tested.at("good") == false);
  BOOST_TEST(tested.at("result") == "deviceNotReady");
  BOOST_TEST(ask({{"do", "device.reset"}, {"class", "id-card-reader"}}).at("result") == "hardwareError");
  BOOST_TEST(acts.back() == "technician.device.reset T-07");
  const Json cleared =
      ask({{"do", "device.clear"}, {"class", "id-card-reader"}, {"fault", "device-missing"}});
  BOOST_TEST(cleared.at("good") == true);
  BOOST_TEST(last_fields.at("device") == "id-card-reader device-missing");
}

BOOST_AUTO_TEST_CASE(wrong_requests_are_explained) {
  for (const Json& wrong :
       {Json{{"do", "dance"}}, Json{{"do", "device.test"}}, Json{{"do", "device.test"}, {"class", "toaster"}},
        Json{{"do", "maintenance.enter"}, {"name", "测试技工"}}, Json{{"do", 7}}}) {
    BOOST_TEST(ask(wrong).at("code") == "invalid argument", wrong.dump());
  }
  BOOST_TEST(ask({{"do", "device.show"}, {"class", "panel"}}).at("ok") == false);
  BOOST_TEST(ask({{"do", "maintenance.leave"}}).at("code") == "conflict");
  BOOST_TEST(enter().at("ok") == true);
  BOOST_TEST(enter().at("code") == "conflict");
  BOOST_TEST(ask({{"do", "device.clear"}, {"class", "id-card-reader"}, {"fault", "gone"}}).at("code") ==
             "invalid argument");
}

BOOST_AUTO_TEST_CASE(the_socket_carries_requests_to_the_main_thread_and_answers_back) {
  const auto socket =
      app::ControlSocket::start(folder / "control.sock", mailbox, clock,
                                [this](const Json& request, app::ControlSocket::Answer answer) {
                                  maintenance->handle(request, std::move(answer));
                                });
  BOOST_REQUIRE(socket.has_value());
  BOOST_TEST((std::filesystem::status(folder / "control.sock").permissions() ==
              (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)));
  base::Strand asker("asker", clock);
  std::vector<std::string> answers;
  asker.post([this, &answers] {
    for (const char* line : {R"({"do": "maintenance.status"})", "no JSON"}) {
      const std::string answer = base::ask_line(folder / "control.sock", line, 10s).value_or("none");
      mailbox.post([&answers, answer] { answers.push_back(answer); });
    }
  });
  BOOST_REQUIRE(wait([&] { return answers.size() == 2; }));
  BOOST_TEST(Json::parse(answers[0]).at("maintenance").at("state") == "inactive");
  BOOST_TEST(Json::parse(answers[1]).at("ok") == false);
}

BOOST_AUTO_TEST_SUITE_END()
