// The code reader drivers over a real line against the emulated readers: both kinds, the same cases.
#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <optional>
#include <sstream>

#include "drivers/codes/code_reader_device.h"
#include "drivers/codes/serial_code_source.h"
#include "drivers/emulation/emulated_code_reader.h"
#include "drivers/emulation/emulated_key_reader.h"
#include "drivers/emulation/loop_thread.h"
#include "drivers/transport/serial_transport.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/drivers/device_witness.h"

using namespace std::chrono_literals;
using namespace drivers;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using kiosk::base::as_text;
using kiosk::base::Duration;

namespace {

template <class Hardware>
struct Bench {
  Bench() {
    loop.call([this] {
      hardware.emplace(emulation::BenchPlace{loop.loop(), folder.path(), "drivers/emulation/data"});
      BOOST_REQUIRE(hardware->plug());
    });
    const contract::DeviceConfig config{contract::DeviceClass::CodeReader, "",
                                        *contract::DeviceAddress::parse(hardware->address())};
    const contract::DriverContext context{clock, witness, {"code-reader"}, "config"};
    auto made = config.address.transport == "serial" ? codes::make_serial_code_reader(context, config)
                                                     : codes::make_keyboard_code_reader(context, config);
    BOOST_REQUIRE(made);
    device = std::move(*made);
    reader = dynamic_cast<contract::CodeReader*>(device.get());
  }
  ~Bench() {
    loop.call([this] { hardware.reset(); });
    BOOST_TEST(refused == 0);
  }
  static emulation::BenchCommand words_of(const std::string& line, const std::filesystem::path& folder) {
    std::istringstream stream(line);
    emulation::BenchCommand command{{}, folder};
    for (std::string word; stream >> word;) command.words.push_back(word);
    return command;
  }
  void tell(const std::string& line) {
    kiosk::base::Result<std::string> done;
    loop.call([&] { done = hardware->command(words_of(line, folder.path())); });
    BOOST_TEST_REQUIRE(done.has_value(), line);
  }
  void tell_after(Duration delay, const std::string& line) {
    loop.loop().post_after(delay,
                           [this, line] { refused += hardware->command(words_of(line, folder.path())) ? 0 : 1; });
  }
  /// Reads while the code is held before the reader again and again: on a busy machine the first scan may come
  /// before the request and is then dropped, as it must be.
  contract::Completion<contract::ScannedCode> read_scanned(const std::string& line) {
    loop.call([&] {
      scanning = true;
      scan_again(line);
    });
    auto completion = read();
    loop.call([this] { scanning = false; });
    return completion;
  }
  void scan_again(const std::string& line) {
    loop.loop().post_after(300ms, [this, line] {
      if (!scanning) return;
      refused += hardware->command(words_of(line, folder.path())) ? 0 : 1;
      scan_again(line);
    });
  }
  contract::Completion<contract::ScannedCode> read(Duration deadline = 10s, std::stop_token stop = {}) {
    return reader->read_code({{}, {1}, clock.now() + deadline, std::move(stop)});
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  emulation::LoopThread loop{clock};
  std::optional<Hardware> hardware;
  drivers::tests::DeviceWitness witness;
  std::unique_ptr<contract::Device> device;
  contract::CodeReader* reader = nullptr;
  bool scanning = false;  ///< loop thread
  int refused = 0;  ///< delayed commands that the hardware did not understand: loop thread
};

using Kinds = boost::mpl::list<emulation::EmulatedCodeReader, emulation::EmulatedKeyReader>;

}  // namespace

BOOST_AUTO_TEST_SUITE(code_readers)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_scanned_code_is_the_answer, Hardware, Kinds) {
  Bench<Hardware> bench;
  BOOST_REQUIRE(bench.device->open());
  BOOST_TEST(bench.device->report().usable());
  const auto read = bench.read_scanned("scan GA-03/测试~A@1");
  BOOST_TEST((read.code == CompletionCode::Success));
  BOOST_REQUIRE(read.value);
  BOOST_TEST(as_text(read.value->payload) == "GA-03/测试~A@1");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_scanned_before_the_request_is_dropped, Hardware, Kinds) {
  Bench<Hardware> bench;
  BOOST_REQUIRE(bench.device->open());
  bench.tell("scan citizen-before");
  BOOST_TEST((bench.read(200ms).code == CompletionCode::TimeOut));
  bench.tell("scan half another");
  bench.device->poll();
  BOOST_TEST((bench.read(200ms).code == CompletionCode::TimeOut));
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(half_a_code_is_none_and_the_next_one_is_read, Hardware, Kinds) {
  Bench<Hardware> bench;
  BOOST_REQUIRE(bench.device->open());
  bench.tell_after(100ms, "scan half broken");
  bench.tell_after(2500ms, "scan whole");
  const auto read = bench.read();
  BOOST_REQUIRE(read.value);
  BOOST_TEST(as_text(read.value->payload) == "whole");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nobody_scans_before_the_deadline, Hardware, Kinds) {
  Bench<Hardware> bench;
  BOOST_REQUIRE(bench.device->open());
  BOOST_TEST((bench.read(60ms).code == CompletionCode::TimeOut));
  BOOST_TEST((bench.device->report().state == DeviceState::Online));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_canceled_reading_says_canceled_and_the_next_one_works, Hardware, Kinds) {
  Bench<Hardware> bench;
  BOOST_REQUIRE(bench.device->open());
  std::stop_source stop;
  bench.loop.loop().post_after(50ms, [&stop] { stop.request_stop(); });
  BOOST_TEST((bench.read(10s, stop.get_token()).code == CompletionCode::Canceled));
  BOOST_TEST(bench.read_scanned("scan after").ok());
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_unplugged_reader_is_missing_and_comes_back, Hardware, Kinds) {
  Bench<Hardware> bench;
  BOOST_REQUIRE(bench.device->open());
  bench.tell_after(50ms, "unplug");
  const auto read = bench.read();
  BOOST_TEST((read.code == CompletionCode::HardwareError));
  BOOST_TEST((read.fault == FaultType::DeviceMissing));
  BOOST_TEST((bench.device->report().state == DeviceState::NoDevice));
  bench.device->close();
  BOOST_TEST(!bench.device->open());
  bench.tell("replug");
  BOOST_REQUIRE(bench.device->open());
  BOOST_TEST(bench.read_scanned("scan back").ok());
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::DeviceMissing}));
  BOOST_TEST((bench.witness.cleared == bench.witness.raised));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_pulled_reader_is_noticed_between_requests, Hardware, Kinds) {
  Bench<Hardware> bench;
  BOOST_REQUIRE(bench.device->open());
  bench.tell("unplug");
  bench.device->poll();
  BOOST_TEST((bench.device->report().state == DeviceState::NoDevice));
}

