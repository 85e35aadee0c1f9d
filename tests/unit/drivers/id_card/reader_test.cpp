// The reader driver on a good line: opening, reading, removal, cancellation, deadlines.
#include "tests/unit/drivers/id_card/reader_bench.h"


using namespace reader_bench;

BOOST_AUTO_TEST_SUITE(samv_reader)

BOOST_AUTO_TEST_CASE(opening_tells_the_number_of_the_module) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  BOOST_TEST(bench.reader->report().serial_number == "05.03-20260101-0001234567-0000000089");
  BOOST_TEST((bench.reader->report().state == DeviceState::Online));
  BOOST_TEST(bench.reader->report().usable());
}

BOOST_AUTO_TEST_CASE(a_card_that_lies_there_is_read) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  const auto reading = bench.read();
  BOOST_TEST((reading.code == CompletionCode::Success));
  BOOST_REQUIRE(reading.value && reading.value->card);
  BOOST_TEST(reading.value->card->name.reveal() == "测试人甲");
  BOOST_TEST(reading.value->card->photo_wlt.size() == 1024u);
}

BOOST_AUTO_TEST_CASE(an_appended_address_replaces_the_printed_one) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人乙");
  const auto reading = bench.read();
  BOOST_REQUIRE(reading.value && reading.value->card);
  BOOST_TEST(reading.value->card->address.reveal() == "测试省测试市测试县新测试镇新二号路2号");
}

BOOST_AUTO_TEST_CASE(a_card_that_comes_later_is_read) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell_after(60ms, "card put 测试𬱖");
  const auto reading = bench.read();
  BOOST_REQUIRE(reading.value && reading.value->card);
  BOOST_TEST(reading.value->card->name.reveal() == "测试𬱖");
}

BOOST_AUTO_TEST_CASE(nobody_comes_before_the_deadline) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  const auto begin = bench.clock.now();
  BOOST_TEST((bench.read(100ms).code == CompletionCode::TimeOut));
  BOOST_TEST((bench.clock.now() - begin < 400ms));
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_canceled_reading_says_canceled_and_the_next_one_works) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  std::stop_source stop;
  bench.loop.loop().post_after(50ms, [&stop] { stop.request_stop(); });
  const auto canceled = bench.reader->read_card(bench.job(5s, stop.get_token()));
  BOOST_TEST((canceled.code == CompletionCode::Canceled));
  bench.tell("card put 测试人甲");
  BOOST_TEST((bench.read().code == CompletionCode::Success));
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(removal_is_told_while_the_card_was_selected) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  BOOST_REQUIRE(bench.read().ok());
  BOOST_TEST((bench.reader->wait_for_removal(bench.job(80ms)).code == CompletionCode::TimeOut));
  bench.tell("card remove");
  BOOST_TEST((bench.reader->wait_for_removal(bench.job(2s)).code == CompletionCode::Success));
}

BOOST_AUTO_TEST_CASE(removal_is_told_for_a_card_that_was_never_read) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  BOOST_TEST((bench.reader->wait_for_removal(bench.job(80ms)).code == CompletionCode::TimeOut));
  bench.tell_after(40ms, "card remove");
  BOOST_TEST((bench.reader->wait_for_removal(bench.job(2s)).code == CompletionCode::Success));
}

BOOST_AUTO_TEST_CASE(every_synthetic_person_can_be_read) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  const auto people = kiosk::base::read_json_file("drivers/emulation/data/people.json");
  BOOST_REQUIRE(people);
  for (const auto& person : (*people)["people"]) {
    bench.loop.call([&] {
      const auto done = bench.hardware->command({{"card", "put", person["name"]}, "."});
      BOOST_TEST(done.has_value());
    });
    const auto reading = bench.read();
    BOOST_TEST(reading.ok(), person["name"]);
  }
}

BOOST_AUTO_TEST_CASE(nothing_of_a_card_stays_in_secure_memory_after_the_visit) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人甲");
  { BOOST_REQUIRE(bench.read().ok()); }
  bench.loop.call([&bench] { bench.hardware.reset(); });
  BOOST_TEST(kiosk::base::secure_bytes_in_use() == 0u);
}

