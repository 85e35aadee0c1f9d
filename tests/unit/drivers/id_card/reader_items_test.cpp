// What is read beside text and photo, from which modules, at which speed; and how a lying card is told from a
// lifted one.
#include "tests/unit/drivers/id_card/reader_bench.h"

#include "kiosk/base/text.h"

using namespace reader_bench;

namespace {

/// Opens the reader, lays a card down and reads it.
drivers::contract::IdCard read_card_of(Bench& bench, const std::string& person) {
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put " + person);
  auto reading = bench.read();
  BOOST_TEST_REQUIRE((reading.ok() && reading.value && reading.value->card), reading.detail);
  return std::move(*reading.value->card);
}

void put_fingerprints(Bench& bench, std::size_t size) {
  bench.loop.call([&bench, size] {
    auto card = *bench.hardware->module().card();
    card.fingerprints.assign(size, 0x5A);
    bench.hardware->module().put_card(std::move(card));
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(samv_reader_items)

BOOST_AUTO_TEST_CASE(fingerprints_and_chip_number_stay_on_the_card_unless_they_are_wanted) {
  Bench bench;
  const auto card = read_card_of(bench, "测试人甲");
  BOOST_TEST(card.fingerprints.empty());
  BOOST_TEST(card.chip_number.empty());
  BOOST_TEST(bench.asked("30 10") == 0);
  BOOST_TEST(bench.asked("30 05") == 0);
  BOOST_TEST(bench.asked("30 01") == 1);
}

BOOST_AUTO_TEST_CASE(a_terminal_that_wants_them_gets_fingerprints_and_chip_number) {
  Bench bench(Bench::everything());
  const auto card = read_card_of(bench, "测试人甲");
  BOOST_TEST(card.fingerprints.size() == 1024u);
  BOOST_TEST(card.fingerprints[3] == 21);
  BOOST_TEST(card.photo_wlt.size() == 1024u);
  BOOST_TEST(card.name.reveal() == "测试人甲");
  BOOST_TEST_REQUIRE(card.chip_number.size() == 28u);
  BOOST_TEST(card.chip_number.back() == 0x1B);
  BOOST_TEST(bench.asked("30 10") == 1);
  BOOST_TEST(bench.asked("30 01") == 0);
}

BOOST_AUTO_TEST_CASE(a_card_with_one_finger_or_none_is_read_too) {
  for (const std::size_t size : {0U, 512U}) {
    Bench bench(Bench::everything());
    BOOST_REQUIRE(bench.reader->open());
    bench.tell("card put 测试人甲");
    put_fingerprints(bench, size);
    const auto reading = bench.read();
    BOOST_TEST_REQUIRE((reading.value && reading.value->card));
    BOOST_TEST(reading.value->card->fingerprints.size() == size);
  }
}

BOOST_AUTO_TEST_CASE(
    a_module_without_the_command_gives_the_card_without_fingerprints_and_is_not_asked_again) {
  Bench bench(Bench::everything());
  bench.tell("sam lacks fingerprints");
  const auto card = read_card_of(bench, "测试人甲");
  BOOST_TEST(card.fingerprints.empty());
  BOOST_TEST(card.name.reveal() == "测试人甲");
  BOOST_TEST(card.photo_wlt.size() == 1024u);
  bench.tell("card put 测试人乙");
  BOOST_TEST(bench.read().ok());
  BOOST_TEST(bench.asked("30 10") == 1);
  BOOST_TEST(bench.asked("30 01") == 2);
  // Another module may have been put in meanwhile.
  bench.tell("sam lacks nothing");
  bench.reader->close();
  BOOST_TEST(read_card_of(bench, "测试人甲").fingerprints.size() == 1024u);
  BOOST_TEST(bench.witness.raised.empty());
}

BOOST_AUTO_TEST_CASE(a_module_without_chip_number_or_addresses_reads_the_rest) {
  for (const char* lacking : {"chip-number", "address"}) {
    Bench bench(Bench::everything());
    bench.tell(std::string("sam lacks ") + lacking);
    const auto card = read_card_of(bench, "测试人乙");
    BOOST_TEST(card.name.reveal() == "测试人乙");
    BOOST_TEST(card.chip_number.empty() == (std::string(lacking) == "chip-number"));
    const bool printed = card.address.reveal() == "测试省测试市测试县测试镇二号路22号2单元202室";
    BOOST_TEST(printed == (std::string(lacking) == "address"));
    BOOST_TEST(bench.witness.raised.empty());
  }
}

BOOST_AUTO_TEST_CASE(the_last_of_four_appended_addresses_is_the_newest) {
  Bench bench;
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("card put 测试人乙");
  bench.loop.call([&bench] {
    auto card = *bench.hardware->module().card();
    card.addresses.clear();
    for (const char* address : {"测试旧址一", "测试旧址二", "测试旧址三", "测试新址四"}) {
      const auto block = kiosk::base::utf8_to_utf16le_padded(address, 70);
      card.addresses.insert(card.addresses.end(), block.begin(), block.end());
    }
    bench.hardware->module().put_card(std::move(card));
  });
  const auto reading = bench.read();
  BOOST_TEST_REQUIRE((reading.value && reading.value->card));
  BOOST_TEST(reading.value->card->address.reveal() == "测试新址四");
}

BOOST_AUTO_TEST_CASE(fingerprints_and_chip_number_are_wiped_with_the_card) {
  Bench bench(Bench::everything());
  { BOOST_TEST(read_card_of(bench, "测试人甲").fingerprints.size() == 1024u); }
  bench.loop.call([&bench] { bench.hardware.reset(); });
  BOOST_TEST(kiosk::base::secure_bytes_in_use() == 0u);
}

/// After "select" the module answers 80 to "find card" though the card lies there: asking that would be a
/// false alarm.
BOOST_AUTO_TEST_CASE(a_lying_card_that_is_not_found_any_more_is_not_taken_for_removed) {
  Bench bench;
  (void)read_card_of(bench, "测试人甲");
  const auto finds = bench.asked("20 01");
  std::uint8_t found = 0;
  bench.loop.call([&] {
    found = bench.hardware->module().answer(std::vector<std::uint8_t>{0x20, 0x01})->at(2);
  });
  BOOST_TEST(found == 0x80);
  BOOST_TEST((bench.reader->wait_for_removal(bench.job(60ms)).code == CompletionCode::TimeOut));
  BOOST_TEST(bench.asked("30 05") >= 2);
  BOOST_TEST(bench.asked("20 01") == finds);
  bench.tell("card remove");
  BOOST_TEST(bench.reader->wait_for_removal(bench.job(3s)).ok());
}

BOOST_AUTO_TEST_CASE(presence_is_asked_by_the_address_where_the_module_has_no_chip_number) {
  Bench bench;
  bench.tell("sam lacks chip-number");
  (void)read_card_of(bench,
                     "测试人甲");  // has no appended address: the answer is 91, and the card lies there
  const auto finds = bench.asked("20 01");
  BOOST_TEST((bench.reader->wait_for_removal(bench.job(60ms)).code == CompletionCode::TimeOut));
  BOOST_TEST(bench.asked("30 03") >= 2);
  BOOST_TEST(bench.asked("20 01") == finds);
  bench.tell("card remove");
  BOOST_TEST(bench.reader->wait_for_removal(bench.job(3s)).ok());
}

BOOST_AUTO_TEST_CASE(a_module_is_found_at_each_speed_of_a_serial_line) {
  for (const char* speed : {"115200", "57600", "38400", "19200", "9600"}) {
    BOOST_TEST_CONTEXT(speed) {
      auto settings = Bench::usual();
      settings.speeds = drivers::id_card::SamvSettings{}.speeds;
      settings.timings.command_limit =
          150ms;  // silence at four wrong speeds; what comes is only ever short here
      Bench bench(settings);
      bench.tell(std::string("speed ") + speed);
      BOOST_TEST(read_card_of(bench, "测试人甲").name.reveal() == "测试人甲");
      BOOST_TEST(bench.witness.raised.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_module_whose_speed_changes_is_lost_and_found_when_it_is_opened_anew) {
  auto settings = Bench::usual();
  settings.timings.command_limit = 150ms;
  Bench bench(settings);
  BOOST_REQUIRE(bench.reader->open());
  bench.tell("speed 9600");
  bench.reader->poll();
  BOOST_TEST((bench.reader->report().state == DeviceState::Offline));
  bench.reader->close();
  BOOST_REQUIRE(bench.reader->open());
  BOOST_TEST((bench.reader->report().state == DeviceState::Online));
  bench.tell("speed 19200");  // not among the speeds of this bench
  bench.reader->close();
  BOOST_TEST(!bench.reader->open());
}

BOOST_AUTO_TEST_SUITE_END()
