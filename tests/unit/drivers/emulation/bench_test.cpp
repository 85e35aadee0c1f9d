// The bench: devices by option, the description file, lines in and lines out.
#include <boost/test/unit_test.hpp>

#include "drivers/emulation/bench.h"
#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"

using namespace drivers::emulation;
using kiosk::base::Json;

namespace {

struct Place {
  Place() { BOOST_REQUIRE(bench.add("reader")); }
  Json ask(const Json& request) { return Json::parse(bench.handle(request.dump())); }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  EventLoop loop{clock};
  Bench bench{{loop, folder.path(), "drivers/emulation/data"}};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(bench)

BOOST_AUTO_TEST_CASE(the_description_says_how_the_terminal_finds_each_device) {
  Place place;
  BOOST_REQUIRE(place.bench.write_description());
  const auto described = kiosk::base::read_json_file(place.folder / "bench.json");
  BOOST_REQUIRE(described);
  const std::string port = (place.folder / "reader").string();
  BOOST_TEST((*described)["devices"][0]["option"] == "--device id-card-reader=serial:" + port);
  BOOST_TEST(std::filesystem::is_symlink(port));
  BOOST_TEST(!place.bench.add("toaster"));
}

BOOST_AUTO_TEST_CASE(words_reach_the_device_and_its_answer_comes_back) {
  Place place;
  BOOST_TEST(place.ask({{"words", {"reader", "card", "put", "测试人甲"}}})["ok"] == true);
  const Json list = place.ask({{"words", {"list"}}});
  BOOST_TEST(list["devices"][0]["card"] == "测试人甲");
  BOOST_TEST(place.ask({{"words", {"help"}}})["text"].get<std::string>().find("reader card put") !=
             std::string::npos);
  const Json refused = place.ask({{"words", {"reader", "dance"}}});
  BOOST_TEST(refused["ok"] == false);
  BOOST_TEST(!refused["message"].get<std::string>().empty());
  BOOST_TEST(place.ask({{"words", {"toaster", "on"}}})["ok"] == false);
}

BOOST_AUTO_TEST_CASE(bad_lines_get_an_answer_too) {
  Place place;
  for (const char* line : {"", "{", "7", "[]", "{}", R"({"words":[]})", R"({"words":[1]})", R"({"words":"list"})",
                           R"({"words":["list"],"folder":3})"}) {
    BOOST_TEST(Json::parse(place.bench.handle(line))["ok"] == false, line);
  }
}

BOOST_AUTO_TEST_SUITE_END()
