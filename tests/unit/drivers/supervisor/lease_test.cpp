// Leases: one session at a time asks a device, and leaves nothing to the next.
#include "tests/unit/drivers/supervisor/bench_terminal.h"

using namespace drivers::supervisor;
using namespace drivers::supervisor::tests;

BOOST_AUTO_TEST_SUITE(leases)

BOOST_AUTO_TEST_CASE(a_session_without_a_lease_is_refused_once_and_the_device_not_asked) {
  Terminal terminal;
  terminal.add_all();
  terminal.leases.clear();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CertificatePrinter));
  terminal.supervisor->print(terminal.first, 5s, {}, {}, terminal.note<PrintOutcome>(1));
  BOOST_TEST(terminal.wait_answer(1));
  terminal.hold(terminal.first);
  terminal.supervisor->print(terminal.second, 5s, {}, {}, terminal.note<PrintOutcome>(2));
  terminal.supervisor->print(terminal.first, 5s, {}, {}, terminal.note<PrintOutcome>(3));
  BOOST_TEST(terminal.wait_answer(3));
  BOOST_TEST((terminal.answer(1) == Codes{CompletionCode::SequenceError}));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::DeviceNotReady}));
  BOOST_TEST((terminal.answer(3) == Codes{CompletionCode::Success}));
}

BOOST_AUTO_TEST_CASE(a_device_has_one_owner_and_a_lease_takes_all_or_nothing) {
  Terminal terminal;
  terminal.add_all();
  terminal.leases.clear();
  auto& devices = *terminal.supervisor;
  auto printer = devices.lease(terminal.first, {DeviceClass::CertificatePrinter});
  BOOST_REQUIRE(printer.has_value());
  const auto both =
      devices.lease(terminal.second, {DeviceClass::IdCardReader, DeviceClass::CertificatePrinter});
  BOOST_REQUIRE(!both);
  BOOST_TEST((both.error().code == kiosk::base::ErrorCode::Conflict));
  BOOST_TEST(devices.lease(terminal.second, {DeviceClass::IdCardReader}).has_value());
  const auto twice = devices.lease(terminal.first, {DeviceClass::CertificatePrinter});
  BOOST_TEST((!twice && twice.error().code == kiosk::base::ErrorCode::AlreadyExists));
  const auto absent = devices.lease(terminal.first, {DeviceClass::CardDispenser});
  BOOST_TEST((!absent && absent.error().code == kiosk::base::ErrorCode::NotFound));
  Lease moved = std::move(*printer);
  BOOST_TEST(!devices.lease(terminal.second, {DeviceClass::CertificatePrinter}).has_value());
  moved.release();
  BOOST_TEST(devices.lease(terminal.second, {DeviceClass::CertificatePrinter}).has_value());
}

BOOST_AUTO_TEST_CASE(the_end_of_a_lease_cancels_its_requests_and_cleans_up_before_the_next_session) {
  Terminal terminal;
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CertificatePrinter));
  bool rested = false;
  terminal.supervisor->on_rest([&] { rested = true; });
  terminal.print_endless(1, terminal.first);
  terminal.print_endless(2, terminal.first);
  terminal.leases.clear();
  BOOST_TEST(!terminal.supervisor->at_rest());
  terminal.hold(terminal.second);
  terminal.supervisor->print(terminal.second, 10s, {}, {}, terminal.note<PrintOutcome>(3));
  BOOST_TEST(terminal.wait_answer(3));
  BOOST_TEST((terminal.answer(1) == Codes{CompletionCode::Canceled}));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::Canceled}));
  BOOST_TEST((terminal.answer(3) == Codes{CompletionCode::Success}));
  BOOST_TEST(terminal.supervisor->find(DeviceClass::CertificatePrinter)->model == "ended");
  BOOST_TEST(!rested);
  terminal.leases.clear();
  BOOST_TEST(terminal.wait([&] { return rested; }));
  BOOST_TEST(terminal.supervisor->at_rest());
}

BOOST_AUTO_TEST_CASE(a_card_that_nobody_took_goes_into_the_bin_at_the_end_of_the_lease) {
  Terminal terminal({"dispenser"});
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::CardDispenser));
  std::optional<CardMove> staged;
  terminal.supervisor->move_card(terminal.first, 20s, &CardDispenser::stage, terminal.keep(1, staged));
  BOOST_REQUIRE(terminal.wait_answer(1));
  BOOST_REQUIRE(staged.has_value());
  BOOST_TEST((staged->place == CardPlace::ReadPosition));
  terminal.leases.clear();
  terminal.hold(terminal.second);
  std::optional<CardMove> next;
  terminal.supervisor->move_card(terminal.second, 20s, &CardDispenser::stage, terminal.keep(2, next));
  BOOST_REQUIRE(terminal.wait_answer(2));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::Success}));
  BOOST_TEST(next->counts.spoilt == 1);
  BOOST_TEST(next->counts.handed_out == 0);
}

BOOST_AUTO_TEST_CASE(keys_of_the_last_citizen_are_not_the_next_ones) {
  Terminal terminal({"panel"});
  terminal.add_all();
  BOOST_REQUIRE(terminal.wait_usable(DeviceClass::Panel));
  terminal.tell({"key", "help"});
  terminal.tell({"key", "volume-up"});
  std::optional<PanelEvent> event;
  const auto is = [&](PanelKey key) { return event && event->key == key; };
  // What the jack told at the opening comes first.
  const auto seen = terminal.wait([&] {
    terminal.answers[1].clear();
    terminal.supervisor->wait_for_panel_event(terminal.first, 5s, terminal.keep(1, event));
    return terminal.wait_answer(1) && is(PanelKey::Help);
  });
  BOOST_TEST(seen);
  terminal.leases.clear();
  terminal.hold(terminal.second);
  terminal.supervisor->wait_for_panel_event(terminal.second, 100ms, terminal.keep(2, event));
  BOOST_TEST(terminal.wait_answer(2));
  BOOST_TEST((terminal.answer(2) == Codes{CompletionCode::TimeOut}));
}

BOOST_AUTO_TEST_CASE(a_lease_may_outlive_the_supervisor) {
  Terminal terminal;
  terminal.add_all();
  terminal.supervisor.reset();
  terminal.leases.clear();
  BOOST_TEST(terminal.leases.empty());
}

BOOST_AUTO_TEST_SUITE_END()
