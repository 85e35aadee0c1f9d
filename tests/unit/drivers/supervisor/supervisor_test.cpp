// The supervisor with a real reader on a pty and a printer that obeys the test: answers come exactly once.
#include <boost/test/unit_test.hpp>
#include <map>
#include <optional>

#include "drivers/contract/status_board.h"
#include "drivers/emulation/emulated_samv_reader.h"
#include "drivers/emulation/loop_thread.h"
#include "drivers/supervisor/device_supervisor.h"
#include "kiosk/base/mailbox.h"
#include "tests/support/temporary_folder.h"

using namespace drivers::supervisor;
using namespace drivers::contract;
using namespace std::chrono_literals;
using kiosk::base::Duration;
using kiosk::base::JobId;
using kiosk::base::SessionId;

namespace {

/// A certificate printer that counts pages until it is stopped or its deadline comes.
class CountingPrinter final : public CertificatePrinter {
 public:
  explicit CountingPrinter(const DriverContext& context)
      : clock_(context.clock), board_(clock_, DeviceClass::CertificatePrinter, context.id, context.observer) {}
  kiosk::base::Status open() override {
    board_.set_state(DeviceState::Online);
    return {};
  }
  void close() override {}
  void poll() override {}
  DeviceReport report() const override { return board_.report(); }
  Completion<PrintOutcome> print(const JobContext& context, const PrintRequest& request,
                                 const Progress& progress) override {
    Completion<PrintOutcome> completion;
    for (int page = 1; page <= request.pages; ++page) progress(page);
    while (request.job_name == "endless") {
      if (context.stop.stop_requested()) return completion.code = CompletionCode::Canceled, completion;
      if (clock_.now() >= context.deadline) return completion.code = CompletionCode::TimeOut, completion;
    }
    completion.value = PrintOutcome{request.pages, true, false};
    return completion;
  }

 private:
  const kiosk::base::Clock& clock_;
  StatusBoard board_;
};

kiosk::base::Result<std::unique_ptr<Device>> make_counting(const DriverContext& context, const DeviceConfig&) {
  return std::make_unique<CountingPrinter>(context);
}

const DriverTable& table_with_printer() {
  static const DriverTable kTable = [] {
    DriverTable table = driver_table();
    table.push_back({"counting", DeviceClass::CertificatePrinter, {"test"}, make_counting});
    return table;
  }();
  return kTable;
}

SupervisorSettings quick_settings() {
  SupervisorSettings settings;
  settings.timings = {{20ms, 50ms}, 20ms, 20ms};
  settings.drivers = &table_with_printer();
  return settings;
}

DeviceConfig config_of(DeviceClass device_class, const std::string& address) {
  return {device_class, "", *DeviceAddress::parse(address), {}};
}

struct Witness final : Listener {
  std::vector<FaultType> raised;
  std::vector<FaultType> cleared;
  void device_changed(const DeviceReport&) override {}
  void fault_raised(const DeviceFault& fault) override { raised.push_back(fault.type); }
  void fault_cleared(const DeviceFault& fault) override { cleared.push_back(fault.type); }
};

struct Terminal {
  Terminal() {
    loop.call([this] {
      reader.emplace(drivers::emulation::BenchPlace{loop.loop(), folder.path(), "drivers/emulation/data"});
      BOOST_TEST(reader->plug().has_value());
    });
    supervisor.emplace(clock, mailbox, witness, quick_settings());
  }
  ~Terminal() {
    supervisor.reset();
    loop.call([this] { reader.reset(); });
  }
  void add_both() {
    BOOST_REQUIRE(supervisor->add(config_of(DeviceClass::IdCardReader, "serial:" + (folder / "reader").string())));
    BOOST_REQUIRE(supervisor->add(config_of(DeviceClass::CertificatePrinter, "test:printer")));
    supervisor->start();
  }
  template <class Condition>
  bool wait(Condition condition, Duration at_most = 10s) {
    const auto end = clock.now() + at_most;
    while (!condition() && clock.now() < end) mailbox.wait_and_drain(20ms);
    return condition();
  }
  bool wait_usable(DeviceClass device_class) {
    return wait([&] { return supervisor->find(device_class)->usable(); });
  }
  void tell(std::vector<std::string> words) {
    loop.call([&] { BOOST_TEST(reader->command({words, "."}).has_value()); });
  }
  /// Notes each answer by its code.
  template <class T>
  std::function<void(Completion<T>)> note(int request) {
    return [this, request](const Completion<T>& completion) { answers[request].push_back(completion.code); };
  }
  std::vector<CompletionCode> answer(int request) { return answers[request]; }
  JobId print_endless(int request, SessionId session, Duration deadline = 30s) {
    PrintRequest endless;
    endless.job_name = "endless";
    return supervisor->print(session, deadline, endless, {}, note<PrintOutcome>(request));
  }

