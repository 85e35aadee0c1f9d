// The reader driver against each fault of the line, the module and the citizen.
#include "tests/unit/drivers/id_card/reader_bench.h"

using namespace reader_bench;

namespace {

/// Opens, lays a card down, spoils the line as told, reads.
Completion<CardReading> read_with(Bench& bench, const std::string& fault) {
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  bench.tell(fault);
  return bench.read();
}

void expect_recovery(Bench& bench) {
  bench.tell("faults off");
  bench.reader->close();
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  BOOST_TEST(bench.read().ok());
  BOOST_TEST((bench.reader->report().state == DeviceState::Online));
  BOOST_TEST(bench.reader->report().faults.empty());
  BOOST_TEST((bench.witness.cleared == bench.witness.raised));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(samv_reader_faults)

BOOST_AUTO_TEST_CASE(single_faults_of_the_line_are_repaired_unseen) {
  for (const char* fault :
       {"garbage before 40", "garbage inside 3", "garbage after 40", "garbage before 3000", "checksum wrong",
        "length 0", "length 1", "length 2314", "length 2315", "length 65535", "other-answer", "late 600",
        "slow on"}) {
    BOOST_TEST_CONTEXT(fault) {
      Bench bench;
      const auto reading = read_with(bench, fault);
      BOOST_TEST((reading.code == CompletionCode::Success));
      BOOST_TEST(bench.witness.raised.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(lasting_nonsense_is_a_communication_fault_and_clears_when_it_ends) {
  for (const char* fault : {"checksum wrong 1000", "length 0 1000", "length 2315 1000", "other-answer 1000",
                            "garbage inside 5 1000"}) {
    BOOST_TEST_CONTEXT(fault) {
      Bench bench;
      const auto reading = read_with(bench, fault);
      BOOST_TEST((reading.code == CompletionCode::HardwareError));
      BOOST_REQUIRE(reading.fault);
      BOOST_TEST((*reading.fault == FaultType::CommunicationFault));
      BOOST_TEST((bench.reader->report().state == DeviceState::Offline));
      BOOST_TEST((bench.witness.raised == std::vector{FaultType::CommunicationFault}));
      expect_recovery(bench);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_mute_reader_is_offline_and_recovers) {
  Bench bench;
  const auto reading = read_with(bench, "mute on");
  BOOST_TEST((reading.code == CompletionCode::HardwareError));
  BOOST_TEST((bench.reader->report().state == DeviceState::Offline));
  bench.reader->close();
  BOOST_TEST(!bench.reader->open());
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::CommunicationFault}));
  BOOST_TEST(bench.reader->report().faults.front().count == 2u);
  expect_recovery(bench);
}

BOOST_AUTO_TEST_CASE(the_deadline_of_a_request_to_a_mute_reader_is_a_time_out_and_no_fault) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("mute on");
  BOOST_TEST((bench.read(60ms).code == CompletionCode::TimeOut));
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_reading_of_a_mute_reader_can_be_canceled) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("mute on");
  std::stop_source stop;
  bench.loop.loop().post_after(30ms, [&stop] { stop.request_stop(); });
  BOOST_TEST((bench.reader->read_card(bench.job(5s, stop.get_token())).code == CompletionCode::Canceled));
  expect_recovery(bench);
}

BOOST_AUTO_TEST_CASE(a_late_answer_is_not_taken_for_the_next_commands) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("late 90");
  BOOST_TEST((bench.read(60ms).code == CompletionCode::TimeOut));
  bench.tell("card put 测试人甲");
  BOOST_TEST((bench.read().code == CompletionCode::Success));
}

BOOST_AUTO_TEST_CASE(after_a_time_out_or_a_cancellation_the_line_is_brought_into_step_first) {
  for (const bool canceled : {false, true}) {
    Bench bench;
    BOOST_REQUIRE(bench.reader->open());
    bench.tell("mute on");
    std::stop_source stop;
    if (canceled) bench.loop.loop().post_after(30ms, [&stop] { stop.request_stop(); });
    bench.reader->read_card(bench.job(canceled ? Duration{5s} : Duration{60ms}, stop.get_token()));
    bench.tell("mute off");
    std::size_t before = 0;
    bench.loop.call([&] { before = bench.hardware->recent_requests().size(); });
    bench.read(60ms);
    bench.loop.call([&] { BOOST_TEST(bench.hardware->recent_requests().at(before) == "11 FF"); });
  }
}

BOOST_AUTO_TEST_CASE(one_failed_look_at_a_lying_card_is_no_removal) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  BOOST_REQUIRE(bench.read().ok());
  bench.tell("presence-glitch");
  BOOST_TEST((bench.reader->wait_for_removal(bench.job(150ms)).code == CompletionCode::TimeOut));
}

BOOST_AUTO_TEST_CASE(a_card_pulled_while_it_is_read_is_told_as_such) {
  for (const char* bytes : {"0", "6", "100", "1294"}) {
    BOOST_TEST_CONTEXT(bytes << " bytes") {
      Bench bench;
      const auto reading = read_with(bench, std::string("card remove after ") + bytes);
      BOOST_TEST((reading.code == CompletionCode::UserError));
      BOOST_REQUIRE(reading.value);
      BOOST_TEST((reading.value->trouble == CardTrouble::RemovedWhileReading));
      BOOST_TEST(!reading.value->card);
      BOOST_TEST(bench.witness.raised.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_failed_reading_is_tried_once_more) {
  Bench bench;
  BOOST_TEST((read_with(bench, "read-status 65 1").code == CompletionCode::Success));
}

BOOST_AUTO_TEST_CASE(a_card_that_cannot_be_read_twice_must_be_lifted) {
  Bench bench;
  const auto reading = read_with(bench, "read-status 65 2");
  BOOST_TEST((reading.code == CompletionCode::UserError));
  BOOST_TEST((reading.value->trouble == CardTrouble::Unreadable));
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_card_that_the_module_does_not_accept_is_not_authentic) {
  for (const char* status : {"49", "50", "51"}) {
    Bench bench;
    const auto reading = read_with(bench, std::string("read-status ") + status + " 9");
    BOOST_TEST((reading.code == CompletionCode::UserError));
    BOOST_TEST((reading.value->trouble == CardTrouble::NotAuthentic));
  }
}

BOOST_AUTO_TEST_CASE(a_card_that_contradicts_itself_is_refused_without_a_second_try) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.loop.call([&bench] {
    auto card = *drivers::emulation::find_person("drivers/emulation/data/people.json", "测试人甲");
    card.text[122] = '7';
    bench.hardware->module().put_card(card);
  });
  const auto reading = bench.read();
  BOOST_TEST((reading.code == CompletionCode::UserError));
  BOOST_TEST((reading.value->trouble == CardTrouble::ContentsInvalid));
}

BOOST_AUTO_TEST_CASE(unplugging_while_waiting_for_a_card_ends_the_request_and_replugging_recovers) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell_after(40ms, "unplug");
  const auto reading = bench.read();
  BOOST_TEST((reading.code == CompletionCode::HardwareError));
  BOOST_REQUIRE(reading.fault);
  BOOST_TEST((*reading.fault == FaultType::DeviceMissing));
  BOOST_TEST((bench.reader->report().state == DeviceState::NoDevice));
  BOOST_TEST(!bench.reader->open());
  bench.tell("replug");
  expect_recovery(bench);
}

BOOST_AUTO_TEST_CASE(unplugging_during_the_transfer_ends_the_request) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  bench.tell("late 60 1000");
  bench.tell_after(200ms, "unplug");
  BOOST_TEST((*bench.read().fault == FaultType::DeviceMissing));
  bench.tell("replug");
  expect_recovery(bench);
}

BOOST_AUTO_TEST_CASE(unplugging_while_idle_is_noticed_by_the_next_look) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("unplug");
  bench.reader->poll();
  BOOST_TEST((bench.reader->report().state == DeviceState::NoDevice));
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::DeviceMissing}));
  bench.tell("replug");
  expect_recovery(bench);
}

BOOST_AUTO_TEST_CASE(unplugging_while_waiting_for_removal_ends_the_request) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  BOOST_REQUIRE(bench.read().ok());
  bench.tell("unplug");
  const auto removal = bench.reader->wait_for_removal(bench.job(1s));
  BOOST_TEST((removal.code == CompletionCode::HardwareError));
  BOOST_TEST((*removal.fault == FaultType::DeviceMissing));
}

BOOST_AUTO_TEST_CASE(noise_while_waiting_for_removal_is_no_removal) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  BOOST_REQUIRE(bench.read().ok());
  bench.tell("checksum wrong");
  BOOST_TEST((bench.reader->wait_for_removal(bench.job(150ms)).code == CompletionCode::TimeOut));
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_reader_that_is_not_there_at_the_start_is_found_later) {
  Bench bench;
  bench.tell("unplug");
  BOOST_TEST(!bench.reader->open());
  BOOST_TEST((bench.reader->report().state == DeviceState::NoDevice));
  bench.tell("replug");
  expect_recovery(bench);
}

BOOST_AUTO_TEST_SUITE_END()
