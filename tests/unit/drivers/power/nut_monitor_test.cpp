// NUT's protocol, and the driver against the emulated upsd.
#include <boost/test/unit_test.hpp>
#include <optional>
#include <sstream>

#include "drivers/emulation/emulated_ups.h"
#include "drivers/emulation/loop_thread.h"
#include "drivers/power/nut_monitor.h"
#include "drivers/transport/tcp_transport.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/drivers/device_witness.h"

using namespace std::chrono_literals;
using namespace drivers;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::PowerSource;
using kiosk::base::Duration;

namespace {

struct Bench {
  explicit Bench(Duration dead_time = 15s) {
    std::string address;
    loop.call([&] {
      hardware.emplace(emulation::BenchPlace{loop.loop(), folder.path(), "drivers/emulation/data"});
      BOOST_REQUIRE(hardware->plug());
      address = hardware->address();
    });
    const auto parsed = contract::DeviceAddress::parse(address).value();
    power::NutSettings settings;
    settings.dead_time = dead_time;
    ups.emplace(contract::DriverContext{clock, witness, {"power-monitor"}, "config"},
                std::make_unique<transport::TcpTransport>(
                    transport::TcpAddress::parse(parsed.path, 1).value(), clock),
                settings);
  }
  ~Bench() {
    loop.call([this] { hardware.reset(); });
  }
  void tell(const std::string& line) {
    std::istringstream stream(line);
    emulation::BenchCommand command{{}, "."};
    for (std::string word; stream >> word;) command.words.push_back(word);
    loop.call([&] { BOOST_TEST(hardware->command(command).has_value()); });
  }
  contract::Completion<contract::PowerStatus> read(Duration deadline = 10s, std::stop_token stop = {}) {
    return ups->read_status({{}, {1}, clock.now() + deadline, std::move(stop)});
  }
  bool active(FaultType type) const {
    for (const auto& fault : ups->report().faults) {
      if (fault.type == type) return true;
    }
    return false;
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  emulation::LoopThread loop{clock};
  std::optional<emulation::EmulatedUps> hardware;
  drivers::tests::DeviceWitness witness;
  std::optional<power::NutMonitor> ups;
};

std::optional<power::NutAnswer> parse(const std::string& text, std::size_t piece) {
  power::NutAnswerParser parser;
  for (std::size_t place = 0; place < text.size(); place += piece) {
    if (!parser.feed(std::string_view(text).substr(place, piece))) return std::nullopt;
  }
  return parser.take();
}

PowerSource source(const std::string& status, const std::string& runtime) {
  return power::power_status({{"ups.status", status}, {"battery.runtime", runtime}}).source;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(nut)

BOOST_AUTO_TEST_CASE(an_answer_in_pieces_of_any_size_is_read) {
  const std::string text =
      "BEGIN LIST VAR k\nVAR k ups.status \"OL CHRG\"\nVAR k ups.model \"A \\\"B\\\" C\"\nVAR k x \"\"\nEND "
      "LIST VAR k\n";
  for (const std::size_t piece : {1U, 7U, 1000U}) {
    const auto answer = parse(text, piece);
    BOOST_REQUIRE(answer);
    BOOST_TEST(answer->variables.at("ups.status") == "OL CHRG");
    BOOST_TEST(answer->variables.at("ups.model") == "A \"B\" C");
    BOOST_TEST(answer->variables.at("x") == "");
  }
  BOOST_TEST(parse("ERR DATA-STALE\n", 3)->refusal == "DATA-STALE");
  BOOST_TEST(!parse(text.substr(0, text.size() - 1), 5));
}

BOOST_AUTO_TEST_CASE(what_is_no_answer_is_refused) {
  for (const char* text :
       {"hello\n", "END LIST VAR k\n", "BEGIN LIST VAR k\nVAR\n", "BEGIN LIST VAR k\nVAR k\n",
        "BEGIN LIST VAR k\nVAR k a\n", "BEGIN LIST VAR k\nVAR k a b\n", "BEGIN LIST VAR k\nVAR k a \"\n",
        "BEGIN LIST VAR k\n\n"}) {
    power::NutAnswerParser parser;
    BOOST_TEST(!parser.feed(text), text);
  }
  power::NutAnswerParser endless;
  const std::string flood(power::NutAnswerParser::kLongestAnswer + 1, 'x');
  BOOST_TEST(!endless.feed(flood));
}

BOOST_AUTO_TEST_CASE(flags_and_runtime_say_what_to_do) {
  BOOST_TEST((source("OL", "60") == PowerSource::OnMains));
  BOOST_TEST((source("OL CHRG LB", "60") == PowerSource::OnMains));
  BOOST_TEST((source("OB DISCHRG", "120") == PowerSource::OnBattery));
  BOOST_TEST((source("OB DISCHRG", "119.5") == PowerSource::LowBattery));
  BOOST_TEST((source("OB DISCHRG", "unknown") == PowerSource::OnBattery));
  BOOST_TEST((source("OB LB", "900") == PowerSource::LowBattery));
  BOOST_TEST((source("OL FSD", "900") == PowerSource::LowBattery));
  BOOST_TEST((source("WAIT", "900") == PowerSource::Unknown));
  BOOST_TEST((source("", "-5") == PowerSource::Unknown));
  BOOST_TEST(contract::may_begin_visit({PowerSource::OnMains, {}, {}}));
  BOOST_TEST(!contract::may_begin_visit({PowerSource::OnBattery, {}, {}}));
  BOOST_TEST(contract::must_stop_now({PowerSource::LowBattery, {}, {}}));
}

BOOST_AUTO_TEST_CASE(a_power_cut_is_told_and_its_end_too) {
  Bench bench;
  BOOST_REQUIRE(bench.ups->open());
  BOOST_TEST(bench.ups->report().model == "Bench \"1000\"");
  BOOST_TEST((bench.read().value->source == PowerSource::OnMains));
  bench.tell("mains off");
  bench.ups->poll();
  BOOST_TEST(bench.active(FaultType::OnBattery));
  BOOST_TEST(bench.ups->report().usable());
  bench.tell("runtime 90");
  bench.tell("charge 12");
  const auto low = bench.read();
  BOOST_TEST((low.value->source == PowerSource::LowBattery));
  BOOST_TEST((low.value->runtime_seconds == 90));
  BOOST_TEST((low.value->charge_percent == 12));
  BOOST_TEST(bench.active(FaultType::LowBattery));
  BOOST_TEST(bench.ups->report().supplies.front().percent == 12);
  bench.tell("mains on");
  bench.ups->poll();
  BOOST_TEST(bench.ups->report().faults.empty());
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::OnBattery, FaultType::LowBattery}));
}

