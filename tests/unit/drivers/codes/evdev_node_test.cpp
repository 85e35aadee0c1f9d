// The keyboard driver on a device node of the kernel, as umockdev-run replays one: tests/unit/drivers/codes/keyboard.
#include <stdlib.h>

#include <boost/test/unit_test.hpp>

#include "drivers/codes/key_assembler.h"
#include "drivers/transport/evdev_device.h"

using namespace std::chrono_literals;
namespace but = boost::unit_test;

namespace {

boost::test_tools::assertion_result has_node(but::test_unit_id) {
  boost::test_tools::assertion_result result(getenv("KIOSK_EVDEV_NODE") != nullptr);
  result.message() << "skipped: needs umockdev-run, which CTest starts as tests_unit_drivers_codes_evdev";
  return result;
}

}  // namespace

BOOST_AUTO_TEST_CASE(strokes_of_a_grabbed_node_are_a_code, *but::precondition(has_node)) {
  const kiosk::base::SystemClock clock;
  drivers::transport::EvdevDevice node(getenv("KIOSK_EVDEV_NODE"), clock);
  const auto opened = node.open();
  BOOST_TEST_REQUIRE(opened.has_value(), (opened ? "" : opened.error().to_string()));
  drivers::codes::KeyAssembler assembler;
  std::optional<drivers::contract::ScannedCode> code;
  while (!code) {
    const auto event = node.next(clock.now() + 10s, {});
    BOOST_REQUIRE(event);
    code = assembler.feed(*event);
  }
  BOOST_TEST(kiosk::base::as_text(code->payload) == "Ga1");
}
