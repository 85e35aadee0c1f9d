// Connectivity: how well the centre is reached, judged by what the calls brought.
#pragma once

#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/central/path_fault.h"

namespace kiosk::central {

enum class Connectivity {
  Online,    ///< the last exchange was answered by the centre
  Degraded,  ///< one exchange failed, or the centre says that it is busy or in maintenance
  Offline,   ///< two failed in a row, one was refused for trust, or nothing was ever answered
};

std::string_view to_string(Connectivity connectivity);

/// So many answers after an outage the pace is normal again.
inline constexpr unsigned kSlowStart = 20;

/// Fed with every result; says when the next probe is due. Network strand only.
class ConnectivityTracker {
 public:
  /// The centre answered as itself.
  void answered();
  /// The centre answered as itself that it cannot work now.
  void answered_busy();
  /// The path failed. A canceled exchange says nothing.
  void failed(const PathFault& fault);

  Connectivity state() const { return state_; }
  unsigned faults_in_a_row() const { return faults_; }
  /// How long to wait with the next health probe: 60 s while online, else full jitter below a limit that
  /// doubles from 2 s to 60 s. `random` is uniform in [0, 1).
  base::Duration probe_in(double random) const;
  /// How long to wait before the next stored message: 0 in normal times. After an outage every message of
  /// the first `kSlowStart` waits with full jitter below 2 s, so that all terminals of a county together
  /// come back gently.
  base::Duration pause(double random) const;

 private:
  Connectivity state_ = Connectivity::Offline;
  unsigned faults_ = 0;
  unsigned answers_since_outage_ = kSlowStart;
};

}  // namespace kiosk::central
