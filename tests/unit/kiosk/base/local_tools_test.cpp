// Tools on one machine speak in lines, and children that run beside us are stopped.
#include <signal.h>

#include <boost/test/unit_test.hpp>

#include "kiosk/base/background_process.h"
#include "kiosk/base/local_socket.h"
#include "kiosk/base/strand.h"
#include "tests/support/temporary_folder.h"

using namespace kiosk::base;
using kiosk::tests::TemporaryFolder;

BOOST_AUTO_TEST_SUITE(local_tools)

BOOST_AUTO_TEST_CASE(a_line_is_answered_by_a_line) {
  const TemporaryFolder folder;
  const SystemClock clock;
  auto server = LineServer::listen(folder / "s");
  BOOST_TEST_REQUIRE(server.has_value());
  std::stop_source stop;
  Strand strand("server", clock);
  strand.post(
      [&] { server->serve([](const std::string& line) { return "heard " + line; }, stop.get_token()); });
  BOOST_TEST(ask_line(folder / "s", "one", Duration{2'000}).value() == "heard one");
  BOOST_TEST(ask_line(folder / "s", "two words", Duration{2'000}).value() == "heard two words");
  stop.request_stop();
  strand.flush();
}

BOOST_AUTO_TEST_CASE(asking_where_nobody_listens_is_an_error) {
  const TemporaryFolder folder;
  BOOST_TEST((ask_line(folder / "nobody", "x", Duration{100}).error().code == ErrorCode::Unavailable));
}

BOOST_AUTO_TEST_CASE(a_background_process_ends_by_the_signal_or_by_force) {
  const TemporaryFolder folder;
  auto polite = BackgroundProcess::start({"sleep", "100"}, folder / "log");
  BOOST_TEST_REQUIRE(polite.has_value());
  BOOST_TEST(polite->running());
  BOOST_TEST(polite->stop(SIGTERM) == 128 + SIGTERM);
  BOOST_TEST(!polite->running());
  auto deaf = BackgroundProcess::start({"sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"},
                                       folder / "log2");
  while (read_file(folder / "log2").value_or("").empty()) {
  }
  BOOST_TEST(deaf->stop(SIGTERM, Duration{50}) == 128 + SIGKILL);
}

BOOST_AUTO_TEST_SUITE_END()
