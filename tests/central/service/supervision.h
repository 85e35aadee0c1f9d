// Supervision: promised times in working days, and when a case turns yellow and red.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/protocol/case_progress.h"

namespace tests::central {

/// Monday to Friday, except for public holidays and with the weekend days that are worked for them.
/// Immutable.
class WorkCalendar {
 public:
  /// From {"holidays": ["20261001", …], "workdays": ["20261010", …]}.
  static kiosk::base::Result<WorkCalendar> load(const std::filesystem::path& file);
  WorkCalendar() = default;

  bool is_workday(kiosk::base::WallTime day) const;
  /// The end (24:00 county time) of the `days`-th working day after the day of `from`.
  kiosk::base::WallTime deadline(kiosk::base::WallTime from, int days) const;
  /// Working days from the day after `now` up to and with the day that ends at `deadline`.
  int workdays_left(kiosk::base::WallTime now, kiosk::base::WallTime deadline) const;

 private:
  std::set<std::string> holidays_, workdays_;
};

/// Red after the deadline; yellow when a fifth of the promised days or less is left (the last day at least);
/// green before.
kiosk::protocol::Light light_of(const WorkCalendar& calendar, kiosk::base::WallTime received, int days,
                                kiosk::base::WallTime now);

}  // namespace tests::central
