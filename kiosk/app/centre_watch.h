// CentreWatch: knows whether the centre is reached, and asks it gently when nobody else does.
#pragma once

#include <functional>

#include "kiosk/app/rooms.h"

namespace kiosk::app {

/// Main thread. The line and the executor must outlive it.
class CentreWatch {
 public:
  CentreWatch(Line& line, base::Executor& main, std::stop_token stop)
      : line_(line), main_(main), stop_(std::move(stop)) {}
  ~CentreWatch() { main_.cancel(timer_); }

  central::Connectivity state() const { return state_; }
  /// Called whenever the state changes.
  void on_change(std::function<void(central::Connectivity)> changed) { changed_ = std::move(changed); }
  /// Asks now; further probes follow by themselves.
  void probe();
  /// What another exchange on the line brought.
  void heard(central::Connectivity state);

 private:
  void schedule(base::Duration delay);

  Line& line_;
  base::Executor& main_;
  std::stop_token stop_;
  central::Connectivity state_ = central::Connectivity::Offline;
  std::function<void(central::Connectivity)> changed_;
  base::TimerId timer_ = 0;
};

}  // namespace kiosk::app
