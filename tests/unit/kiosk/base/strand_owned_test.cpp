// An object on a strand of its own is asked from outside and answers on the asker's executor.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/strand_owned.h"

using namespace kiosk::base;

BOOST_AUTO_TEST_SUITE(strand_owned)

BOOST_AUTO_TEST_CASE(answers_come_in_order_on_the_reply_executor) {
  const SystemClock clock;
  Mailbox main(clock);
  StrandOwned<std::string> owned("owned", clock, main);
  BOOST_TEST(
      owned.create([] { return Result<std::unique_ptr<std::string>>(std::make_unique<std::string>("a")); })
          .has_value());
  std::string heard;
  for (int i = 0; i < 3; ++i) {
    owned.ask([](std::string& text) { return text += "b"; },
              [&heard](const std::string& text) { heard += text + " "; });
  }
  while (heard.size() < 12) main.wait_and_drain(Duration{1'000});
  BOOST_TEST(heard == "ab abb abbb ");
}

BOOST_AUTO_TEST_CASE(a_failure_to_make_the_object_is_told) {
  const SystemClock clock;
  Mailbox main(clock);
  StrandOwned<int> owned("owned", clock, main);
  const auto status =
      owned.create([]() -> Result<std::unique_ptr<int>> { return fail(ErrorCode::NotFound, "no file"); });
  BOOST_TEST((status.error().code == ErrorCode::NotFound));
}

BOOST_AUTO_TEST_CASE(what_was_asked_before_the_stop_is_still_done) {
  const SystemClock clock;
  Mailbox main(clock);
  int done = 0;
  {
    StrandOwned<int> owned("owned", clock, main);
    BOOST_TEST(
        owned.create([] { return Result<std::unique_ptr<int>>(std::make_unique<int>(1)); }).has_value());
    for (int i = 0; i < 100; ++i) {
      owned.ask([](int& value) { return ++value; }, [&done](int) { ++done; });
    }
  }
  main.drain();
  BOOST_TEST(done == 100);
}

BOOST_AUTO_TEST_SUITE_END()
