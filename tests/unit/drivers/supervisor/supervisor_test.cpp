// The supervisor with a real reader on a pty and a printer that obeys the test: answers come exactly once.
#include "tests/unit/drivers/supervisor/bench_terminal.h"

using namespace drivers::supervisor::tests;

BOOST_AUTO_TEST_SUITE(device_supervisor)

BOOST_AUTO_TEST_CASE(a_card_is_read_while_the_printer_prints) {
  Terminal terminal;
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::IdCardReader));
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CertificatePrinter));
  terminal.print_endless(1, terminal.first);
  terminal.tell({"card", "put", "测试人甲"});
  std::string name;
  terminal.supervisor->read_card(terminal.first, 5s, [&name](Completion<CardReading> completion) {
    BOOST_REQUIRE(completion.ok());
    name = completion.value->card->name.reveal();
  });
  BOOST_TEST(terminal.wait([&] { return !name.empty(); }));
  BOOST_TEST(name == "测试人甲");
  BOOST_TEST(terminal.answer(1).empty());
  terminal.tell({"card", "remove"});
  terminal.supervisor->wait_for_removal(terminal.first, 5s, terminal.note<std::monostate>(2));
  BOOST_TEST(terminal.wait([&] { return !terminal.answer(2).empty(); }));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::Success}));
}

BOOST_AUTO_TEST_CASE(a_device_that_is_not_configured_or_not_there_is_not_ready) {
  Terminal terminal;
  terminal.tell({"unplug"});
  terminal.add_all();
  terminal.supervisor->print_slip(terminal.first, 1s, {}, terminal.note<SlipOutcome>(1));
  BOOST_TEST(terminal.answer(1).empty());
  terminal.supervisor->read_card(terminal.first, 1s, terminal.note<CardReading>(2));
  BOOST_TEST(terminal.wait([&] { return !terminal.answer(1).empty() && !terminal.answer(2).empty(); }));
  BOOST_TEST((terminal.answer(1) == Codes{CompletionCode::DeviceNotReady}));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::DeviceNotReady}));
}

BOOST_AUTO_TEST_CASE(an_unplugged_reader_raises_a_fault_and_a_replugged_one_works_without_a_restart) {
  Terminal terminal;
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::IdCardReader));
  terminal.supervisor->read_card(terminal.first, 20s, terminal.note<CardReading>(1));
  terminal.tell({"unplug"});
  BOOST_TEST(terminal.wait([&] { return !terminal.answer(1).empty(); }));
  BOOST_TEST((terminal.answer(1) == Codes{CompletionCode::HardwareError}));
  BOOST_TEST((terminal.witness.raised == std::vector{FaultType::DeviceMissing}));
  BOOST_TEST(!terminal.supervisor->find(DeviceClass::IdCardReader)->usable());
  terminal.tell({"replug"});
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::IdCardReader));
  BOOST_TEST((terminal.witness.cleared == std::vector{FaultType::DeviceMissing}));
  terminal.tell({"card", "put", "测试人甲"});
  terminal.supervisor->read_card(terminal.first, 5s, terminal.note<CardReading>(2));
  BOOST_TEST(terminal.wait([&] { return !terminal.answer(2).empty(); }));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::Success}));
}

BOOST_AUTO_TEST_CASE(a_waiting_request_is_canceled_at_once_and_a_running_one_soon) {
  Terminal terminal;
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CertificatePrinter));
  const auto running = terminal.print_endless(1, terminal.first);
  const auto waiting = terminal.print_endless(2, terminal.first);
  BOOST_TEST(terminal.supervisor->cancel(waiting));
  terminal.mailbox.drain();
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::Canceled}));
  BOOST_TEST(terminal.answer(1).empty());
  BOOST_TEST(terminal.supervisor->cancel(running));
  BOOST_TEST(terminal.wait([&] { return !terminal.answer(1).empty(); }));
  BOOST_TEST((terminal.answer(1) == Codes{CompletionCode::Canceled}));
  BOOST_TEST(!terminal.supervisor->cancel(running));
  BOOST_TEST(!terminal.supervisor->cancel(waiting));
}

BOOST_AUTO_TEST_CASE(a_deadline_ends_a_request_and_one_that_waited_too_long_does_not_begin) {
  Terminal terminal;
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CertificatePrinter));
  terminal.print_endless(1, terminal.first, 60ms);
  terminal.supervisor->print(terminal.first, 10ms, {}, {}, terminal.note<PrintOutcome>(2));
  BOOST_TEST(terminal.wait([&] { return !terminal.answer(2).empty(); }));
  BOOST_TEST((terminal.answer(1) == Codes{CompletionCode::TimeOut}));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::TimeOut}));
}

