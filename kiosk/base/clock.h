// Clocks: monotonic time makes things due, wall time is only shown and written down.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace kiosk::base {

using Duration = std::chrono::milliseconds;

/// Milliseconds since an unspecified start; runs through suspend, never jumps (CLOCK_BOOTTIME).
struct MonoTime {
  Duration since_boot{0};
  friend auto operator<=>(MonoTime, MonoTime) = default;
  friend MonoTime operator+(MonoTime t, Duration d) { return {t.since_boot + d}; }
  friend Duration operator-(MonoTime a, MonoTime b) { return a.since_boot - b.since_boot; }
};

/// Milliseconds since 1970-01-01T00:00:00Z as the terminal's clock shows it; may jump.
struct WallTime {
  Duration since_epoch{0};
  friend auto operator<=>(WallTime, WallTime) = default;
};

/// Civil date and time in the county's zone (fixed UTC+8: China has one zone and no summer time).
struct CivilTime {
  int year, month, day, hour, minute, second;
  int weekday;  ///< 0 = Sunday … 6 = Saturday
};

CivilTime to_civil(WallTime time);
/// RFC 3339 with the county's offset, whole seconds: 2026-11-23T14:32:05+08:00.
std::string to_rfc3339(WallTime time);
/// YYYYMMDD in the county's zone.
std::string to_compact_date(WallTime time);

/// Where time comes from. Implementations are safe to call from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual MonoTime now() const = 0;
  virtual WallTime wall() const = 0;
};

class SystemClock final : public Clock {
 public:
  MonoTime now() const override;
  WallTime wall() const override;
};

/// A clock that stands still until it is told to move. Use from one thread only.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(WallTime start = {Duration{1'795'415'520'000}});  ///< 2026-11-23 14:32 +08:00
  MonoTime now() const override { return mono_; }
  WallTime wall() const override { return wall_; }
  void advance(Duration by);
  /// Makes the wall clock jump; monotonic time stays.
  void set_wall(WallTime time) { wall_ = time; }

 private:
  MonoTime mono_{Duration{1'000'000}};
  WallTime wall_;
};

}  // namespace kiosk::base
