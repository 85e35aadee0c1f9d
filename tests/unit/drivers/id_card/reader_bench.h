// The real reader driver over a real serial line against the emulated reader.
#pragma once

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <sstream>

#include "drivers/emulation/emulated_samv_reader.h"
#include "drivers/emulation/loop_thread.h"
#include "drivers/id_card/samv_reader.h"
#include "drivers/transport/serial_transport.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/drivers/device_witness.h"

namespace reader_bench {

using namespace std::chrono_literals;
using drivers::contract::CardReading;
using drivers::contract::CardTrouble;
using drivers::contract::Completion;
using drivers::contract::CompletionCode;
using drivers::contract::DeviceFault;
using drivers::contract::DeviceReport;
using drivers::contract::DeviceState;
using drivers::contract::FaultType;
using kiosk::base::Duration;

/// Timings of a module that answers at once: tests wait no longer than they must.
inline drivers::id_card::SamvTimings quick() { return {5ms, 1000ms, 2500ms, 200ms, 5ms, 0ms}; }

struct Bench {
  explicit Bench(std::string pinned = {}) : Bench(usual(std::move(pinned))) {}
  explicit Bench(const drivers::id_card::SamvSettings& settings) {
    loop.call([this] {
      hardware.emplace(drivers::emulation::BenchPlace{loop.loop(), folder.path(), "drivers/emulation/data"});
      BOOST_REQUIRE(hardware->plug());
    });
    drivers::transport::SerialSettings line;
    line.path = (folder / "reader").string();
    reader.emplace(drivers::contract::DriverContext{clock, witness, {"id-card-reader"}, "config"},
                   std::make_unique<drivers::transport::SerialTransport>(line, clock), settings);
  }
  ~Bench() {
    // No fault tells the technician anything of a card.
    for (const std::string& text : witness.texts) {
      BOOST_TEST(text.find("测试") == std::string::npos);
      BOOST_TEST(text.find("100000") == std::string::npos);
    }
    loop.call([this] { hardware.reset(); });
    BOOST_TEST(refused == 0);
  }

  static drivers::id_card::SamvSettings usual(std::string pinned = {}) {
    drivers::id_card::SamvSettings settings;
    settings.pinned_sam_number = std::move(pinned);
    settings.timings = quick();
    settings.speeds = {115200, 9600};
    return settings;
  }
  /// A terminal whose services need all that a card has.
  static drivers::id_card::SamvSettings everything() {
    auto settings = usual();
    settings.fingerprints = true;
    settings.chip_number = true;
    return settings;
  }

  /// How often a command, as "20 01", was among the last 32 requests.
  std::ptrdiff_t asked(const std::string& request) {
    std::ptrdiff_t times = 0;
    loop.call([&] {
      const auto& recent = hardware->recent_requests();
      times = std::count(recent.begin(), recent.end(), request);
    });
    return times;
  }
  /// "card put 测试人甲" to the emulated reader.
  void tell(const std::string& line) {
    kiosk::base::Result<std::string> done;
    loop.call([&] { done = hardware->command(words_of(line)); });
    BOOST_TEST_REQUIRE(done.has_value(), line << ": " << (done ? "" : done.error().to_string()));
  }
  /// The same in a while, when the driver is busy. (Boost.Test's macros are for the test's own thread.)
  void tell_after(Duration delay, const std::string& line) {
    loop.loop().post_after(delay, [this, line] { refused += hardware->command(words_of(line)) ? 0 : 1; });
  }
  static drivers::emulation::BenchCommand words_of(const std::string& line) {
    std::istringstream stream(line);
    drivers::emulation::BenchCommand command{{}, "."};
    for (std::string word; stream >> word;) command.words.push_back(word);
    return command;
  }
  drivers::contract::JobContext job(Duration deadline, std::stop_token stop = {}) const {
    return {{}, {1}, clock.now() + deadline, std::move(stop)};
  }
  Completion<CardReading> read(Duration deadline = 3s) { return reader->read_card(job(deadline)); }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  drivers::emulation::LoopThread loop{clock};
  std::optional<drivers::emulation::EmulatedSamvReader> hardware;
  drivers::tests::DeviceWitness witness;
  std::optional<drivers::id_card::SamvReader> reader;
  int refused = 0;  ///< delayed commands that the hardware did not understand: loop thread
};

}  // namespace reader_bench
