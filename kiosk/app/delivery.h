// Delivery: carries stored cases to the centre, one after the other, until the centre's answer is on the
// disk.
#pragma once

#include <functional>

#include "kiosk/app/centre_watch.h"
#include "kiosk/app/rooms.h"

namespace kiosk::app {

/// Main thread; the payload passes through as a value from the storage strand to the network strand.
/// Trouble on the way never uses up anything: the case is postponed with the same key.
class Delivery {
 public:
  /// What one try brought, after it was written down.
  using News = std::function<void(const base::IdempotencyKey& key, const central::SubmitOutcome& outcome)>;

  struct Rooms {
    Storage& storage;
    Line& line;
    base::Executor& main;
    CentreWatch& watch;
  };
  Delivery(Rooms rooms, std::stop_token stop, News news)
      : rooms_(rooms), stop_(std::move(stop)), news_(std::move(news)) {}
  ~Delivery() { rooms_.main.cancel(timer_); }

  /// Something may be due: a new case, a timer, the centre is back.
  void pump();

 private:
  void send(offline_cache::outbox::DueCase due);
  void settle(const offline_cache::outbox::CaseSummary& summary, central::SubmitOutcome outcome);
  void rest();

  Rooms rooms_;
  std::stop_token stop_;
  News news_;
  bool busy_ = false;
  bool again_ = false;
  base::TimerId timer_ = 0;
};

}  // namespace kiosk::app