BOOST_AUTO_TEST_CASE(progress_comes_in_order_and_before_the_answer) {
  Terminal terminal;
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CertificatePrinter));
  std::string told;
  PrintRequest request;
  request.pages = 3;
  terminal.supervisor->print(
      terminal.first, 5s, request, [&told](int pages) { told += std::to_string(pages); },
      [&told](const Completion<PrintOutcome>& completion) { told += completion.ok() ? "." : "!"; });
  BOOST_TEST(terminal.wait([&] { return told.find_first_of(".!") != std::string::npos; }));
  BOOST_TEST(told == "123.");
}

BOOST_AUTO_TEST_CASE(stopping_answers_everything_exactly_once) {
  Terminal terminal;
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::IdCardReader));
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CertificatePrinter));
  for (int request = 0; request < 5; ++request) {
    terminal.print_endless(request, terminal.first);
    terminal.supervisor->read_card(terminal.first, 30s, terminal.note<CardReading>(100 + request));
  }
  const auto begin = terminal.clock.now();
  terminal.supervisor->stop(2s);
  BOOST_TEST((terminal.clock.now() - begin < 2s));
  terminal.supervisor->read_card(terminal.first, 1s, terminal.note<CardReading>(200));
  terminal.supervisor.reset();
  terminal.mailbox.drain();
  BOOST_TEST(terminal.answers.size() == 11u);
  for (const auto& [request, codes] : terminal.answers) {
    BOOST_TEST((codes == Codes{CompletionCode::Canceled}), "request " << request);
  }
}

BOOST_AUTO_TEST_CASE(stopping_does_not_wait_for_a_mute_reader_to_be_opened) {
  Terminal terminal;
  terminal.tell({"mute", "on"});
  terminal.add_all();
  BOOST_REQUIRE(
      terminal.wait([&] { return terminal.supervisor->find(DeviceClass::CertificatePrinter)->usable(); }));
  const auto begin = terminal.clock.now();
  terminal.supervisor->stop(1s);
  BOOST_TEST((terminal.clock.now() - begin < 1s));
}

BOOST_AUTO_TEST_CASE(wrong_configurations_are_explained) {
  Terminal terminal;
  auto config = config_of(DeviceClass::IdCardReader, "ipp://localhost/ipp/print");
  auto refused = terminal.supervisor->add(config);
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().message.find("samv over serial") != std::string::npos);
  config = config_of(DeviceClass::IdCardReader, "serial:/dev/ttyS9");
  config.driver = "nonsense";
  BOOST_TEST(!terminal.supervisor->add(config));
  config.driver = "samv";
  BOOST_REQUIRE(terminal.supervisor->add(config));
  refused = terminal.supervisor->add(config);
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().code == kiosk::base::ErrorCode::AlreadyExists));
  BOOST_TEST(terminal.supervisor->snapshot().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_device_is_busy_while_a_request_runs_and_says_so) {
  Terminal terminal;
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CertificatePrinter));
  terminal.witness.reports.clear();
  const auto running = terminal.print_endless(1, terminal.first);
  const DeviceReport& printer = *terminal.supervisor->find(DeviceClass::CertificatePrinter);
  BOOST_TEST(terminal.wait([&] { return printer.state == DeviceState::DeviceBusy; }));
  BOOST_TEST(printer.usable());
  terminal.supervisor->cancel(running);
  BOOST_TEST(terminal.wait_answer(1));
  BOOST_TEST((printer.state == DeviceState::Online));
  const std::vector<DeviceState> states{DeviceState::DeviceBusy, DeviceState::Online};
  BOOST_TEST((terminal.witness.states(DeviceClass::CertificatePrinter) == states));
}

BOOST_AUTO_TEST_CASE(a_driver_that_throws_is_opened_anew_and_its_request_answered) {
  Terminal terminal;
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CertificatePrinter));
  PrintRequest request;
  request.job_name = "throwing";
  std::string detail;
  terminal.supervisor->print(terminal.first, 5s, request, {},
                             [&](const Completion<PrintOutcome>& completion) {
                               terminal.answers[1].push_back(completion.code);
                               detail = completion.detail;
                             });
  BOOST_TEST(terminal.wait_answer(1));
  BOOST_TEST((terminal.answer(1) == Codes{CompletionCode::HardwareError}));
  BOOST_TEST(detail == "the driver failed");
  const auto served = [&] {
    terminal.answers[2].clear();
    terminal.supervisor->print(terminal.first, 5s, {}, {}, terminal.note<PrintOutcome>(2));
    return terminal.wait_answer(2) && terminal.answer(2) == Codes{CompletionCode::Success};
  };
  BOOST_TEST(terminal.wait(served));
}

BOOST_AUTO_TEST_SUITE_END()
