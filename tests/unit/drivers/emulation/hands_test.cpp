// What a person does to the devices beyond pressing one thing: swapping cards, power switches, torn paper.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <functional>

#include "drivers/emulation/bench.h"
#include "drivers/emulation/loop_thread.h"
#include "kiosk/base/mailbox.h"
#include "tests/support/temporary_folder.h"

using namespace drivers::emulation;
using kiosk::base::Duration;
using kiosk::base::Json;

namespace hands_test {

/// A bench whose loop runs.
struct LiveBench {
  LiveBench() {
    loop.call([this] {
      bench = std::make_unique<Bench>(BenchPlace{loop.loop(), folder.path(), "drivers/emulation/data"});
      for (const char* device : {"reader", "receipt", "certificate"}) BOOST_REQUIRE(bench->add(device));
    });
  }
  LiveBench(const LiveBench&) = delete;
  LiveBench& operator=(const LiveBench&) = delete;
  ~LiveBench() {
    loop.call([this] { bench.reset(); });
  }
  Json ask(const std::string& line) {
    std::string answer;
    loop.call([&] { answer = bench->handle(Json{{"words", split_words(line)}}.dump()); });
    return Json::parse(answer);
  }
  Json device(int index) { return ask("list")["devices"][static_cast<std::size_t>(index)]; }
  bool wait(const std::function<bool()>& condition) const {
    const auto end = clock.now() + Duration{10'000};
    while (!condition() && clock.now() < end) kiosk::base::Mailbox(clock).wait_and_drain(Duration{20});
    return condition();
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  LoopThread loop{clock};
  std::unique_ptr<Bench> bench;
};

/// Writes to a port as a driver would.
void print(const std::filesystem::path& link, const std::string& bytes) {
  std::ofstream(link, std::ios::binary) << bytes;
}

}  // namespace hands_test

using namespace hands_test;

BOOST_AUTO_TEST_SUITE(hands)

BOOST_AUTO_TEST_CASE(a_swapped_card_is_away_first_and_then_another_one) {
  LiveBench bench;
  bench.ask("reader card put 测试人甲");
  BOOST_TEST(bench.ask("reader card swap 测试人乙")["ok"] == true);
  BOOST_TEST(bench.device(0)["card"].is_null());
  BOOST_TEST(bench.wait([&] { return bench.device(0)["card"] == "测试人乙"; }));
}

BOOST_AUTO_TEST_CASE(a_reader_that_reboots_vanishes_and_comes_back) {
  LiveBench bench;
  BOOST_TEST(bench.ask("reader reboot 1")["ok"] == true);
  BOOST_TEST(!std::filesystem::exists(bench.folder / "reader"));
  BOOST_TEST(bench.wait([&] { return std::filesystem::exists(bench.folder / "reader"); }));
  BOOST_TEST(bench.device(0)["plugged"] == true);
}

BOOST_AUTO_TEST_CASE(torn_paper_is_no_slip_that_was_cut) {
  LiveBench bench;
  BOOST_TEST(bench.ask("receipt tear")["ok"] == false);
  print(bench.folder / "receipt", "\x1b@HALF A SLIP\n");
  BOOST_TEST(bench.wait([&] { return bench.device(1)["hanging"] == true; }));
  BOOST_TEST(bench.ask("receipt tear")["ok"] == true);
  const Json printer = bench.device(1);
  BOOST_TEST(printer["torn"] == 1);
  BOOST_TEST(printer["printed"] == 0);
  BOOST_TEST(printer["hanging"] == false);
}

BOOST_AUTO_TEST_CASE(a_printer_that_is_switched_off_forgets_what_it_has_not_printed) {
  LiveBench bench;
  bench.ask("receipt paper out");
  print(bench.folder / "receipt", "\x1b@FORGOTTEN\n\x1dV\x42\x10");
  BOOST_TEST(bench.wait([&] { return bench.device(1)["waiting"].get<int>() > 0; }));
  bench.ask("receipt power off");
  BOOST_TEST(bench.device(1)["waiting"] == 0);
  bench.ask("receipt power on");
  bench.ask("receipt paper in");
  print(bench.folder / "receipt", "\x1b@PRINTED\n\x1dV\x42\x10");
  BOOST_TEST(bench.wait([&] { return bench.device(1)["printed"] == 1; }));
  BOOST_TEST(bench.ask("receipt text")["text"].get<std::string>().find("FORGOTTEN") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_tray_that_is_out_and_a_full_exit_stop_the_certificate_printer) {
  LiveBench bench;
  bench.ask("certificate tray out");
  BOOST_TEST(bench.device(2)["reasons"] == Json::array({"input-tray-missing-error"}));
  bench.ask("certificate tray in");
  bench.ask("certificate output full");
  BOOST_TEST(bench.device(2)["reasons"] == Json::array({"output-area-full-error"}));
  bench.ask("certificate output empty");
  BOOST_TEST(bench.device(2)["reasons"] == Json::array({"none"}));
}

BOOST_AUTO_TEST_CASE(a_certificate_printer_that_is_switched_off_loses_its_jobs) {
  LiveBench bench;
  bench.ask("certificate stale T00-00000000-000000");
  BOOST_TEST(bench.device(2)["jobs"].size() == 1u);
  bench.ask("certificate power off");
  BOOST_TEST(bench.wait([&] { return bench.device(2)["plugged"] == false; }));
  BOOST_TEST(bench.device(2)["jobs"].empty());
  bench.ask("certificate power on");
  BOOST_TEST(bench.device(2)["plugged"] == true);
}

BOOST_AUTO_TEST_SUITE_END()
