// An emulated device, its real driver over a recorded line, and the same driver again over the tape.
#pragma once

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <memory>
#include <sstream>

#include "drivers/contract/card_dispenser.h"
#include "drivers/contract/code_reader.h"
#include "drivers/contract/id_card_reader.h"
#include "drivers/contract/power_monitor.h"
#include "drivers/contract/receipt_printer.h"
#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/loop_thread.h"
#include "drivers/supervisor/driver_table.h"
#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"

namespace tape_bench {

using namespace std::chrono_literals;
using namespace drivers::contract;
using kiosk::base::Duration;

/// Hears what the drivers tell; remembers the faults.
struct Witness final : DeviceObserver {
  std::vector<FaultType> raised;
  void report_changed(const DeviceReport&) override {}
  void fault_raised(const DeviceFault& fault) override { raised.push_back(fault.type); }
  void fault_cleared(const DeviceFault&) override {}
};

inline kiosk::base::Result<std::unique_ptr<Device>> make_device(const DriverContext& context,
                                                                const DeviceConfig& config) {
  const auto driver = drivers::supervisor::find_driver(drivers::supervisor::driver_table(), config);
  if (!driver) return tl::unexpected(driver.error());
  return driver->make(context, config);
}

struct Bench {
  /// `row`: the device's name on the bench: "reader", "receipt".
  explicit Bench(const std::string& row, std::map<std::string, std::string> settings = {}) {
    for (const auto& entry : drivers::emulation::bench_table()) {
      if (entry.option != row) continue;
      loop.call([&] {
        auto made = entry.make({loop.loop(), folder.path(), "drivers/emulation/data"});
        BOOST_REQUIRE(made);
        hardware = std::move(*made);
        BOOST_REQUIRE(hardware->plug());
        config.device_class = hardware->device_class();
        config.address = *DeviceAddress::parse(hardware->address());
      });
    }
    BOOST_REQUIRE_MESSAGE(hardware, row);
    config.settings = std::move(settings);
  }
  ~Bench() {
    loop.call([this] { hardware.reset(); });
    BOOST_TEST(refused == 0);
  }

  /// The driver over the recorded line.
  template <class Class>
  std::unique_ptr<Class> record() {
    DeviceConfig recorded = config;
    recorded.record_to = tape();
    return take<Class>(make_device(context(), recorded));
  }
  /// The driver over the tape; answers come at once.
  template <class Class>
  std::unique_ptr<Class> play(const std::string& speed = "0") {
    keep();
    DeviceConfig played = config;
    played.address = {"tape", tape().string(), {{"speed", speed}}};
    return take<Class>(make_device(context(), played));
  }
  template <class Class>
  std::unique_ptr<Class> take(kiosk::base::Result<std::unique_ptr<Device>> made) {
    BOOST_REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().to_string()));
    auto* wanted = dynamic_cast<Class*>(made->release());
    BOOST_REQUIRE(wanted != nullptr);
    return std::unique_ptr<Class>(wanted);
  }
  void tell(const std::string& line) {
    kiosk::base::Result<std::string> done;
    loop.call([&] { done = hardware->command(words_of(line)); });
    BOOST_TEST_REQUIRE(done.has_value(), line << ": " << (done ? "" : done.error().to_string()));
  }
  void tell_after(Duration delay, const std::string& line) {
    loop.loop().post_after(delay, [this, line] { refused += hardware->command(words_of(line)) ? 0 : 1; });
  }
  drivers::emulation::BenchCommand words_of(const std::string& line) const {
    std::istringstream stream(line);
    drivers::emulation::BenchCommand command{{}, folder.path()};
    for (std::string word; stream >> word;) command.words.push_back(word);
    return command;
  }
  DriverContext context() {
    return {clock, witness, {std::string(to_string(config.device_class))}, "config"};
  }
  JobContext job(Duration time = 20s) const { return {{}, {1}, clock.now() + time, {}}; }
  std::filesystem::path tape() const { return folder / "device.tape"; }
  std::string tape_text() const { return kiosk::base::read_file(tape()).value(); }
  /// Copies the tape to $KIOSK_KEEP_TAPES, named after the test case: this is how the tapes in this folder
  /// were made.
  void keep() const {
    const char* kept = std::getenv("KIOSK_KEEP_TAPES");
    if (kept == nullptr) return;
    const auto name = boost::unit_test::framework::current_test_case().p_name.get() + ".tape";
    std::string text = tape_text();
    const std::size_t place = text.find(folder.path().string());
    if (place != std::string::npos) text.replace(place, folder.path().string().size(), "/dev/kiosk");
    BOOST_REQUIRE(kiosk::base::write_file_atomically(std::filesystem::path(kept) / name, text));
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  drivers::emulation::LoopThread loop{clock};
  std::unique_ptr<drivers::emulation::EmulatedDevice> hardware;
  DeviceConfig config;
  Witness witness;
  int refused = 0;  ///< delayed commands that the hardware did not understand: loop thread
};

inline SlipText words(std::string_view text) {
  return {kiosk::base::SecureString(text), Align::Left, 1, false};
}

/// A slip with a name in Chinese and Latin, a rare character (printed as a picture), a number and a QR code.
inline Slip slip_of(std::string_view name, std::string_view number) {
  Slip slip;
  slip.parts = {words("受理回执"),
                SlipRule{},
                SlipPair{"申请人", kiosk::base::SecureString(name)},
                SlipPair{"受理编号", kiosk::base::SecureString(number)},
                words("𠮷"),
                SlipQr{"https://kiosk.test/1"},
                words("请妥善保管本回执。")};
  return slip;
}

}  // namespace tape_bench
