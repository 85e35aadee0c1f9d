// poll(2) around a mailbox.
#include "drivers/emulation/event_loop.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <vector>

namespace drivers::emulation {
namespace {

constexpr kiosk::base::Duration kLongestSleep{60'000};

void signal_event(int fd) {
  // A full counter means that the loop is being woken anyway.
  if (eventfd_write(fd, 1) != 0) return;
}

}  // namespace

EventLoop::EventLoop(const kiosk::base::Clock& clock)
    : wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      mailbox_(clock, [fd = wake_.get()] { signal_event(fd); }) {}

WatchId EventLoop::watch(int fd, short events, Callback callback) {
  watches_.emplace(++last_watch_, Watch{fd, events, std::move(callback)});
  return last_watch_;
}

void EventLoop::set_events(WatchId id, short events) {
  const auto found = watches_.find(id);
  if (found != watches_.end()) found->second.events = events;
}

void EventLoop::run() {
  running_ = true;
  while (running_) run_once();
}

void EventLoop::stop() {
  post([this] { running_ = false; });
}

void EventLoop::run_once() {
  std::vector<pollfd> fds{{wake_.get(), POLLIN, 0}};
  std::vector<WatchId> ids{0};
  for (const auto& [id, watch] : watches_) {
    fds.push_back({watch.fd, watch.events, 0});
    ids.push_back(id);
  }
  const auto sleep = static_cast<int>(mailbox_.time_to_next(kLongestSleep).count());
  poll(fds.data(), fds.size(), sleep);
  eventfd_t count = 0;
  eventfd_read(wake_.get(), &count);
  for (std::size_t i = 1; i < fds.size(); ++i) {
    if (fds[i].revents == 0) continue;
    // An earlier callback may have taken this watch away.
    const auto found = watches_.find(ids[i]);
    if (found == watches_.end()) continue;
    const Callback callback = found->second.callback;
    callback(fds[i].revents);
  }
  mailbox_.drain();
}

}  // namespace drivers::emulation
