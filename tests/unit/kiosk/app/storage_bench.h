// A real store on a strand of its own in a temporary folder, and a main thread that waits on conditions.
#pragma once

#include <boost/test/unit_test.hpp>
#include <functional>

#include "kiosk/app/rooms.h"
#include "kiosk/base/mailbox.h"
#include "tests/support/temporary_folder.h"

namespace kiosk::tests {

/// How long a busy machine may take.
inline constexpr base::Duration kPatience{60'000};

/// Runs what is posted until it is so. False when it never was.
inline bool wait_until(base::Mailbox& main, const std::function<bool()>& is_so) {
  const base::SystemClock clock;
  const base::MonoTime end = clock.now() + kPatience;
  while (!is_so()) {
    if (clock.now() > end) return false;
    main.wait_and_drain(base::Duration{100});
  }
  return true;
}

/// Test thread. Wired as the terminal wires it; the folder lives as long as the bench.
class StorageBench {
 public:
  using CaseStore = offline_cache::journal::CaseStore;

  explicit StorageBench(const std::string& terminal) {
    const offline_cache::journal::CaseStoreOptions wanted{state(), {terminal}};
    const auto made = storage_->create([wanted, this]() -> base::Result<std::unique_ptr<CaseStore>> {
      base::kStorageThread.assert_here();
      auto store = CaseStore::open(wanted, clock_);
      if (store) digester_ = (*store)->digester();
      return store;
    });
    BOOST_REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().to_string()));
  }
  StorageBench(const StorageBench&) = delete;
  StorageBench& operator=(const StorageBench&) = delete;

  /// Asks the store and waits for its answer.
  template <class Work>
  auto ask(Work work) {
    std::optional<std::invoke_result_t<Work, CaseStore&>> answer;
    storage_->ask(std::move(work), [&answer](auto got) { answer.emplace(std::move(got)); });
    BOOST_REQUIRE(wait_until(main_, [&answer] { return answer.has_value(); }));
    return std::move(*answer);
  }
  /// Closes the file, as the end of the program does.
  void close() { storage_.reset(); }

  std::filesystem::path state() const { return folder_ / "state"; }
  base::Mailbox& main() { return main_; }
  app::Storage& storage() { return *storage_; }
  const base::Clock& clock() const { return clock_; }
  const offline_cache::visits::StateDigester& digester() const { return *digester_; }

 private:
  TemporaryFolder folder_;
  base::SystemClock clock_;
  base::Mailbox main_{clock_};
  std::optional<offline_cache::visits::StateDigester> digester_;
  std::unique_ptr<app::Storage> storage_ = std::make_unique<app::Storage>("storage", clock_, main_);
};

}  // namespace kiosk::tests
