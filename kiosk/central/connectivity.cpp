// The judgement of connectivity and the pace of probes.
#include "kiosk/central/connectivity.h"

#include <algorithm>

namespace kiosk::central {

std::string_view to_string(Connectivity connectivity) {
  switch (connectivity) {
    case Connectivity::Online: return "online";
    case Connectivity::Degraded: return "degraded";
    case Connectivity::Offline: return "offline";
  }
  return "unknown";
}

void ConnectivityTracker::answered() {
  state_ = Connectivity::Online;
  faults_ = 0;
  answers_since_outage_ = std::min(answers_since_outage_ + 1, kSlowStart);
}

void ConnectivityTracker::answered_busy() {
  state_ = Connectivity::Degraded;
  faults_ = 0;
}

void ConnectivityTracker::failed(const PathFault& fault) {
  if (fault.trouble == PathTrouble::Canceled) return;
  ++faults_;
  const bool hopeless = fault.trouble == PathTrouble::Untrusted || fault.trouble == PathTrouble::Unauthorized;
  const bool offline = hopeless || faults_ >= 2 || state_ == Connectivity::Offline;
  state_ = offline ? Connectivity::Offline : Connectivity::Degraded;
  if (offline) answers_since_outage_ = 0;
}

base::Duration ConnectivityTracker::pause(double random) const {
  constexpr double kLongest = 2'000;
  if (answers_since_outage_ >= kSlowStart) return base::Duration{0};
  return base::Duration{static_cast<base::Duration::rep>(random * kLongest)};
}

base::Duration ConnectivityTracker::probe_in(double random) const {
  constexpr base::Duration kLongest{60'000};
  constexpr base::Duration kShortest{500};
  if (state_ == Connectivity::Online) return kLongest;
  const base::Duration limit = std::min(kLongest, base::Duration{1000} * (1 << std::min(faults_ + 1, 6U)));
  const auto jitter = static_cast<base::Duration::rep>(random * static_cast<double>(limit.count()));
  return std::max(kShortest, base::Duration{jitter});
}

}  // namespace kiosk::central
