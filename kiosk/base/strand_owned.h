// StrandOwned<T>: an object that lives on a strand of its own; others ask it and get the answer on their
// executor.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "kiosk/base/mailbox.h"
#include "kiosk/base/result.h"
#include "kiosk/base/strand.h"

namespace kiosk::base {

/// Made, asked and destroyed from the owner's thread; T itself is only ever touched on the strand.
template <class T>
class StrandOwned {
 public:
  /// `reply` is where answers run; it must outlive this object or be closed.
  StrandOwned(std::string name, const Clock& clock, Executor& reply)
      : clock_(clock), reply_(reply), strand_(std::move(name), clock) {}
  ~StrandOwned() { stop(); }
  StrandOwned(const StrandOwned&) = delete;
  StrandOwned& operator=(const StrandOwned&) = delete;

  /// Makes the object on the strand and waits for it. Before any `ask`.
  Status create(std::function<Result<std::unique_ptr<T>>()> make) {
    // Shared with the strand: it may still be inside `post` when the waiting side has seen the status.
    const auto done = std::make_shared<Mailbox>(clock_);
    std::optional<Status> status;
    strand_.post([this, done, &status, make = std::move(make)] {
      auto made = make();
      Status outcome;
      if (made) {
        object_ = std::move(*made);
      } else {
        outcome = tl::unexpected(made.error());
      }
      done->post([&status, outcome] { status = outcome; });
    });
    while (!status) done->wait_and_drain(Duration{1'000});
    return *status;
  }

  /// Runs `work(T&)` on the strand and `done(result)` on the reply executor.
  template <class Work, class Done>
  void ask(Work work, Done done) {
    using Answer = std::invoke_result_t<Work, T&>;
    auto shared_work = std::make_shared<Work>(std::move(work));
    auto shared_done = std::make_shared<Done>(std::move(done));
    strand_.post([this, shared_work, shared_done] {
      auto answer = std::make_shared<Answer>((*shared_work)(*object_));
      reply_.post([shared_done, answer] { (*shared_done)(std::move(*answer)); });
    });
  }

  /// Destroys the object on the strand after all that was asked, then joins the thread. May be called twice.
  void stop() {
    strand_.post([this] { object_.reset(); });
    strand_.finish();
  }

 private:
  const Clock& clock_;
  Executor& reply_;
  std::unique_ptr<T> object_;
  Strand strand_;
};

}  // namespace kiosk::base
