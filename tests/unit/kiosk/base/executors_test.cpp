// Executors run tasks one at a time, in order, and delayed ones at their time.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/executor.h"
#include "kiosk/base/mailbox.h"
#include "kiosk/base/strand.h"

using namespace kiosk::base;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(executors)

BOOST_AUTO_TEST_CASE(a_manual_executor_runs_delayed_tasks_in_the_order_of_their_time) {
  ManualClock clock;
  ManualExecutor executor(clock);
  std::string order;
  executor.post_after(200ms, [&] { order += 'b'; });
  executor.post_after(100ms, [&] { order += 'a'; });
  const TimerId canceled = executor.post_after(150ms, [&] { order += 'x'; });
  executor.cancel(canceled);
  executor.advance(99ms);
  BOOST_TEST(order.empty());
  executor.advance(200ms);
  BOOST_TEST(order == "ab");
  BOOST_TEST(executor.idle());
}

BOOST_AUTO_TEST_CASE(a_strand_keeps_the_order_of_posting) {
  const SystemClock clock;
  Strand strand("test", clock);
  std::string order;
  for (char c = 'a'; c <= 'z'; ++c) strand.post([&order, c] { order += c; });
  strand.flush();
  BOOST_TEST(order == "abcdefghijklmnopqrstuvwxyz");
}

BOOST_AUTO_TEST_CASE(a_stopped_strand_drops_what_is_queued_and_takes_no_more) {
  const SystemClock clock;
  Strand strand("test", clock);
  strand.stop();
  bool ran = false;
  strand.post([&ran] { ran = true; });
  strand.stop();
  BOOST_TEST(!ran);
}

BOOST_AUTO_TEST_CASE(a_mailbox_runs_nothing_until_its_thread_drains_it_and_wakes_its_owner) {
  ManualClock clock;
  int woken = 0;
  Mailbox mailbox(clock, [&woken] { ++woken; });
  int ran = 0;
  mailbox.post([&ran] { ++ran; });
  mailbox.post_after(50ms, [&ran] { ran += 10; });
  BOOST_TEST(ran == 0);
  BOOST_TEST(woken == 2);
  BOOST_TEST(mailbox.drain() == 1u);
  BOOST_TEST((mailbox.time_to_next(1000ms) == 50ms));
  clock.advance(50ms);
  BOOST_TEST(mailbox.drain() == 1u);
  BOOST_TEST(ran == 11);
}

BOOST_AUTO_TEST_CASE(a_delayed_task_can_be_taken_back_by_the_task_that_runs_before_it) {
  ManualClock clock;
  Mailbox mailbox(clock);
  bool ran = false;
  const TimerId timer = mailbox.post_after(10ms, [&ran] { ran = true; });
  mailbox.post([&] { mailbox.cancel(timer); });
  clock.advance(20ms);
  mailbox.drain();
  BOOST_TEST(!ran);
}

BOOST_AUTO_TEST_SUITE_END()
