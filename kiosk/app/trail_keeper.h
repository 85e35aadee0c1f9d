// TrailKeeper: signs the trail's head each minute, tells the centre, and tidies the store between visits.
#pragma once

#include <functional>

#include "kiosk/app/delivery.h"

namespace kiosk::app {

/// Main thread. The rooms must outlive it.
class TrailKeeper {
 public:
  struct World {
    Storage& storage;
    base::Executor& main;
    const base::Clock& clock;
    Delivery& delivery;
  };
  /// `somebody` says whether a visitor is there: then nothing but the signature is done.
  TrailKeeper(World world, std::function<bool()> somebody) : world_(world), somebody_(std::move(somebody)) {}
  ~TrailKeeper() { world_.main.cancel(timer_); }

  /// Works now and every minute from now on.
  void keep();

 private:
  World world_;
  std::function<bool()> somebody_;
  std::int64_t witnessed_ = 0;  ///< the newest head that was handed to the queue
  base::TimerId timer_ = 0;
};

}  // namespace kiosk::app
