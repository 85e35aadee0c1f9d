// The cabinet monitor over an emulated controller: what it tells, what it raises, how it heals.
#include "drivers/emulation/emulated_cabinet.h"
#include "tests/unit/drivers/supervisor/bench_terminal.h"

using namespace drivers::supervisor;
using namespace drivers::supervisor::tests;

namespace {

struct Cabinet : Terminal {
  Cabinet() : Terminal({"cabinet"}) {
    add_all();
    BOOST_REQUIRE(wait_usable(DeviceClass::CabinetMonitor));
  }
  CompletionCode ask(Duration deadline = 10s) {
    answers[1].clear();
    supervisor->read_climate(first, deadline, keep(1, climate));
    BOOST_REQUIRE(wait_answer(1));
    return answer(1).front();
  }
  bool wait_fault(FaultType type, bool active) {
    return wait([&] {
      const auto& faults = supervisor->find(DeviceClass::CabinetMonitor)->faults;
      return active ==
             std::any_of(faults.begin(), faults.end(), [type](const auto& f) { return f.type == type; });
    });
  }
  std::optional<CabinetClimate> climate;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(cabinet_monitors, Cabinet)

BOOST_AUTO_TEST_CASE(climate_and_door_are_told_and_the_fan_turns) {
  BOOST_TEST((ask() == CompletionCode::Success));
  BOOST_REQUIRE(climate.has_value());
  BOOST_TEST(climate->temperature_celsius.value() == 23.5, boost::test_tools::tolerance(0.001));
  BOOST_TEST(climate->humidity_percent.value() == 45.0, boost::test_tools::tolerance(0.001));
  BOOST_TEST(!climate->door_open.value());
  supervisor->set_fan(first, 5s, 60, note<std::monostate>(2));
  supervisor->set_fan(first, 5s, 101, note<std::monostate>(3));
  BOOST_REQUIRE(wait_answer(3));
  BOOST_TEST((answer(2) == Codes{CompletionCode::Success}));
  BOOST_TEST((answer(3) == Codes{CompletionCode::InvalidData}));
  loop.call([this] {
    BOOST_TEST(dynamic_cast<drivers::emulation::EmulatedCabinet&>(*hardware.front()).fan() == 60);
  });
}

BOOST_AUTO_TEST_CASE(heat_and_an_open_door_are_faults_until_they_are_over) {
  tell({"temperature", "56"});
  BOOST_TEST(wait_fault(FaultType::OverTemperature, true));
  tell({"temperature", "53"});
  BOOST_TEST((ask() == CompletionCode::Success));
  BOOST_TEST(wait_fault(FaultType::OverTemperature, true));
  tell({"temperature", "51"});
  BOOST_TEST(wait_fault(FaultType::OverTemperature, false));
  tell({"door", "open"});
  BOOST_TEST(wait_fault(FaultType::DoorOpen, true));
  BOOST_TEST(supervisor->find(DeviceClass::CabinetMonitor)->usable());
  tell({"door", "closed"});
  BOOST_TEST(wait_fault(FaultType::DoorOpen, false));
  tell({"temperature", "torn-off"});
  BOOST_TEST(wait_fault(FaultType::HardwareFault, true));
  tell({"temperature", "20"});
  BOOST_TEST(wait_fault(FaultType::HardwareFault, false));
}

BOOST_AUTO_TEST_CASE(a_mute_controller_and_a_pulled_cable_heal_without_a_restart) {
  tell({"mute", "on"});
  BOOST_TEST(wait_fault(FaultType::CommunicationFault, true));
  tell({"mute", "off"});
  BOOST_TEST(wait_usable(DeviceClass::CabinetMonitor));
  BOOST_TEST(wait_fault(FaultType::CommunicationFault, false));
  tell({"unplug"});
  BOOST_TEST(wait_fault(FaultType::DeviceMissing, true));
  tell({"replug"});
  BOOST_TEST(wait_usable(DeviceClass::CabinetMonitor));
  BOOST_TEST((ask() == CompletionCode::Success));
}

BOOST_AUTO_TEST_CASE(slow_answers_and_noise_are_understood) {
  tell({"slow", "on"});
  BOOST_TEST((ask() == CompletionCode::Success));
  tell({"slow", "off"});
  for (const auto place : {drivers::emulation::GarbageAt::Before, drivers::emulation::GarbageAt::Inside,
                           drivers::emulation::GarbageAt::After}) {
    loop.call([&] {
      auto& faults = dynamic_cast<drivers::emulation::EmulatedCabinet&>(*hardware.front()).faults();
      faults.garbage_at = place;
      faults.garbage.times = 1;
    });
    BOOST_TEST((ask() == CompletionCode::Success));
  }
}

BOOST_AUTO_TEST_SUITE_END()
