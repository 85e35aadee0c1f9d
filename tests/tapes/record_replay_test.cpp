// Each stream driver is recorded against its emulated device; over the tape it comes to the same completions.
#include "tests/tapes/tape_bench.h"

using namespace tape_bench;

namespace {

CardReading read(IdCardReader& reader, const Bench& bench) {
  BOOST_REQUIRE(reader.open());
  auto completion = reader.read_card(bench.job());
  BOOST_TEST_REQUIRE(completion.ok(), completion.detail);
  reader.close();
  return std::move(*completion.value);
}

/// Records a reading of this person of the bench and replays it.
void check_card(const std::string& person, IdCardKind kind) {
  Bench bench("reader");
  bench.tell("card put " + person);
  const CardReading before = read(*bench.record<IdCardReader>(), bench);
  const CardReading after = read(*bench.play<IdCardReader>(), bench);
  BOOST_REQUIRE(before.card && after.card);
  BOOST_TEST((before.card->kind == kind));
  BOOST_TEST((after.card->kind == kind));
  BOOST_TEST(after.card->name.size() == before.card->name.size());
  BOOST_TEST(after.card->english_name.size() == before.card->english_name.size());
  BOOST_TEST(after.card->address.size() == before.card->address.size());
  BOOST_TEST(after.card->birth_date.reveal() == "19900307");
  BOOST_TEST(after.card->photo_wlt.size() == before.card->photo_wlt.size());
  BOOST_TEST(after.card->number.reveal() ==
             (kind == IdCardKind::Foreigner2017 ? "UTO100090030701" : "100000199003070018"));
}

struct Slips {
  Completion<SlipOutcome> first, second;
};

Slips print_twice(ReceiptPrinter& printer, Bench& bench, bool hardware_is_there) {
  BOOST_REQUIRE(printer.open());
  Slips slips;
  slips.first = printer.print_slip(bench.job(), slip_of("测试人甲", "T05-20261123-000017"));
  if (hardware_is_there) bench.tell("paper out");
  slips.second = printer.print_slip(bench.job(), slip_of("测试人乙", "T05-20261123-000018"));
  printer.close();
  return slips;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tapes)

BOOST_AUTO_TEST_CASE(a_residents_card) { check_card("测试人乙", IdCardKind::Resident); }
BOOST_AUTO_TEST_CASE(a_card_with_a_rare_name) { check_card("测试𬱖", IdCardKind::Resident); }
BOOST_AUTO_TEST_CASE(a_residence_permit) { check_card("测试人港", IdCardKind::HkMoTwPermit); }
BOOST_AUTO_TEST_CASE(a_foreigners_card_of_2017) { check_card("测试外人", IdCardKind::Foreigner2017); }
BOOST_AUTO_TEST_CASE(a_foreigners_card_of_2023) { check_card("测试星", IdCardKind::Foreigner2023); }

BOOST_AUTO_TEST_CASE(a_card_that_is_lifted_too_early) {
  Bench bench("reader");
  const auto lifted = [&bench](IdCardReader& reader, bool hardware_is_there) {
    BOOST_REQUIRE(reader.open());
    if (hardware_is_there) bench.tell_after(700ms, "card put 测试人甲");
    auto read = reader.read_card(bench.job());
    BOOST_TEST(read.ok(), read.detail);
    if (hardware_is_there) bench.tell_after(500ms, "card remove");
    const auto removed = reader.wait_for_removal(bench.job());
    reader.close();
    return removed.code;
  };
  BOOST_TEST((lifted(*bench.record<IdCardReader>(), true) == CompletionCode::Success));
  BOOST_TEST((lifted(*bench.play<IdCardReader>(), false) == CompletionCode::Success));
}

BOOST_AUTO_TEST_CASE(a_slip_and_the_end_of_the_paper) {
  Bench bench("receipt", {{"model", "generic-80mm"}, {"take-seconds", "1"}});
  const Slips before = print_twice(*bench.record<ReceiptPrinter>(), bench, true);
  const std::vector<FaultType> raised = bench.witness.raised;
  bench.witness.raised.clear();
  const Slips after = print_twice(*bench.play<ReceiptPrinter>(), bench, false);
  BOOST_TEST(before.first.ok(), before.first.detail);
  BOOST_TEST((after.first.code == before.first.code), after.first.detail);
  BOOST_TEST((after.first.value == before.first.value));
  BOOST_TEST((before.second.fault == FaultType::PaperOut));
  BOOST_TEST((after.second.code == before.second.code), after.second.detail);
  BOOST_TEST((after.second.fault == before.second.fault));
  BOOST_TEST((bench.witness.raised == raised));
}

BOOST_AUTO_TEST_CASE(a_card_is_staged_and_taken) {
  Bench bench("dispenser");
  const auto give = [&bench](CardDispenser& dispenser, bool hardware_is_there) {
    BOOST_REQUIRE(dispenser.open());
    const auto staged = dispenser.stage(bench.job());
    BOOST_TEST_REQUIRE(staged.ok(), staged.detail);
    if (hardware_is_there) bench.tell_after(300ms, "take");
    const auto given = dispenser.present(bench.job());
    BOOST_TEST_REQUIRE(given.ok(), given.detail);
    dispenser.close();
    return given.value->counts;
  };
  const CardCounts before = give(*bench.record<CardDispenser>(), true);
  BOOST_TEST((give(*bench.play<CardDispenser>(), false) == before));
}

BOOST_AUTO_TEST_CASE(a_code_is_scanned) {
  Bench bench("code");
  const auto scan = [&bench](CodeReader& reader, bool hardware_is_there) {
    BOOST_REQUIRE(reader.open());
    if (hardware_is_there) bench.tell_after(400ms, "scan T05-20261123-000017");
    auto code = reader.read_code(bench.job());
    BOOST_TEST_REQUIRE(code.ok(), code.detail);
    reader.close();
    return std::move(*code.value);
  };
  const ScannedCode before = scan(*bench.record<CodeReader>(), true);
  const ScannedCode after = scan(*bench.play<CodeReader>(), false);
  BOOST_TEST(kiosk::base::as_text(before.payload) == "T05-20261123-000017");
  BOOST_TEST(kiosk::base::as_text(after.payload) == "A00-00000000-000000");
}

BOOST_AUTO_TEST_CASE(a_power_cut) {
  Bench bench("ups");
  const auto watch = [&bench](PowerMonitor& ups, bool hardware_is_there) {
    BOOST_REQUIRE(ups.open());
    if (hardware_is_there) bench.tell("mains off");
    const auto status = ups.read_status(bench.job());
    BOOST_TEST_REQUIRE(status.ok(), status.detail);
    ups.close();
    return status.value->source;
  };
  BOOST_TEST((watch(*bench.record<PowerMonitor>(), true) == PowerSource::OnBattery));
  BOOST_TEST((watch(*bench.play<PowerMonitor>(), false) == PowerSource::OnBattery));
}

BOOST_AUTO_TEST_CASE(a_driver_that_says_something_else_is_told_where) {
  Bench bench("dispenser", {{"address", "15"}});
  {
    auto dispenser = bench.record<CardDispenser>();
    BOOST_REQUIRE(dispenser->open());
  }
  bench.config.settings["address"] = "7";
  auto dispenser = bench.play<CardDispenser>();
  BOOST_TEST(!dispenser->open());
  const DeviceReport report = dispenser->report();
  BOOST_TEST(!report.usable());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_recorded_or_played_is_refused_at_once) {
  Bench bench("reader");
  DeviceConfig config = bench.config;
  const auto refusal = [&bench](const DeviceConfig& wrong) {
    const auto made = make_device(bench.context(), wrong);
    BOOST_REQUIRE(!made);
    return made.error().code;
  };
  BOOST_REQUIRE(kiosk::base::write_file_atomically(bench.tape(), "precious"));
  config.record_to = bench.tape();
  BOOST_TEST((refusal(config) == kiosk::base::ErrorCode::AlreadyExists));
  BOOST_TEST(bench.tape_text() == "precious");
  config.record_to = bench.folder / "no-such-folder/a.tape";
  BOOST_TEST((refusal(config) == kiosk::base::ErrorCode::NotFound));
  config = {DeviceClass::CertificatePrinter,
            "ipp",
            *DeviceAddress::parse("ipp://127.0.0.1:1/ipp/print"),
            {},
            "x.tape"};
  BOOST_TEST((refusal(config) == kiosk::base::ErrorCode::Unsupported));
  config = bench.config;
  config.address = {"tape", bench.tape().string(), {}};
  BOOST_TEST((refusal(config) == kiosk::base::ErrorCode::InvalidData));
  config.address = {"tape", "tests/tapes/a_code_is_scanned.tape", {}};
  BOOST_TEST((refusal(config) == kiosk::base::ErrorCode::Conflict));
  config.address = {"tape", "tests/tapes/a_residents_card.tape", {{"speed", "fast"}}};
  BOOST_TEST((refusal(config) == kiosk::base::ErrorCode::InvalidArgument));
}

BOOST_AUTO_TEST_SUITE_END()
