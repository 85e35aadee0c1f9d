// Letting time pass: a benchmark watches other programs, which tell nobody when they are ready.
#pragma once

#include <time.h>

#include "kiosk/base/clock.h"
#include "tests/bench/statistics.h"

namespace kiosk::benchmarks {

inline void pause_for(std::chrono::nanoseconds time) {
  const timespec span{time.count() / 1'000'000'000, time.count() % 1'000'000'000};
  nanosleep(&span, nullptr);
}

/// How often a picture is looked at: a look must leave both processors to the program and its X server.
constexpr std::chrono::microseconds kGlance{50};

/// Asks until it says yes; the time since `from`, or nothing after `limit`.
template <class Question>
std::optional<Micros> time_until(Clock::time_point from, Micros limit, Question question) {
  for (;;) {
    if (question()) return Micros(Clock::now() - from);
    if (Clock::now() - from > limit) return std::nullopt;
    pause_for(kGlance);
  }
}

}  // namespace kiosk::benchmarks
