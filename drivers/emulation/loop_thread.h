// LoopThread: an event loop with a thread of its own, for tests and for programs that have another main loop.
#pragma once

#include <functional>
#include <memory>

#include "drivers/emulation/event_loop.h"
#include "kiosk/base/strand.h"

namespace drivers::emulation {

/// Runs `work` on the thread that runs the loop and waits for its end. Not from that thread; the loop must not stop
/// meanwhile.
inline void call_on(EventLoop& loop, const kiosk::base::Clock& clock, const std::function<void()>& work) {
  // Shared: the loop's thread may still be inside `post` when the waiting thread has left.
  const auto reply = std::make_shared<kiosk::base::Mailbox>(clock);
  bool done = false;
  loop.post([&work, &done, reply] {
    work();
    reply->post([&done] { done = true; });
  });
  while (!done) reply->wait_and_drain(kiosk::base::Duration{1000});
}

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
  void call(const std::function<void()>& work) { call_on(loop_, clock_, work); }
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