BOOST_AUTO_TEST_CASE(another_module_than_the_pinned_one_is_potential_fraud) {
  Bench bench("05.03-20260101-0001234567-0000000089");
  BOOST_REQUIRE(bench.reader->open());
  bench.reader->close();
  bench.tell("sam number 7654321");
  const auto opened = bench.reader->open();
  BOOST_REQUIRE(!opened);
  BOOST_TEST((opened.error().code == kiosk::base::ErrorCode::Conflict));
  BOOST_TEST((bench.reader->report().state == DeviceState::PotentialFraud));
  BOOST_TEST(!bench.reader->report().usable());
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::DeviceChanged}));
  bench.tell("sam number 1234567");
  BOOST_REQUIRE(bench.reader->open());
  BOOST_TEST((bench.witness.cleared == std::vector{FaultType::DeviceChanged}));
}

BOOST_AUTO_TEST_CASE(a_module_that_is_not_authorised_is_out_of_service_until_it_is) {
  Bench bench;
  bench.tell("sam unauthorised");
  BOOST_REQUIRE(!bench.reader->open());
  BOOST_TEST((bench.reader->report().state == DeviceState::HardwareError));
  BOOST_TEST((bench.witness.raised == std::vector{FaultType::NotAuthorised}));
  bench.tell("sam authorised");
  BOOST_REQUIRE(bench.reader->open());
  BOOST_TEST((bench.witness.cleared == std::vector{FaultType::NotAuthorised}));
  bench.tell("sam broken");
  bench.reader->poll();
  BOOST_TEST((bench.reader->report().state == DeviceState::Offline));
  BOOST_TEST(!bench.reader->report().usable());
}

BOOST_AUTO_TEST_CASE(the_factory_refuses_what_it_does_not_know) {
  drivers::tests::DeviceWitness witness;
  const kiosk::base::SystemClock clock;
  const drivers::contract::DriverContext context{clock, witness, {"id-card-reader"}, "config"};
  drivers::contract::DeviceConfig config{drivers::contract::DeviceClass::IdCardReader, "samv", {}, {}};
  config.address = *drivers::contract::DeviceAddress::parse("serial:/dev/ttyS9,baud=57600");
  BOOST_TEST(drivers::id_card::make_samv_reader(context, config).has_value());
  config.settings["fingerprints"] = "no";
  config.settings["chip-number"] = "yes";
  BOOST_TEST(drivers::id_card::make_samv_reader(context, config).has_value());
  config.settings["fingerprints"] = "perhaps";
  BOOST_TEST(!drivers::id_card::make_samv_reader(context, config).has_value());
  config.settings.clear();
  config.settings["photo-decoder"] = "/opt/maker/decode-photo";
  BOOST_TEST(drivers::id_card::make_samv_reader(context, config).has_value());
  config.settings["photo-decoder"] = "decode-photo";
  BOOST_TEST(!drivers::id_card::make_samv_reader(context, config).has_value());
  config.settings.clear();
  config.settings["colour"] = "red";
  BOOST_TEST(!drivers::id_card::make_samv_reader(context, config).has_value());
  config.settings.clear();
  config.address.options["baud"] = "12345";
  BOOST_TEST(!drivers::id_card::make_samv_reader(context, config).has_value());
  for (const char* usb : {"usb:0400:C35A,port=1-1.2", "usb:1-1.2", "usb:any"}) {
    config.address = *drivers::contract::DeviceAddress::parse(usb);
    BOOST_TEST(drivers::id_card::make_samv_reader(context, config).has_value(), usb);
  }
  config.address = *drivers::contract::DeviceAddress::parse("usb:1-1.2,baud=9600");
  BOOST_TEST(!drivers::id_card::make_samv_reader(context, config).has_value());
  config.address = *drivers::contract::DeviceAddress::parse("ipp://localhost/ipp/print");
  BOOST_TEST(!drivers::id_card::make_samv_reader(context, config).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
