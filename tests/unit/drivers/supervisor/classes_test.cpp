// Each question of each device class, through the supervisor to the real driver and emulated hardware.
#include "tests/unit/drivers/supervisor/bench_terminal.h"

using namespace drivers::supervisor;
using namespace drivers::supervisor::tests;

namespace {

const Codes kSuccess{CompletionCode::Success};

}  // namespace

BOOST_AUTO_TEST_SUITE(device_classes)

BOOST_AUTO_TEST_CASE(a_code_is_read) {
  Terminal terminal({"code"});
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CodeReader));
  std::optional<ScannedCode> code;
  terminal.supervisor->read_code(terminal.first, 15s, terminal.keep(1, code));
  const DeviceReport& reader = *terminal.supervisor->find(DeviceClass::CodeReader);
  BOOST_TEST(terminal.wait([&] { return reader.state == DeviceState::DeviceBusy; }));
  // What was scanned before the driver began to listen is dropped, so it is shown until it is seen.
  BOOST_TEST(terminal.wait([&] {
    terminal.tell({"scan", "SQ-0001"});
    return terminal.wait([&] { return !terminal.answer(1).empty(); }, 300ms);
  }));
  BOOST_REQUIRE(code.has_value());
  BOOST_TEST(std::string(code->payload.begin(), code->payload.end()) == "SQ-0001");
  BOOST_TEST(!std::get<CodeReaderCapabilities>(reader.capabilities.of_class).plays_keyboard);
}

BOOST_AUTO_TEST_CASE(a_page_is_scanned_and_looked_at_before) {
  Terminal terminal({"camera"});
  terminal.tell({"put"});
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::DocumentScanner));
  std::optional<ScanOutcome> preview;
  std::optional<ScanOutcome> scan;
  int pages = 0;
  terminal.supervisor->preview_scan(terminal.first, 15s, terminal.keep(1, preview));
  terminal.supervisor->scan(
      terminal.first, 15s, {}, [&pages](int done) { pages = done; }, terminal.keep(2, scan));
  BOOST_REQUIRE(terminal.wait_answer(2));
  BOOST_TEST((terminal.answer(1) == kSuccess));
  BOOST_TEST((terminal.answer(2) == kSuccess));
  BOOST_REQUIRE((preview && scan));
  BOOST_TEST(preview->pages.size() == 1u);
  BOOST_TEST(scan->pages.size() == 1u);
  BOOST_TEST(pages == 1);
  const DeviceReport& camera = *terminal.supervisor->find(DeviceClass::DocumentScanner);
  BOOST_TEST(std::get<DocumentScannerCapabilities>(camera.capabilities.of_class).camera);
}

BOOST_AUTO_TEST_CASE(a_card_is_handed_out_and_counted) {
  Terminal terminal({"dispenser"});
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CardDispenser));
  std::optional<CardMove> move;
  terminal.supervisor->move_card(terminal.first, 20s, &CardDispenser::stage, terminal.note<CardMove>(1));
  terminal.supervisor->move_card(terminal.first, 20s, &CardDispenser::present, terminal.keep(2, move));
  BOOST_TEST(terminal.wait([&] {
    (void)terminal.try_tell({"take"});
    return terminal.wait([&] { return !terminal.answer(2).empty(); }, 300ms);
  }));
  BOOST_TEST((terminal.answer(1) == kSuccess));
  BOOST_TEST((terminal.answer(2) == kSuccess));
  BOOST_REQUIRE(move.has_value());
  BOOST_TEST(move->counts.handed_out == 1);
}

BOOST_AUTO_TEST_CASE(the_ups_is_asked_without_a_lease) {
  Terminal terminal({"ups"});
  terminal.add_all();
  terminal.leases.clear();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::PowerMonitor));
  std::optional<PowerStatus> power;
  terminal.supervisor->read_power_status(terminal.first, 10s, terminal.keep(1, power));
  BOOST_REQUIRE(terminal.wait_answer(1));
  BOOST_REQUIRE(power.has_value());
  BOOST_TEST((power->source == PowerSource::OnMains));
  BOOST_TEST(power->charge_percent.has_value());
}

