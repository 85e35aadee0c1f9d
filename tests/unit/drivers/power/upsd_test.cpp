// The driver against NUT's own upsd and dummy driver, whose mains fail after a second.
#include <stdlib.h>

#include <boost/test/unit_test.hpp>

#include "drivers/power/nut_monitor.h"
#include "kiosk/base/mailbox.h"
#include "tests/unit/drivers/device_witness.h"

using namespace std::chrono_literals;
using namespace drivers;
namespace but = boost::unit_test;

namespace {

boost::test_tools::assertion_result has_upsd(but::test_unit_id) {
  boost::test_tools::assertion_result result(getenv("KIOSK_UPSD") != nullptr);
  result.message() << "skipped: needs upsd, which CTest starts as tests_unit_drivers_power_upsd";
  return result;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_real_upsd_tells_of_the_battery_and_its_end, *but::precondition(has_upsd)) {
  const kiosk::base::SystemClock clock;
  drivers::tests::DeviceWitness observer;
  const auto address =
      contract::DeviceAddress::parse(std::string("tcp:") + getenv("KIOSK_UPSD") + ",ups=kiosk");
  auto made = power::make_nut_monitor({clock, observer, {"power-monitor"}, "config"},
                                      {contract::DeviceClass::PowerMonitor, "", *address});
  BOOST_REQUIRE(made);
  auto& ups = dynamic_cast<contract::PowerMonitor&>(**made);
  std::vector<contract::PowerSource> seen{contract::PowerSource::Unknown};
  for (const auto end = clock.now() + 60s;
       clock.now() < end && seen.back() != contract::PowerSource::LowBattery;) {
    const auto status = ups.read_status({{}, {1}, clock.now() + 10s, {}});
    if (status.ok() && status.value->source != seen.back()) seen.push_back(status.value->source);
    kiosk::base::Mailbox(clock).wait_and_drain(100ms);
  }
  // The driver may begin in the middle of its script.
  BOOST_TEST_REQUIRE(seen.size() >= 3u);
  BOOST_TEST((seen[seen.size() - 2] == contract::PowerSource::OnBattery));
  BOOST_TEST((seen.back() == contract::PowerSource::LowBattery));
}
