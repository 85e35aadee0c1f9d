// The dispenser driver over a real serial line against the emulated dispenser: moves, counts, faults.
#include <boost/test/unit_test.hpp>
#include <sstream>

#include "drivers/dispensing/crt_dispenser.h"
#include "drivers/emulation/emulated_card_dispenser.h"
#include "drivers/emulation/loop_thread.h"
#include "drivers/transport/serial_transport.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/drivers/device_witness.h"

using namespace std::chrono_literals;
using namespace drivers::contract;
using drivers::dispensing::CrtDispenser;
using drivers::emulation::EmulatedCardDispenser;
using kiosk::base::Duration;
using Move = Completion<CardMove>;

namespace {

struct Bench {
  Bench() {
    loop.call([this] {
      hardware.emplace(loop.loop(), folder / "dispenser");
      BOOST_REQUIRE(hardware->plug());
    });
    drivers::transport::SerialSettings line;
    line.path = (folder / "dispenser").string();
    drivers::dispensing::CrtSettings settings;
    settings.timings = {300ms, 600ms, 800ms, 150ms, 5ms, 10ms};
    device.emplace(DriverContext{clock, witness, {"card-dispenser"}, "config"},
                   std::make_unique<drivers::transport::SerialTransport>(line, clock), settings);
    device->exchange(50);
  }
  ~Bench() {
    loop.call([this] { hardware.reset(); });
    BOOST_TEST(refused == 0);
  }
  static drivers::emulation::BenchCommand words_of(const std::string& line) {
    std::istringstream stream(line);
    drivers::emulation::BenchCommand command{{}, "."};
    for (std::string word; stream >> word;) command.words.push_back(word);
    return command;
  }
  void tell(const std::string& line) {
    kiosk::base::Result<std::string> done;
    loop.call([&] { done = hardware->command(words_of(line)); });
    BOOST_TEST_REQUIRE(done.has_value(), line << ": " << (done ? "" : done.error().to_string()));
  }
  void tell_after(Duration delay, const std::string& line) {
    loop.loop().post_after(delay, [this, line] { refused += hardware->command(words_of(line)) ? 0 : 1; });
  }
  int motor_runs() {
    int runs = 0;
    loop.call([&] { runs = hardware->moves(); });
    return runs;
  }
  JobContext job(Duration deadline = 15s, std::stop_token stop = {}) const {
    return {{}, {1}, clock.now() + deadline, std::move(stop)};
  }
  CardCounts counts() { return device->stage(job(0ms)).value->counts; }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  drivers::emulation::LoopThread loop{clock};
  std::optional<EmulatedCardDispenser> hardware;
  drivers::tests::DeviceWitness witness;
  std::optional<CrtDispenser> device;
  int refused = 0;
};

void expect_recovery(Bench& bench) {
  for (const char* words :
       {"mute off", "slow off", "jam off", "nak 0", "eot 0", "lose-answer 0", "checksum wrong 0"}) {
    bench.tell(words);
  }
  bench.device->close();
  BOOST_REQUIRE(bench.device->open());
  BOOST_TEST(bench.device->stage(bench.job()).ok());
  BOOST_TEST((bench.device->report().state == DeviceState::Online));
  BOOST_TEST(bench.device->report().faults.empty());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(crt_dispenser)

BOOST_AUTO_TEST_CASE(a_card_is_staged_presented_taken_and_counted) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  const auto staged = bench.device->stage(bench.job());
  BOOST_TEST_REQUIRE(staged.ok(), staged.detail);
  BOOST_TEST((staged.value->place == CardPlace::ReadPosition));
  BOOST_TEST((bench.device->stage(bench.job()).code == CompletionCode::SequenceError));
  bench.tell_after(200ms, "take");
  const auto given = bench.device->present(bench.job());
  BOOST_TEST_REQUIRE(given.ok(), given.detail);
  BOOST_TEST((given.value->counts == CardCounts{50, 49, 0, 1, 0, 0, 0}));
  BOOST_TEST((bench.device->present(bench.job()).value->trouble == CardMoveTrouble::NoCard));
  BOOST_TEST(bench.motor_runs() == 2);
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_spoilt_card_goes_into_the_bin_and_is_accounted) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  BOOST_REQUIRE(bench.device->stage(bench.job()).ok());
  const auto rejected = bench.device->reject(bench.job());
  BOOST_TEST_REQUIRE(rejected.ok(), rejected.detail);
  BOOST_TEST((rejected.value->counts == CardCounts{50, 49, 0, 0, 1, 0, 0}));
  BOOST_TEST((bench.device->reject(bench.job()).code == CompletionCode::SequenceError));
}

