// ProgressGate: the progress of one request, carried to the reply thread; silent once the answer was given.
#pragma once

#include <functional>
#include <memory>

#include "kiosk/base/executor.h"

namespace drivers::supervisor {

/// Reply thread only, but for construction.
struct ProgressGate {
  std::function<void(int)> progress;
  bool answered = false;
};

/// What the device's strand may call. The executor must outlive it.
inline std::function<void(int)> on_reply_thread(const std::shared_ptr<ProgressGate>& gate,
                                                kiosk::base::Executor& reply) {
  return [gate, &reply](int pages) {
    reply.post([gate, pages] {
      if (!gate->answered && gate->progress) gate->progress(pages);
    });
  };
}

/// The request's receiver behind the gate.
template <class Done>
Done behind(const std::shared_ptr<ProgressGate>& gate, Done done) {
  return [gate, done = std::move(done)](auto completion) {
    gate->answered = true;
    done(std::move(completion));
  };
}

}  // namespace drivers::supervisor
