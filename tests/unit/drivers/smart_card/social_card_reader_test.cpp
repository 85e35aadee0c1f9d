// The reader driver against a real pcscd with a virtual reader and our card in it.
#include <signal.h>
#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <optional>
#include <sstream>

#include "drivers/emulation/emulated_social_card.h"
#include "drivers/emulation/loop_thread.h"
#include "drivers/smart_card/social_card_reader.h"
#include "kiosk/base/background_process.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/drivers/device_witness.h"

using namespace std::chrono_literals;
using namespace drivers;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::SmartCardTrouble;
using kiosk::base::Duration;
namespace but = boost::unit_test;

namespace {

boost::test_tools::assertion_result has_pcscd(but::test_unit_id) {
  boost::test_tools::assertion_result result(getenv("KIOSK_PCSCD") != nullptr);
  result.message() << "skipped: needs a namespace, which CTest makes as tests_unit_drivers_smart_card_pcscd";
  return result;
}

struct Bench {
  Bench() {
    std::filesystem::create_directories(readers());
    loop.call([this] {
      hardware.emplace(emulation::BenchPlace{loop.loop(), folder.path(), "drivers/emulation/data"});
    });
  }
  ~Bench() {
    for (const std::string& text : witness.texts) BOOST_TEST(text.find("100000") == std::string::npos);
    reader.close();
    loop.call([this] { hardware.reset(); });
    stop_service();
    BOOST_TEST(refused == 0);
  }
  std::filesystem::path readers() const { return folder / "readers"; }
  void plug_reader() { std::filesystem::copy_file("/etc/reader.conf.d/vpcd", readers() / "vpcd"); }
  void start_service() {
    auto started = kiosk::base::BackgroundProcess::start(
        {getenv("KIOSK_PCSCD"), "--foreground", "--config", readers().string()}, folder / "pcscd.log");
    BOOST_REQUIRE(started);
    service.emplace(std::move(*started));
  }
  void stop_service() {
    if (service) service->stop(SIGTERM);
    service.reset();
  }
  /// With everything there.
  void start() {
    plug_reader();
    start_service();
    BOOST_REQUIRE(open_in_time());
    // The service took a moment to come up.
    witness.raised.clear();
    witness.cleared.clear();
  }
  bool open_in_time() {
    for (const auto end = clock.now() + 20s; clock.now() < end;) {
      if (reader.open()) return true;
      kiosk::base::Mailbox(clock).wait_and_drain(50ms);
    }
    return false;
  }
  static emulation::BenchCommand words_of(const std::string& line) {
    std::istringstream stream(line);
    emulation::BenchCommand command{{}, "."};
    for (std::string word; stream >> word;) command.words.push_back(word);
    return command;
  }
  kiosk::base::Result<std::string> try_tell(const std::string& line) {
    kiosk::base::Result<std::string> done;
    loop.call([&] { done = hardware->command(words_of(line)); });
    return done;
  }
  void tell(const std::string& line) {
    const auto done = try_tell(line);
    BOOST_TEST_REQUIRE(done.has_value(), line << ": " << (done ? "" : done.error().to_string()));
  }
  void tell_after(Duration delay, const std::string& line) {
    loop.loop().post_after(delay, [this, line] { refused += hardware->command(words_of(line)) ? 0 : 1; });
  }
  contract::JobContext job(Duration deadline, std::stop_token stop = {}) const {
    return {{}, {1}, clock.now() + deadline, std::move(stop)};
  }
  contract::Completion<contract::SmartCardReading> read(Duration deadline = 20s) {
    return reader.read_card(job(deadline));
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  emulation::LoopThread loop{clock};
  std::optional<emulation::EmulatedSocialCard> hardware;
  std::optional<kiosk::base::BackgroundProcess> service;
  drivers::tests::DeviceWitness witness;
  smart_card::SocialCardReader reader{{clock, witness, {"smart-card-reader"}, "config"}, "Virtual PCD"};
  int refused = 0;  ///< loop thread
};

}  // namespace

BOOST_AUTO_TEST_SUITE(social_card_reader, *but::precondition(has_pcscd))

BOOST_AUTO_TEST_CASE(a_card_is_waited_for_read_and_missed_when_it_is_pulled) {
  Bench bench;
  bench.start();
  BOOST_TEST(bench.reader.report().model == "Virtual PCD 00 00");
  BOOST_TEST((bench.read(300ms).code == CompletionCode::TimeOut));
  bench.tell_after(200ms, "card put 测试人甲");
  const auto reading = bench.read();
  BOOST_TEST((reading.code == CompletionCode::Success));
  BOOST_REQUIRE(reading.value && reading.value->card);
  BOOST_TEST(reading.value->card->name.reveal() == "测试人甲");
  BOOST_TEST(reading.value->card->number.reveal() == "100000196503070010");
  BOOST_TEST(bench.read().ok());
  BOOST_TEST((bench.reader.wait_for_removal(bench.job(300ms)).code == CompletionCode::TimeOut));
  bench.tell_after(100ms, "card remove");
  BOOST_TEST((bench.reader.wait_for_removal(bench.job(20s)).code == CompletionCode::Success));
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_card_pulled_at_any_command_is_said_to_be_pulled) {
  Bench bench;
  bench.start();
  for (const char* commands : {"0", "1", "7", "10"}) {
    BOOST_TEST_CONTEXT(commands) {
      bench.tell(std::string("card remove after ") + commands);
      bench.tell("card put 测试人乙");
      const auto reading = bench.read();
      BOOST_TEST((reading.code == CompletionCode::UserError));
      BOOST_REQUIRE(reading.value);
      BOOST_TEST((reading.value->trouble == SmartCardTrouble::RemovedWhileReading));
      BOOST_TEST((bench.reader.wait_for_removal(bench.job(20s)).code == CompletionCode::Success));
      // pcscd looks every 0.4 s whether there is a card: nobody's hand is faster.
      kiosk::base::Mailbox(bench.clock).wait_and_drain(1500ms);
    }
  }
  bench.tell("card put 测试人乙");
  BOOST_TEST(bench.read().ok());
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(other_protected_and_odd_cards_are_told_apart) {
  Bench bench;
  bench.start();
  const std::pair<const char*, SmartCardTrouble> cases[]{{"build other", SmartCardTrouble::OtherCard},
                                                         {"build protected", SmartCardTrouble::Protected},
                                                         {"build by-tag", SmartCardTrouble::None},
                                                         {"build 61", SmartCardTrouble::None},
                                                         {"build 6C", SmartCardTrouble::None}};
  for (const auto& [build, trouble] : cases) {
    BOOST_TEST_CONTEXT(build) {
      bench.tell("build plain");
      bench.tell(build);
      bench.tell("card put 测试人甲");
      const auto reading = bench.read();
      BOOST_REQUIRE(reading.value);
      BOOST_TEST((reading.value->trouble == trouble));
      bench.tell("card remove");
      BOOST_TEST(bench.reader.wait_for_removal(bench.job(20s)).ok());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_canceled_wait_ends_at_once_and_the_next_reading_works) {
  Bench bench;
  bench.start();
  std::stop_source stop;
  bench.loop.loop().post_after(200ms, [&stop] { stop.request_stop(); });
  const auto begin = bench.clock.now();
  BOOST_TEST((bench.reader.read_card(bench.job(60s, stop.get_token())).code == CompletionCode::Canceled));
  BOOST_TEST((bench.clock.now() - begin < 10s));
  bench.tell("card put 测试人甲");
  BOOST_TEST(bench.read().ok());
}

BOOST_AUTO_TEST_CASE(a_service_without_a_reader_is_a_missing_reader_and_comes_up_with_one) {
  Bench bench;
  bench.start_service();
  kiosk::base::Status opened;
  for (const auto end = bench.clock.now() + 20s; bench.clock.now() < end;) {
    opened = bench.reader.open();
    BOOST_REQUIRE(!opened);
    if (opened.error().code == kiosk::base::ErrorCode::NotFound) break;
  }
  BOOST_TEST((opened.error().code == kiosk::base::ErrorCode::NotFound));
  BOOST_TEST((bench.reader.report().state == DeviceState::NoDevice));
  // pcscd takes a serial reader's configuration only when it starts.
  bench.stop_service();
  bench.plug_reader();
  bench.start_service();
  BOOST_TEST(bench.open_in_time());
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::DeviceMissing}));
  BOOST_TEST((bench.witness.cleared == bench.witness.raised));
}

/// Waits on PC/SC's pseudo reader for plug events. (That pcscd itself sees a USB reader come needs a USB
/// bus.)
BOOST_AUTO_TEST_CASE(the_wait_for_a_reader_to_be_plugged_in_ends_at_its_deadline_and_at_a_stop) {
  Bench bench;
  bench.start_service();
  drivers::transport::PcscSlot slot("Virtual PCD", bench.clock);
  kiosk::base::Status opened;
  for (const auto end = bench.clock.now() + 20s; bench.clock.now() < end;) {
    opened = slot.open(bench.clock.now() + 400ms, {});
    if (opened || opened.error().code == kiosk::base::ErrorCode::NotFound) break;
  }
  BOOST_TEST_REQUIRE(!opened.has_value());
  BOOST_TEST((opened.error().code == kiosk::base::ErrorCode::NotFound));
  std::stop_source stop;
  bench.loop.loop().post_after(300ms, [&stop] { stop.request_stop(); });
  const auto begin = bench.clock.now();
  opened = slot.open(begin + 60s, stop.get_token());
  BOOST_TEST_REQUIRE(!opened.has_value());
  BOOST_TEST((opened.error().code == kiosk::base::ErrorCode::Canceled));
  BOOST_TEST((bench.clock.now() - begin < 20s));
  BOOST_TEST(!slot.is_open());
}

BOOST_AUTO_TEST_CASE(a_card_that_does_not_answer_to_a_reset_is_unreadable) {
  Bench bench;
  bench.start();
  bench.tell("build mute");
  bench.tell("card put 测试人甲");
  const auto reading = bench.read();
  BOOST_TEST((reading.code == CompletionCode::UserError), to_string(reading.code) << ' ' << reading.detail);
  BOOST_TEST_REQUIRE(reading.value.has_value());
  BOOST_TEST((reading.value->trouble == SmartCardTrouble::Unreadable));
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_service_that_ends_is_a_missing_reader_and_comes_back) {
  Bench bench;
  bench.start();
  bench.loop.loop().post_after(200ms, [&bench] { bench.service->stop(SIGKILL); });
  const auto reading = bench.read();
  BOOST_TEST((reading.code == CompletionCode::HardwareError));
  BOOST_TEST((bench.reader.report().state == DeviceState::NoDevice));
  bench.reader.close();
  BOOST_TEST(!bench.reader.open());
  std::filesystem::remove("/run/pcscd/pcscd.comm");
  std::filesystem::remove("/run/pcscd/pcscd.pid");
  bench.start_service();
  BOOST_REQUIRE(bench.open_in_time());
  for (const auto end = bench.clock.now() + 20s;
       !bench.try_tell("card put 测试人甲") && bench.clock.now() < end;) {
    kiosk::base::Mailbox(bench.clock).wait_and_drain(50ms);
  }
  BOOST_TEST(bench.read().ok());
  BOOST_TEST((bench.witness.cleared == bench.witness.raised));
}

BOOST_AUTO_TEST_SUITE_END()