BOOST_AUTO_TEST_CASE(a_card_that_is_not_taken_stays_at_the_exit_and_can_be_drawn_in) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  BOOST_REQUIRE(bench.device->stage(bench.job()).ok());
  const auto given = bench.device->present(bench.job(600ms));
  BOOST_TEST((given.code == CompletionCode::TimeOut), given.detail);
  BOOST_TEST((given.value->place == CardPlace::Exit));
  BOOST_TEST(bench.device->reject(bench.job()).ok());
  BOOST_TEST((bench.counts() == CardCounts{50, 49, 0, 0, 1, 0, 0}));
}

BOOST_AUTO_TEST_CASE(a_citizens_card_is_taken_in_and_the_slot_closes_when_nobody_comes) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  bench.tell_after(200ms, "insert");
  const auto taken = bench.device->accept(bench.job());
  BOOST_TEST_REQUIRE(taken.ok(), taken.detail);
  BOOST_TEST(bench.device->reject(bench.job()).value->counts.captured == 1);
  const auto nobody = bench.device->accept(bench.job(400ms));
  BOOST_TEST((nobody.code == CompletionCode::TimeOut), nobody.detail);
  bool open_slot = true;
  bench.loop.call([&] { open_slot = bench.hardware->command(Bench::words_of("insert")).has_value(); });
  BOOST_TEST(!open_slot);
}

BOOST_AUTO_TEST_CASE(an_empty_stacker_and_a_full_bin_are_told_as_faults_and_clear) {
  Bench bench;
  bench.tell("load 3");
  BOOST_REQUIRE(bench.device->open());
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::StackerLow}));
  bench.tell("load 0");
  const auto none = bench.device->stage(bench.job());
  BOOST_TEST((none.code == CompletionCode::UserError));
  BOOST_TEST((none.fault == FaultType::StackerEmpty));
  BOOST_TEST(!bench.device->report().usable());
  bench.tell("load 40");
  bench.tell("bin 10");
  BOOST_REQUIRE(bench.device->stage(bench.job()).ok());
  const auto full = bench.device->reject(bench.job());
  BOOST_TEST((full.value->trouble == CardMoveTrouble::ErrorBinFull));
  bench.tell("bin 0");
  BOOST_TEST(bench.device->reject(bench.job()).ok());
  BOOST_TEST(bench.device->report().faults.empty());
  const auto supplies = bench.device->report().supplies;
  BOOST_TEST((supplies.at(0).level == SupplyLevel::Ok));
  BOOST_TEST(supplies.at(0).percent == 98);
}

BOOST_AUTO_TEST_CASE(a_jam_is_a_stuck_card_and_clears_with_the_next_good_move) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  BOOST_REQUIRE(bench.device->stage(bench.job()).ok());
  bench.tell("jam on");
  const auto stuck = bench.device->present(bench.job());
  BOOST_TEST((stuck.code == CompletionCode::HardwareError));
  BOOST_TEST((stuck.fault == FaultType::CardStuck));
  BOOST_TEST((stuck.value->trouble == CardMoveTrouble::Jammed));
  bench.tell("jam off");
  BOOST_TEST(bench.device->reject(bench.job()).ok());
  BOOST_TEST(bench.device->report().faults.empty());
}

BOOST_AUTO_TEST_CASE(the_card_of_an_earlier_visit_goes_into_the_bin_at_opening) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  BOOST_REQUIRE(bench.device->stage(bench.job()).ok());
  bench.device->close();
  BOOST_REQUIRE(bench.device->open());
  BOOST_TEST((bench.counts() == CardCounts{50, 49, 0, 0, 1, 0, 0}));
}

