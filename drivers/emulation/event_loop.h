// EventLoop: waits on descriptors, timers and posted tasks in one thread: the heart of the bench.
#pragma once

#include <functional>
#include <map>

#include "kiosk/base/executor.h"
#include "kiosk/base/file.h"
#include "kiosk/base/mailbox.h"

namespace drivers::emulation {

/// Names one watched descriptor. 0 names none.
using WatchId = std::uint64_t;

/// `post`, `post_after`, `cancel` and `stop` may be called from any thread; everything else only on the thread that
/// runs the loop, or before it runs. The clock must outlive it.
class EventLoop final : public kiosk::base::Executor {
 public:
  using Callback = std::function<void(short events)>;

  explicit EventLoop(const kiosk::base::Clock& clock);

  void post(kiosk::base::Task task) override { mailbox_.post(std::move(task)); }
  kiosk::base::TimerId post_after(kiosk::base::Duration delay, kiosk::base::Task task) override {
    return mailbox_.post_after(delay, std::move(task));
  }
  void cancel(kiosk::base::TimerId timer) override { mailbox_.cancel(timer); }

  /// Calls back when poll(2) reports one of `events` (POLLIN, POLLOUT) or POLLHUP, POLLERR. Does not own `fd`.
  WatchId watch(int fd, short events, Callback callback);
  void set_events(WatchId id, short events);
  void unwatch(WatchId id) { watches_.erase(id); }

  /// Runs until stop().
  void run();
  void stop();

 private:
  struct Watch {
    int fd;
    short events;
    Callback callback;
  };
  void run_once();

  kiosk::base::UniqueFd wake_;
  kiosk::base::Mailbox mailbox_;
  std::map<WatchId, Watch> watches_;
  WatchId last_watch_ = 0;
  bool running_ = false;
};

}  // namespace drivers::emulation