BOOST_AUTO_TEST_CASE(a_light_shines_and_a_key_is_heard) {
  Terminal terminal({"panel"});
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::Panel));
  terminal.supervisor->set_light(terminal.first, 5s, PanelLight::ReceiptPrinter, LightMode::On,
                                 terminal.note<std::monostate>(1));
  BOOST_REQUIRE(terminal.wait_answer(1));
  BOOST_TEST((terminal.answer(1) == kSuccess));
  terminal.tell({"key", "ok"});
  std::optional<PanelEvent> event;
  BOOST_TEST(terminal.wait([&] {
    terminal.answers[2].clear();
    terminal.supervisor->wait_for_panel_event(terminal.first, 5s, terminal.keep(2, event));
    return terminal.wait_answer(2) && event && event->key == PanelKey::Ok;
  }));
}

BOOST_AUTO_TEST_CASE(a_smart_card_reader_that_is_absent_is_not_ready) {
  Terminal terminal;
  BOOST_REQUIRE(terminal.supervisor->add(config_of(DeviceClass::SmartCardReader, "pcsc:no such reader")));
  terminal.add_all();
  terminal.supervisor->read_smart_card(terminal.first, 5s, terminal.note<SmartCardReading>(1));
  terminal.supervisor->wait_for_smart_card_removal(terminal.first, 5s, terminal.note<std::monostate>(2));
  BOOST_REQUIRE(terminal.wait_answer(2));
  BOOST_TEST((terminal.answer(1) == Codes{CompletionCode::DeviceNotReady}));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::DeviceNotReady}));
}

BOOST_AUTO_TEST_CASE(a_technician_tests_resets_and_clears) {
  Terminal terminal({"receipt"});
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::ReceiptPrinter));
  std::optional<std::string> tested;
  terminal.supervisor->test(terminal.first, 30s, DeviceClass::ReceiptPrinter, terminal.keep(1, tested));
  BOOST_REQUIRE(terminal.wait_answer(1));
  BOOST_TEST((terminal.answer(1) == kSuccess));
  BOOST_TEST(tested.value_or("") == "the test slip is printed");
  terminal.supervisor->reset(terminal.first, 30s, DeviceClass::ReceiptPrinter,
                             terminal.note<std::monostate>(2));
  BOOST_REQUIRE(terminal.wait_answer(2));
  BOOST_TEST((terminal.answer(2) == kSuccess));
  BOOST_TEST(terminal.supervisor->find(DeviceClass::ReceiptPrinter)->usable());
  terminal.supervisor->clear_fault(terminal.first, 5s, DeviceClass::ReceiptPrinter, FaultType::PaperJam,
                                   terminal.note<std::monostate>(3));
  BOOST_REQUIRE(terminal.wait_answer(3));
  BOOST_TEST((terminal.answer(3) == Codes{CompletionCode::SequenceError}));
}

BOOST_AUTO_TEST_CASE(a_fault_that_the_operator_clears_says_so_and_comes_back_when_it_is_still_true) {
  Terminal terminal({"reader"});
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::IdCardReader));
  terminal.tell({"unplug"});
  BOOST_REQUIRE(terminal.wait([&] { return !terminal.witness.raised.empty(); }));
  terminal.supervisor->clear_fault(terminal.first, 5s, DeviceClass::IdCardReader,
                                   terminal.witness.raised.front(), terminal.note<std::monostate>(1));
  BOOST_REQUIRE(terminal.wait_answer(1));
  BOOST_TEST((terminal.answer(1) == kSuccess));
  BOOST_REQUIRE(terminal.witness.cleared_by.size() == 1u);
  BOOST_TEST((terminal.witness.cleared_by.front() == ClearedBy::Operator));
  BOOST_TEST(terminal.wait([&] { return terminal.witness.raised.size() > 1; }));
}

BOOST_AUTO_TEST_SUITE_END()
