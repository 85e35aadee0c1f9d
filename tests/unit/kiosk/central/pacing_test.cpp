// Eighteen terminals come back at once: simulated with a manual clock over the real tracker.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/central/connectivity.h"

using namespace kiosk::central;
using kiosk::base::Duration;
using kiosk::base::ManualClock;
using kiosk::base::MonoTime;

namespace {

/// A terminal as the watch and the delivery run it: one probe at a time while the centre is down; then the
/// queue, one message after the other.
struct Terminal {
  ConnectivityTracker tracker;
  MonoTime next{};
  int queued = 50;
};

/// All requests of a county, in milliseconds of the manual clock.
class County {
 public:
  explicit County(unsigned seed) : random_(seed) {
    for (Terminal& terminal : terminals_) terminal.next = clock_.now();
  }

  void run(Duration time, bool centre_up) {
    for (Duration passed{0}; passed < time; passed += kTick) {
      for (Terminal& terminal : terminals_) {
        if (terminal.next <= clock_.now()) ask(terminal, centre_up);
      }
      clock_.advance(kTick);
    }
  }
  void forget_requests() { requests_.clear(); }
  /// The most requests of any second.
  std::size_t busiest_second() const {
    std::size_t most = 0;
    for (std::size_t first = 0, last = 0; last < requests_.size(); ++last) {
      while (requests_[last] - requests_[first] >= Duration{1'000}) ++first;
      most = std::max(most, last - first + 1);
    }
    return most;
  }
  std::size_t requests() const { return requests_.size(); }
  int queued() const {
    int sum = 0;
    for (const Terminal& terminal : terminals_) sum += terminal.queued;
    return sum;
  }

 private:
  static constexpr Duration kTick{10};

  void ask(Terminal& terminal, bool centre_up) {
    requests_.push_back(clock_.now());
    ConnectivityTracker& tracker = terminal.tracker;
    const bool was_online = tracker.state() == Connectivity::Online;
    if (!centre_up) {
      tracker.failed({SentState::NeverSent, PathTrouble::Unreachable, "down", {}});
    } else {
      tracker.answered();
      if (was_online && terminal.queued > 0) --terminal.queued;
    }
    const bool drains = centre_up && terminal.queued > 0;
    terminal.next = clock_.now() + (drains ? tracker.pause(fraction()) : tracker.probe_in(fraction()));
  }
  double fraction() { return std::uniform_real_distribution<double>(0.0, 1.0)(random_); }

  ManualClock clock_;
  std::mt19937 random_;
  std::vector<Terminal> terminals_{18};
  std::vector<MonoTime> requests_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(pacing)

BOOST_AUTO_TEST_CASE(eighteen_terminals_ask_a_dead_centre_less_than_once_a_second_together) {
  County county(1);
  county.run(std::chrono::minutes(10), false);
  county.forget_requests();
  county.run(std::chrono::minutes(10), false);
  BOOST_TEST(county.requests() < 600U);
  BOOST_TEST(county.busiest_second() <= 6U);
}

BOOST_AUTO_TEST_CASE(eighteen_terminals_that_come_back_stay_under_the_rate) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    County county(seed);
    county.run(std::chrono::minutes(10), false);
    county.forget_requests();
    county.run(std::chrono::seconds(20), true);
    BOOST_TEST(county.busiest_second() <= 150U, "seed " << seed);
    county.run(std::chrono::minutes(3), true);
    BOOST_TEST(county.queued() == 0, "seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(the_first_messages_after_an_outage_are_spread_and_then_the_pace_is_normal) {
  ConnectivityTracker tracker;
  tracker.answered();
  tracker.failed({SentState::NeverSent, PathTrouble::Unreachable, "down", {}});
  tracker.answered();
  BOOST_TEST(tracker.pause(0.5).count() == 0);  // one fault is no outage
  for (int i = 0; i < 2; ++i) tracker.failed({SentState::NeverSent, PathTrouble::Unreachable, "down", {}});
  for (unsigned i = 0; i < kSlowStart; ++i) {
    BOOST_TEST(tracker.pause(0.5).count() == 1'000);
    tracker.answered();
  }
  BOOST_TEST(tracker.pause(0.999).count() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