  kiosk::base::SystemClock clock;
  kiosk::base::Mailbox mailbox{clock};
  kiosk::tests::TemporaryFolder folder;
  drivers::emulation::LoopThread loop{clock};
  std::optional<drivers::emulation::EmulatedSamvReader> reader;
  Witness witness;
  std::optional<DeviceSupervisor> supervisor;
  std::map<int, std::vector<CompletionCode>> answers;
  SessionId first{kiosk::base::Uuid::make_v7(clock)};
  SessionId second{kiosk::base::Uuid::make_v7(clock)};
};

using Codes = std::vector<CompletionCode>;

}  // namespace

BOOST_AUTO_TEST_SUITE(device_supervisor)

BOOST_AUTO_TEST_CASE(a_card_is_read_while_the_printer_prints) {
  Terminal terminal;
  terminal.add_both();
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
  terminal.add_both();
  terminal.supervisor->print_slip(terminal.first, 1s, {}, terminal.note<SlipOutcome>(1));
  BOOST_TEST(terminal.answer(1).empty());
  terminal.supervisor->read_card(terminal.first, 1s, terminal.note<CardReading>(2));
  BOOST_TEST(terminal.wait([&] { return !terminal.answer(1).empty() && !terminal.answer(2).empty(); }));
  BOOST_TEST((terminal.answer(1) == Codes{CompletionCode::DeviceNotReady}));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::DeviceNotReady}));
}

BOOST_AUTO_TEST_CASE(an_unplugged_reader_raises_a_fault_and_a_replugged_one_works_without_a_restart) {
  Terminal terminal;
  terminal.add_both();
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
  terminal.add_both();
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

BOOST_AUTO_TEST_CASE(the_end_of_a_session_cancels_only_its_own_requests) {
  Terminal terminal;
  terminal.add_both();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CertificatePrinter));
  terminal.print_endless(1, terminal.first);
  terminal.print_endless(2, terminal.first);
  terminal.supervisor->print(terminal.second, 10s, {}, {}, terminal.note<PrintOutcome>(3));
  terminal.supervisor->cancel_all(terminal.first);
  BOOST_TEST(terminal.wait([&] { return !terminal.answer(3).empty(); }));
  BOOST_TEST((terminal.answer(1) == Codes{CompletionCode::Canceled}));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::Canceled}));
  BOOST_TEST((terminal.answer(3) == Codes{CompletionCode::Success}));
}

BOOST_AUTO_TEST_CASE(a_deadline_ends_a_request_and_one_that_waited_too_long_does_not_begin) {
  Terminal terminal;
  terminal.add_both();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CertificatePrinter));
  terminal.print_endless(1, terminal.first, 60ms);
  terminal.supervisor->print(terminal.first, 10ms, {}, {}, terminal.note<PrintOutcome>(2));
  BOOST_TEST(terminal.wait([&] { return !terminal.answer(2).empty(); }));
  BOOST_TEST((terminal.answer(1) == Codes{CompletionCode::TimeOut}));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::TimeOut}));
}

BOOST_AUTO_TEST_CASE(progress_comes_in_order_and_before_the_answer) {
  Terminal terminal;
  terminal.add_both();
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
  terminal.add_both();
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
  terminal.add_both();
  BOOST_REQUIRE(terminal.wait([&] { return terminal.supervisor->find(DeviceClass::CertificatePrinter)->usable(); }));
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

BOOST_AUTO_TEST_SUITE_END()