BOOST_AUTO_TEST_CASE(faults_of_the_line_are_repaired_and_no_motor_runs_twice) {
  for (const char* fault : {"nak 1", "nak 2", "lose-ack 1", "garbage 1", "slow on", "checksum wrong 1",
                            "length wrong 1", "length zero 1", "length huge 1", "other-answer 1", "eot 1"}) {
    BOOST_TEST_CONTEXT(fault) {
      Bench bench;
      BOOST_REQUIRE(bench.device->open());
      bench.tell(fault);
      const auto staged = bench.device->stage(bench.job());
      BOOST_TEST(staged.ok(), to_string(staged.code) << " " << staged.detail);
      BOOST_TEST(bench.motor_runs() == 1);
      BOOST_TEST(bench.witness.raised.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_move_whose_answer_was_lost_is_believed_when_the_card_is_seen_there) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  bench.tell("lose-move 1");
  const auto staged = bench.device->stage(bench.job());
  BOOST_TEST_REQUIRE(staged.ok(), staged.detail);
  BOOST_TEST((staged.value->counts == CardCounts{50, 49, 1, 0, 0, 0, 0}));
  bench.tell("lose-move 1");
  const auto given = bench.device->present(bench.job(8s));
  BOOST_TEST((given.code == CompletionCode::TimeOut), given.detail);
  BOOST_TEST((given.value->place == CardPlace::Exit));
  bench.tell("lose-move 1");
  const auto rejected = bench.device->reject(bench.job());
  BOOST_TEST_REQUIRE(rejected.ok(), rejected.detail);
  BOOST_TEST(rejected.value->counts.spoilt == 1);
  BOOST_TEST(bench.motor_runs() == 3);
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(lasting_nonsense_and_silence_are_communication_faults_and_heal) {
  for (const char* fault : {"mute on", "nak 1000", "eot 1000", "checksum wrong 1000", "lose-answer 1000"}) {
    BOOST_TEST_CONTEXT(fault) {
      Bench bench;
      BOOST_REQUIRE(bench.device->open());
      bench.tell(fault);
      const auto staged = bench.device->stage(bench.job());
      BOOST_TEST((staged.code == CompletionCode::HardwareError), to_string(staged.code));
      BOOST_TEST((staged.fault == FaultType::CommunicationFault));
      BOOST_TEST((bench.device->report().state == DeviceState::Offline));
      BOOST_TEST(bench.motor_runs() == 0);
      expect_recovery(bench);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_deadline_and_a_stop_have_their_own_answers) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  bench.tell("mute on");
  BOOST_TEST((bench.device->stage(bench.job(100ms)).code == CompletionCode::TimeOut));
  bench.tell("mute off");
  BOOST_REQUIRE(bench.device->stage(bench.job()).ok());
  std::stop_source stop;
  bench.loop.loop().post_after(200ms, [&stop] { stop.request_stop(); });
  const auto waiting = bench.device->present(bench.job(60s, stop.get_token()));
  BOOST_TEST((waiting.code == CompletionCode::Canceled), waiting.detail);
  BOOST_TEST(bench.witness.raised.empty());
  BOOST_TEST(bench.device->reject(bench.job()).ok());
}

BOOST_AUTO_TEST_CASE(a_pulled_cable_is_seen_and_the_dispenser_comes_back_with_its_count) {
  Bench bench;
  BOOST_REQUIRE(bench.device->open());
  BOOST_REQUIRE(bench.device->stage(bench.job()).ok());
  bench.tell_after(100ms, "unplug");
  const auto lost = bench.device->present(bench.job());
  BOOST_TEST((lost.code == CompletionCode::HardwareError));
  BOOST_TEST((lost.fault == FaultType::DeviceMissing));
  BOOST_TEST((bench.device->report().state == DeviceState::NoDevice));
  BOOST_TEST(!bench.device->open());
  bench.tell("replug");
  BOOST_REQUIRE(bench.device->open());
  const CardCounts counts = bench.counts();
  BOOST_TEST(counts.spoilt == 1);
  BOOST_TEST(counts.stacker == 49);
}

BOOST_AUTO_TEST_CASE(the_factory_refuses_what_it_does_not_know) {
  Bench bench;
  const DriverContext context{bench.clock, bench.witness, {"card-dispenser"}, "config"};
  const auto make = [&](const std::string& address, std::map<std::string, std::string> settings) {
    return drivers::dispensing::make_crt_dispenser(
        context, {DeviceClass::CardDispenser, "crt", *DeviceAddress::parse(address), std::move(settings)});
  };
  BOOST_TEST(make("serial:/dev/ttyS1,baud=57600", {{"address", "15"}, {"model", "CRT-571"}}).has_value());
  BOOST_TEST(!make("usb:1-1", {}));
  BOOST_TEST(!make("serial:/dev/ttyS1", {{"address", "256"}}));
  BOOST_TEST(!make("serial:/dev/ttyS1", {{"address", "1x"}}));
  BOOST_TEST(!make("serial:/dev/ttyS1", {{"colour", "1"}}));
}

BOOST_AUTO_TEST_SUITE_END()