BOOST_AUTO_TEST_CASE(every_byte_value_passes_a_serial_reader) {
  Bench<emulation::EmulatedCodeReader> bench;
  BOOST_REQUIRE(bench.device->open());
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  std::ofstream(bench.folder / "bytes") << all << all;
  const auto read = bench.read_scanned("scan file bytes");
  BOOST_REQUIRE(read.value);
  BOOST_TEST((as_text(read.value->payload) == all + all));
}

BOOST_AUTO_TEST_CASE(a_model_triggers_the_reader_and_knows_the_kind_of_code) {
  using emulation::EmulatedCodeReader;
  Bench<EmulatedCodeReader> bench;
  contract::DeviceConfig config{contract::DeviceClass::CodeReader, "",
                                *contract::DeviceAddress::parse(bench.hardware->address()), {{"model", "honeywell"}}};
  auto made = codes::make_serial_code_reader({bench.clock, bench.witness, {"code-reader"}, "config"}, config);
  BOOST_REQUIRE(made);
  BOOST_REQUIRE((*made)->open());
  bench.reader = dynamic_cast<contract::CodeReader*>(made->get());
  bench.tell("aim ]Q1");
  const auto read = bench.read_scanned("scan health-code");
  BOOST_REQUIRE(read.value);
  BOOST_TEST((read.value->symbology == contract::Symbology::QrCode));
  BOOST_TEST(as_text(read.value->payload) == "health-code");
  std::string received;
  const auto limit = bench.clock.now() + 10s;
  while (received.size() < 17 && bench.clock.now() < limit) {
    bench.loop.call([&] { received = bench.hardware->received(); });
  }
  BOOST_TEST(received == "16 54 0D 16 55 0D");
  config.settings["model"] = "../printers/generic-80mm";
  BOOST_TEST(!codes::make_serial_code_reader({bench.clock, bench.witness, {"code-reader"}, "config"}, config));
  config.settings = {{"colour", "red"}};
  BOOST_TEST(!codes::make_serial_code_reader({bench.clock, bench.witness, {"code-reader"}, "config"}, config));
}

BOOST_AUTO_TEST_CASE(all_shipped_models_are_valid) {
  for (const char* name : {"generic", "honeywell", "newland"}) {
    BOOST_TEST(codes::load_code_reader_model("config/devices/code-readers",
                                             "config/schemas/code-reader-model.schema.json", name)
                   .has_value(),
               name);
  }
}

BOOST_AUTO_TEST_CASE(slowly_typed_and_lost_strokes_are_no_code) {
  Bench<emulation::EmulatedKeyReader> bench;
  BOOST_REQUIRE(bench.device->open());
  bench.tell_after(50ms, "scan slowly typed 200");
  bench.tell_after(100ms, "overflow");
  bench.tell_after(1500ms, "scan quick");
  const auto read = bench.read();
  BOOST_REQUIRE(read.value);
  BOOST_TEST(as_text(read.value->payload) == "quick");
}

BOOST_AUTO_TEST_SUITE_END()
