// The bench describes itself: every command of every device, in words that a person and a window can use.
#include <boost/test/unit_test.hpp>
#include <map>

#include "drivers/emulation/bench.h"
#include "tests/support/temporary_folder.h"

using namespace drivers::emulation;
using kiosk::base::Json;

namespace describe_test {

/// All devices that a machine without pcscd can hold.
struct WholeBench {
  WholeBench() {
    for (const BenchRow& row : bench_table()) {
      const auto added = bench.add(row.option);
      BOOST_TEST_REQUIRE(added.has_value(), row.option);
    }
  }
  Json ask(const std::vector<std::string>& words) {
    return Json::parse(bench.handle(Json{{"words", words}, {"folder", folder.path().string()}}.dump()));
  }
  Json device(const std::string& name) {
    const Json answer = ask({"describe"});
    for (const Json& device : answer["devices"]) {
      if (device["name"] == name) return device;
    }
    BOOST_FAIL("no device " + name);
    return {};
  }
  std::string state(const std::string& name, const std::string& key) {
    const Json described = device(name);
    for (const Json& line : described["state"]) {
      if (line["key"] == key) return line["text"];
    }
    return "no such line";
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  EventLoop loop{clock};
  Bench bench{{loop, folder.path(), "drivers/emulation/data"}};
};

using Words = std::vector<std::string>;

Words sentence(const std::string& device, const Json& action, const Json& value) {
  Words words{device};
  for (const Json& word : action["words"]) words.push_back(word);
  for (const Json& word : value) words.push_back(word);
  return words;
}

/// All that the window can send for one action.
std::vector<Words> sentences(const std::string& device, const Json& action) {
  std::vector<Words> all;
  if (action["values"].empty() && action["needs_value"] == false) {
    all.push_back(sentence(device, action, Json::array()));
  }
  for (const Json& value : action["values"]) all.push_back(sentence(device, action, value["words"]));
  return all;
}

}  // namespace describe_test

using namespace describe_test;

BOOST_AUTO_TEST_SUITE(description)

BOOST_AUTO_TEST_CASE(every_command_of_the_help_is_described_and_nothing_else) {
  WholeBench bench;
  const Json answer = bench.ask({"describe"});
  BOOST_TEST_REQUIRE(answer["devices"].size() == bench_table().size());
  for (const Json& device : answer["devices"]) {
    const std::string name = device["name"];
    std::map<std::string, int> purposes;
    for (const Json& action : device["actions"]) ++purposes[action["purpose"]];
    std::istringstream help(bench.ask({"help"})["text"].get<std::string>());
    for (std::string line; std::getline(help, line);) {
      if (line.rfind(name + " ", 0) != 0) continue;
      const bool described = std::any_of(purposes.begin(), purposes.end(), [&line](const auto& purpose) {
        return line.size() > purpose.first.size() &&
               line.compare(line.size() - purpose.first.size(), std::string::npos, purpose.first) == 0;
      });
      BOOST_TEST(described, line);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_label_belongs_to_a_command_of_its_device) {
  WholeBench bench;
  for (const auto& entry : std::filesystem::directory_iterator("drivers/emulation/data/labels")) {
    const std::string name = entry.path().stem().string();
    const auto file = kiosk::base::read_json_file(entry.path());
    BOOST_REQUIRE(file);
    const Json& label = *file;
    const Json device = bench.device(name);
    BOOST_TEST(device["title"] == label["title"]);
    for (const Json& action : label["actions"]) {
      const auto words = split_words(action["words"]);
      const bool known =
          std::any_of(device["actions"].begin(), device["actions"].end(), [&](const Json& described) {
            return described["words"] == Json(words) && described["label"] == action["label"];
          });
      BOOST_TEST(known, name << " " << action["words"]);
    }
    for (const Json& line : label["state"]) {
      const Json list = bench.ask({"list"});
      const auto own = std::find_if(list["devices"].begin(), list["devices"].end(),
                                    [&name](const Json& one) { return one["device"] == name; });
      BOOST_TEST(own->contains(Json::json_pointer(line["key"].get<std::string>())), name << line["key"]);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_word_that_the_window_can_send_is_understood) {
  WholeBench bench;
  int sent = 0;
  const Json described = bench.ask({"describe"});
  for (const Json& device : described["devices"]) {
    for (const Json& action : device["actions"]) {
      for (const Words& words : sentences(device["name"], action)) {
        const Json answer = bench.ask(words);
        // A device may say "not now": an empty exit has no card to be taken. It may not say "what?".
        const bool understood = answer["ok"] == true || answer["code"] != "invalid argument";
        BOOST_TEST(understood, Json(words).dump() << " " << answer.dump());
        ++sent;
      }
    }
  }
  BOOST_TEST(sent > 150);
}

BOOST_AUTO_TEST_CASE(the_state_follows_the_commands) {
  WholeBench bench;
  BOOST_TEST(bench.state("reader", "/card") == "无卡 none");
  BOOST_TEST(bench.ask({"reader", "card", "put", "测试𬱖"})["ok"] == true);
  BOOST_TEST(bench.state("reader", "/card") == "测试𬱖");
  BOOST_TEST(bench.ask({"receipt", "power", "off"})["ok"] == true);
  BOOST_TEST(bench.state("receipt", "/powered") == "关 off");
  BOOST_TEST(bench.ask({"certificate", "tray", "out"})["ok"] == true);
  BOOST_TEST(bench.state("certificate", "/tray_missing") == "抽出 out");
  BOOST_TEST(bench.ask({"ups", "mains", "off"})["ok"] == true);
  BOOST_TEST(bench.state("ups", "/mains") == "停电 off");
  BOOST_TEST(bench.ask({"panel", "headset", "on"})["ok"] == true);
  BOOST_TEST(bench.ask({"panel", "door", "on"})["ok"] == true);
  BOOST_TEST(bench.state("panel", "/headset") == "已插 in");
  BOOST_TEST(bench.state("panel", "/door") == "打开 open");
}

BOOST_AUTO_TEST_CASE(only_what_makes_sense_now_is_active) {
  WholeBench bench;
  const auto active = [&bench](const std::string& words) {
    const Json device = bench.device("reader");
    return std::any_of(device["actions"].begin(), device["actions"].end(), [&words](const Json& action) {
      return action["words"] == Json(split_words(words)) && action["active"] == true;
    });
  };
  BOOST_TEST(active("card put"));
  BOOST_TEST(!active("card remove"));
  bench.ask({"reader", "card", "put", "测试人甲"});
  BOOST_TEST(!active("card put"));
  BOOST_TEST(active("card remove"));
}

BOOST_AUTO_TEST_CASE(the_log_keeps_the_last_commands_with_their_answers_but_not_the_quiet_ones) {
  WholeBench bench;
  bench.ask({"reader", "card", "put", "测试人甲"});
  bench.ask({"reader", "dance"});
  bench.ask({"list"});
  (void)bench.bench.handle(R"({"words":["receipt","count"],"quiet":true})");
  const Json log = bench.ask({"describe"})["log"];
  BOOST_REQUIRE(log.size() == 2u);
  BOOST_TEST(log[0]["ok"] == true);
  BOOST_TEST(log[0]["words"][3] == "测试人甲");
  BOOST_TEST(log[1]["ok"] == false);
  for (int i = 0; i < 100; ++i) bench.ask({"receipt", "count"});
  BOOST_TEST(bench.ask({"describe"})["log"].size() == 40u);
}

BOOST_AUTO_TEST_CASE(two_devices_of_one_name_do_not_fit_on_a_bench) {
  WholeBench bench;
  const auto second = bench.bench.add("reader");
  BOOST_REQUIRE(!second);
  BOOST_TEST((second.error().code == kiosk::base::ErrorCode::Conflict));
}

BOOST_AUTO_TEST_SUITE_END()
