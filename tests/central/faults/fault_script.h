// FaultScript: the faults that are to come, in order.
#pragma once

#include <deque>
#include <filesystem>
#include <string>

#include "tests/central/faults/fault.h"

namespace tests::central {

/// A fault with a count acts on so many requests and makes way for the next; one without a count stays.
class FaultScript {
 public:
  /// From {"faults": ["slow:500*3", "drop-reply*1", "none"]}.
  static kiosk::base::Result<FaultScript> load(const std::filesystem::path& path);

  /// Forgets what was planned.
  void set(Fault fault);
  /// What acts on the next request, and counts it.
  Fault next(bool is_submission);
  /// What is in force now.
  Fault current() const { return faults_.empty() ? Fault{} : faults_.front(); }
  std::string to_string() const;

 private:
  std::deque<Fault> faults_;
};

}  // namespace tests::central
