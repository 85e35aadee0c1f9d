// LoopThread: an event loop with a thread of its own, for tests and for programs that have another main loop.
#pragma once

#include <functional>

#include "drivers/emulation/event_loop.h"
#include "kiosk/base/strand.h"

namespace drivers::emulation {

/// Runs the loop from construction to destruction. Construct the emulated devices after it, destroy them inside
/// `call` or after stop().
class LoopThread {
 public:
  explicit LoopThread(const kiosk::base::Clock& clock) : clock_(clock), loop_(clock), strand_("bench", clock) {
    strand_.post([this] { loop_.run(); });
  }
  LoopThread(const LoopThread&) = delete;
  LoopThread& operator=(const LoopThread&) = delete;
  ~LoopThread() { stop(); }

  EventLoop& loop() { return loop_; }
  /// Runs `work` on the loop's thread and waits for its end. Not from the loop's thread; not after stop().
  void call(const std::function<void()>& work) {
    kiosk::base::Mailbox reply(clock_);
    bool done = false;
    loop_.post([&] {
      work();
      reply.post([&done] { done = true; });
    });
    while (!done) reply.wait_and_drain(kiosk::base::Duration{1000});
  }
  /// Ends the loop and joins its thread. May be called twice.
  void stop() {
    loop_.stop();
    strand_.stop();
  }

 private:
  const kiosk::base::Clock& clock_;
  EventLoop loop_;
  kiosk::base::Strand strand_;
};

}  // namespace drivers::emulation
