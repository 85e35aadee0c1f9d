// The tapes of this folder, played through the drivers: recorded once, and nobody may break them unnoticed.
#include "tests/tapes/tape_bench.h"

using namespace tape_bench;

namespace {

/// One device that is a tape.
template <class Class>
struct Player {
  Player(DeviceClass device_class, const std::string& name,
         std::map<std::string, std::string> settings = {}) {
    const DeviceConfig config{device_class,
                              "",
                              {"tape", "tests/tapes/" + name + ".tape", {{"speed", "0"}}},
                              std::move(settings),
                              {}};
    made = make_device({clock, witness, {"played"}, "config"}, config);
    BOOST_REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().to_string()));
    device = dynamic_cast<Class*>(made->get());
    BOOST_REQUIRE(device != nullptr);
    const auto opened = device->open();
    BOOST_REQUIRE_MESSAGE(opened.has_value(), (opened ? "" : opened.error().to_string()));
  }
  JobContext job() const { return {{}, {1}, clock.now() + Duration{20'000}, {}}; }

  kiosk::base::SystemClock clock;
  Witness witness;
  kiosk::base::Result<std::unique_ptr<Device>> made;
  Class* device = nullptr;
};

void check_card(const std::string& tape, IdCardKind kind, std::string_view name) {
  Player<IdCardReader> player(DeviceClass::IdCardReader, tape);
  const auto read = player.device->read_card(player.job());
  BOOST_TEST_REQUIRE(read.ok(), tape << ": " << read.detail);
  const IdCard& card = *read.value->card;
  BOOST_TEST((card.kind == kind));
  BOOST_TEST(card.name.reveal() == name);
  BOOST_TEST(card.birth_date.reveal() == "19900307");
  BOOST_TEST(card.photo_wlt.size() == 1024u);
  BOOST_TEST(player.witness.raised.empty());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(committed_tapes)

BOOST_AUTO_TEST_CASE(cards_of_every_layout) {
  check_card("a_residents_card", IdCardKind::Resident, "测试省测");
  check_card("a_card_with_a_rare_name", IdCardKind::Resident, "测试𬱖");
  check_card("a_residence_permit", IdCardKind::HkMoTwPermit, "测试省测");
  check_card("a_foreigners_card_of_2017", IdCardKind::Foreigner2017, "测试省测");
  check_card("a_foreigners_card_of_2023", IdCardKind::Foreigner2023, "测试省");
}

BOOST_AUTO_TEST_CASE(a_card_that_is_lifted) {
  Player<IdCardReader> player(DeviceClass::IdCardReader, "a_card_that_is_lifted_too_early");
  BOOST_TEST(player.device->read_card(player.job()).ok());
  BOOST_TEST(player.device->wait_for_removal(player.job()).ok());
}

BOOST_AUTO_TEST_CASE(a_slip_and_the_end_of_the_paper) {
  Player<ReceiptPrinter> player(DeviceClass::ReceiptPrinter, "a_slip_and_the_end_of_the_paper",
                                {{"model", "generic-80mm"}, {"take-seconds", "1"}});
  // Other people's names of the same width look the same on a tape.
  const auto first = player.device->print_slip(player.job(), slip_of("王某某某", "T99-20260101-000001"));
  BOOST_TEST(first.ok(), first.detail);
  const auto second = player.device->print_slip(player.job(), slip_of("李某某某", "T99-20260101-000002"));
  BOOST_TEST((second.code == CompletionCode::UserError), second.detail);
  BOOST_TEST((second.fault == FaultType::PaperOut));
  BOOST_TEST((player.witness.raised == std::vector{FaultType::PaperOut}));
}

BOOST_AUTO_TEST_CASE(a_card_is_staged_and_taken) {
  Player<CardDispenser> player(DeviceClass::CardDispenser, "a_card_is_staged_and_taken");
  BOOST_TEST(player.device->stage(player.job()).ok());
  const auto given = player.device->present(player.job());
  BOOST_TEST_REQUIRE(given.ok(), given.detail);
  BOOST_TEST(given.value->counts.handed_out == 1);
}

BOOST_AUTO_TEST_CASE(a_code_is_scanned) {
  Player<CodeReader> player(DeviceClass::CodeReader, "a_code_is_scanned");
  const auto code = player.device->read_code(player.job());
  BOOST_TEST_REQUIRE(code.ok(), code.detail);
  BOOST_TEST(kiosk::base::as_text(code.value->payload) == "A00-00000000-000000");
}

BOOST_AUTO_TEST_CASE(a_power_cut) {
  Player<PowerMonitor> player(DeviceClass::PowerMonitor, "a_power_cut");
  const auto status = player.device->read_status(player.job());
  BOOST_TEST_REQUIRE(status.ok(), status.detail);
  BOOST_TEST((status.value->source == PowerSource::OnBattery));
}

BOOST_AUTO_TEST_SUITE_END()
