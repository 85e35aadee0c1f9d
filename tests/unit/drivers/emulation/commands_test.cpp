// The words of the bench: tables of commands, the reader's words, synthetic people, recorded answers.
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/command_words.h"
#include "drivers/emulation/emulated_samv_reader.h"
#include "drivers/id_card/card_text.h"
#include "tests/support/temporary_folder.h"

using namespace drivers::emulation;
using kiosk::base::ErrorCode;
using kiosk::base::Json;

namespace {

const std::filesystem::path kData = "drivers/emulation/data";

struct CommandBench {
  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  EventLoop loop{clock};
  EmulatedSamvReader reader{{loop, folder.path(), kData}};
  kiosk::base::Result<std::string> tell(std::vector<std::string> words) {
    return reader.command({std::move(words), folder.path()});
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(bench_commands)

BOOST_AUTO_TEST_CASE(the_longest_matching_words_win_and_arguments_are_counted) {
  std::string ran;
  const auto note = [&ran](const char* name) {
    return [&ran, name](const CommandArguments&) -> kiosk::base::Result<std::string> { return ran = name; };
  };
  const std::vector<CommandWord> table{{"paper", "LEVEL", "", 1, 1, note("paper")},
                                       {"paper out", "", "", 0, 0, note("paper out")}};
  BOOST_TEST(run_command(table, {{"paper", "out"}, {}}).has_value());
  BOOST_TEST(ran == "paper out");
  BOOST_TEST(run_command(table, {{"paper", "low"}, {}}).has_value());
  BOOST_TEST(ran == "paper");
  BOOST_TEST(!run_command(table, {{"paper"}, {}}));
  BOOST_TEST(!run_command(table, {{"paper", "a", "b"}, {}}));
  BOOST_TEST(!run_command(table, {{"ink"}, {}}));
  BOOST_TEST(!run_command(table, {{}, {}}));
}

BOOST_AUTO_TEST_CASE(cards_come_by_name_and_by_file) {
  CommandBench bench;
  BOOST_TEST(bench.tell({"card", "put", "测试人甲"}).has_value());
  BOOST_TEST(bench.reader.describe()["card"] == "测试人甲");
  std::ofstream(bench.folder / "guest.json")
      << R"({"kind":"resident","name":"测试客","sex":"1","nation":"01","birth":"19900307"})";
  BOOST_TEST(bench.tell({"card", "put", "guest.json"}).has_value());
  BOOST_TEST(bench.reader.describe()["card"] == "测试客");
  BOOST_TEST(bench.tell({"card", "remove"}).has_value());
  BOOST_TEST(bench.reader.describe()["card"].is_null());
  const auto nobody = bench.tell({"card", "put", "无此人"});
  BOOST_REQUIRE(!nobody);
  BOOST_TEST((nobody.error().code == ErrorCode::NotFound));
}

BOOST_AUTO_TEST_CASE(files_that_hold_no_card_are_refused) {
  CommandBench bench;
  for (const char* content : {"", "{", "{}", "[]", R"({"kind":"resident","name":7})", R"({"kind":"robot"})",
                              "\xAA\xAA\xAA\x96\x69 nonsense"}) {
    std::ofstream(bench.folder / "bad") << content;
    BOOST_TEST(!bench.tell({"card", "put", "bad"}), content);
  }
}

BOOST_AUTO_TEST_CASE(a_recorded_answer_becomes_the_same_card) {
  const auto card = find_person(kData / "people.json", "测试人乙");
  BOOST_REQUIRE(card);
  SamvModule module;
  module.put_card(*card);
  using Request = std::vector<std::uint8_t>;
  module.answer(Request{0x20, 0x01});
  module.answer(Request{0x20, 0x02});
  const auto body = module.answer(Request{0x30, 0x01});
  const auto frame = drivers::id_card::encode_frame(*body);
  const auto again = card_from_answer(frame, "recorded");
  BOOST_REQUIRE(again);
  BOOST_TEST((again->text == card->text));
  BOOST_TEST(!card_from_answer(std::span(frame).first(1294), "cut"));
}

BOOST_AUTO_TEST_CASE(the_module_keeps_the_order_of_find_select_and_read) {
  SamvModule module;
  using Request = std::vector<std::uint8_t>;
  const auto status = [&module](Request request) { return module.answer(request)->at(2); };
  BOOST_TEST(status({0x20, 0x01}) == 0x80);
  module.put_card(*find_person(kData / "people.json", "测试人甲"));
  BOOST_TEST(status({0x20, 0x02}) == 0x81);
  BOOST_TEST(status({0x30, 0x01}) == 0x41);
  BOOST_TEST(status({0x20, 0x01}) == 0x9F);
  BOOST_TEST(status({0x20, 0x02}) == 0x90);
  BOOST_TEST(status({0x20, 0x01}) == 0x80);
  BOOST_TEST(status({0x30, 0x03}) == 0x91);
  BOOST_TEST(module.answer(Request{0x30, 0x05})->size() == 3u + 28u);
  BOOST_TEST(module.answer(Request{0x30, 0x10})->size() == 3u + 6u + 1280u + 1024u);
  BOOST_TEST(status({0x60, 0x04}) == 0x90);
  BOOST_TEST(status({0x60, 0x05}) == 0x21);
  BOOST_TEST(status({0x61, 0xFF, 0x50}) == 0x90);
  BOOST_TEST(status({0x77, 0x01}) == 0x21);
  BOOST_TEST(status({0x00}) == 0x90);
  BOOST_TEST(!module.answer(Request{0x11, 0xFF}));
  BOOST_TEST(status({0x01}) == 0x90);
  BOOST_TEST(status({0x11, 0xFF}) == 0x90);
}

BOOST_AUTO_TEST_CASE(every_synthetic_person_is_a_valid_card_of_a_region_where_nobody_lives) {
  const auto people = kiosk::base::read_json_file(kData / "people.json");
  BOOST_REQUIRE(people);
  BOOST_TEST((*people)["people"].size() >= 6u);
  for (const Json& person : (*people)["people"]) {
    const auto image = make_card(person);
    BOOST_REQUIRE(image);
    const auto card = drivers::id_card::parse_card_text(image->text);
    BOOST_TEST(card.has_value(), person["name"]);
    BOOST_TEST(image->label.starts_with("测试"));
    if (person["kind"] == "resident") BOOST_TEST(card->number.reveal().starts_with("100000"));
  }
}

BOOST_AUTO_TEST_CASE(wrong_words_are_explained) {
  CommandBench bench;
  for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
           {"card"}, {"card", "put"}, {"card", "remove", "after"}, {"card", "remove", "after", "x"}, {"mute"},
           {"mute", "maybe"}, {"garbage", "beside"}, {"garbage", "before", "-1"}, {"length"}, {"sam", "happy"},
           {"dance"}}) {
    const auto refused = bench.tell(wrong);
    BOOST_REQUIRE(!refused);
    BOOST_TEST((refused.error().code == ErrorCode::InvalidArgument));
    BOOST_TEST(!refused.error().message.empty());
  }
}

BOOST_AUTO_TEST_CASE(every_device_of_the_table_names_itself_and_its_commands) {
  CommandBench bench;
  for (const BenchRow& row : bench_table()) {
    const auto device = row.make({bench.loop, bench.folder.path(), kData});
    BOOST_REQUIRE(device);
    BOOST_TEST(!(*device)->name().empty());
    BOOST_TEST(!(*device)->help().empty());
    BOOST_TEST((*device)->describe()["device"] == (*device)->name());
  }
}

BOOST_AUTO_TEST_SUITE_END()
