// A terminal's store in a temporary folder with a clock that is moved by hand.
#pragma once

#include <boost/test/unit_test.hpp>

#include "kiosk/base/file.h"
#include "offline_cache/journal/case_store.h"
#include "tests/support/temporary_folder.h"

namespace kiosk::tests {

struct TerminalStore {
  using CaseStore = offline_cache::journal::CaseStore;

  explicit TerminalStore(const char* vfs = "") {
    options = {folder / "state", {"T05"}, "boot"};
    options.vfs = vfs;
    options.visit_ballast = options.drain_ballast = 0;
  }
  /// Also a restart.
  void open() {
    base::kStorageThread.assert_here();
    store.reset();
    auto opened = CaseStore::open(options, clock);
    BOOST_REQUIRE_MESSAGE(opened.has_value(), (opened ? "" : opened.error().to_string()));
    store = std::move(*opened);
  }
  offline_cache::outbox::NewCase fresh(const std::string& lane, const std::string& payload = "payload") {
    const auto bytes = base::as_bytes(payload);
    offline_cache::outbox::NewCase made;
    made.key = {base::Uuid::make_v7(clock)};
    made.terminal = {"T05"};
    made.session = {base::Uuid::make_v7(clock)};
    made.service = {"GA-03"};
    made.lane = lane;
    made.payload = [content = base::SecureBytes(bytes.begin(), bytes.end())](const std::string&) {
      return content;
    };
    return made;
  }
  offline_cache::outbox::NewAttachment scan(std::size_t size) {
    return {{base::Uuid::make_v7(clock)}, "lease", "image/jpeg", base::SecureBytes(size, 'S')};
  }
  base::IdempotencyKey accept(const std::string& lane, const std::string& payload = "payload") {
    base::kStorageThread.assert_here();
    const auto made = fresh(lane, payload);
    const auto accepted = store->accept_case(made, {{{"step.signed"}}, {}});
    BOOST_REQUIRE_MESSAGE(accepted.has_value(), (accepted ? "" : accepted.error().to_string()));
    return made.key;
  }
  void deliver(const base::IdempotencyKey& key) {
    base::kStorageThread.assert_here();
    BOOST_REQUIRE(store->mark_sending(key));
    BOOST_REQUIRE(store->mark_accepted(key, "{}"));
  }
  void next_day() { clock.set_wall({clock.wall().since_epoch + std::chrono::hours{24}}); }
  offline_cache::outbox::CaseState state_of(const base::IdempotencyKey& key) {
    base::kStorageThread.assert_here();
    return offline_cache::outbox::find_case(store->database(), key).value().value().state;
  }
  std::int64_t integer(const std::string& sql) {
    base::kStorageThread.assert_here();
    return store->database().integer(sql).value().value_or(0);
  }
  /// Files of the state folder that hold these bytes.
  std::string files_with(std::string_view bytes) const {
    std::string names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(options.state)) {
      if (!entry.is_regular_file()) continue;
      const std::string content = base::read_file(entry.path()).value();
      if (content.find(bytes) != std::string::npos) names += entry.path().filename().string() + ' ';
    }
    return names;
  }

  TemporaryFolder folder;
  base::ManualClock clock;
  offline_cache::journal::CaseStoreOptions options;
  std::unique_ptr<CaseStore> store;
};

}  // namespace kiosk::tests
