// Probing the centre's health.
#include "kiosk/app/centre_watch.h"

#include "offline_cache/outbox/retry_policy.h"

namespace kiosk::app {
namespace {

/// The first probe after trouble on the line comes within this time, spread so that terminals do not ask together.
constexpr base::Duration kFirstProbe{4'000};

struct Probed {
  central::Connectivity state;
  base::Duration next;
};

}  // namespace

void CentreWatch::probe() {
  const auto ask = [stop = stop_](central::CentralClient& client) {
    [[maybe_unused]] const auto health = client.health(stop);
    const auto& tracker = client.connectivity();
    return Probed{tracker.state(), tracker.probe_in(offline_cache::outbox::random_fraction())};
  };
  line_.ask(ask, [this](const Probed& probed) {
    heard(probed.state);
    schedule(probed.next);
  });
}

void CentreWatch::heard(central::Connectivity state) {
  if (state == state_) return;
  state_ = state;
  if (state != central::Connectivity::Online) {
    const double spread = offline_cache::outbox::random_fraction() * static_cast<double>(kFirstProbe.count());
    schedule(base::Duration{static_cast<base::Duration::rep>(spread)});
  }
  if (changed_) changed_(state);
}

void CentreWatch::schedule(base::Duration delay) {
  main_.cancel(timer_);
  timer_ = main_.post_after(delay, [this] { probe(); });
}

}  // namespace kiosk::app