BOOST_AUTO_TEST_CASE(silence_on_mains_is_a_fault_of_communication_only) {
  for (const char* fault : {"stale on", "unplug", "garbage on"}) {
    BOOST_TEST_CONTEXT(fault) {
      Bench bench(0s);
      BOOST_REQUIRE(bench.ups->open());
      bench.tell(fault);
      const auto status = bench.read();
      BOOST_TEST((status.code == CompletionCode::HardwareError));
      BOOST_TEST((status.value->source == PowerSource::Unknown));
      BOOST_TEST((bench.ups->report().state == DeviceState::Offline));
      BOOST_TEST((bench.witness.raised == std::vector{FaultType::CommunicationFault}));
      bench.ups->close();
      bench.tell("replug");
      bench.tell("stale off");
      bench.tell("garbage off");
      BOOST_REQUIRE(bench.ups->open());
      BOOST_TEST(bench.ups->report().faults.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(silence_on_the_battery_means_after_a_while_that_it_is_empty) {
  for (const auto& [dead_time, low] : {std::pair<Duration, bool>{0s, true}, {10min, false}}) {
    Bench bench(dead_time);
    bench.tell("mains off");
    BOOST_REQUIRE(bench.ups->open());
    bench.tell("unplug");
    bench.ups->poll();
    bench.ups->close();
    BOOST_TEST(!bench.ups->open());
    BOOST_TEST(bench.active(FaultType::OnBattery));
    BOOST_TEST(bench.active(FaultType::LowBattery) == low);
  }
}

BOOST_AUTO_TEST_CASE(a_mute_server_is_a_time_out_and_a_late_answer_harms_nothing) {
  Bench bench;
  BOOST_REQUIRE(bench.ups->open());
  bench.tell("mute on");
  BOOST_TEST((bench.read(60ms).code == CompletionCode::TimeOut));
  BOOST_TEST(bench.witness.raised.empty());
  bench.tell("mute off");
  BOOST_TEST(bench.read().ok());
  std::stop_source stop;
  stop.request_stop();
  BOOST_TEST((bench.read(10s, stop.get_token()).code == CompletionCode::Canceled));
  BOOST_TEST(bench.read().ok());
}

BOOST_AUTO_TEST_CASE(addresses_and_settings_are_checked) {
  kiosk::base::SystemClock clock;
  drivers::tests::DeviceWitness witness;
  const contract::DriverContext context{clock, witness, {"power-monitor"}, "config"};
  for (const auto& [address, right] : {std::pair<const char*, bool>{"tcp:127.0.0.1:3493,ups=kiosk", true},
                                       {"tcp:localhost", true},
                                       {"tcp:ups.example:3493", false},
                                       {"tcp:127.0.0.1:0", false},
                                       {"tcp:127.0.0.1:70000", false},
                                       {"tcp:127.0.0.1:34x", false},
                                       {"tcp:127.0.0.1,ups=a b", false},
                                       {"tcp:127.0.0.1,colour=red", false}}) {
    const auto made = power::make_nut_monitor(
        context, {contract::DeviceClass::PowerMonitor, "", contract::DeviceAddress::parse(address).value()});
    BOOST_TEST(made.has_value() == right, address);
  }
}

BOOST_AUTO_TEST_SUITE_END()
