// A queue in a temporary folder with a clock that is moved by hand.
#pragma once

#include <boost/test/unit_test.hpp>

#include "offline_cache/outbox/outbox.h"
#include "offline_cache/outbox/tables.h"
#include "tests/support/temporary_folder.h"

namespace kiosk::tests {

class QueueBench {
 public:
  QueueBench() { BOOST_REQUIRE(database->execute(offline_cache::outbox::kTablesUp)); }

  offline_cache::outbox::NewCase fresh(const std::string& lane, std::string_view payload = "payload") {
    const auto bytes = base::as_bytes(payload);
    return {{base::Uuid::make_v7(clock)},
            {"T05"},
            {base::Uuid::make_v7(clock)},
            {"GA-03"},
            lane,
            1,
            [bytes](const std::string&) { return base::SecureBytes(bytes.begin(), bytes.end()); }};
  }
  /// Runs one change in its own transaction and hands its outcome on.
  template <class Work>
  auto change(Work&& work) {
    return offline_cache::store::in_transaction(*database, std::forward<Work>(work));
  }
  base::IdempotencyKey accept(const std::string& lane, std::string_view payload = "payload") {
    const auto made = fresh(lane, payload);
    const auto number = change([&](auto& t) { return outbox.accept(t, made); });
    BOOST_REQUIRE_MESSAGE(number.has_value(), (number ? "" : number.error().to_string()));
    return made.key;
  }
  std::optional<offline_cache::outbox::DueCase> next() {
    return change([&](auto& t) { return outbox.next_due(t); }).value();
  }
  base::Status sending(const base::IdempotencyKey& key) {
    return change([&](auto& t) { return outbox.mark_sending(t, key); });
  }
  base::Status accepted(const base::IdempotencyKey& key) {
    return change([&](auto& t) { return outbox.mark_accepted(t, key, R"({"case":"1"})"); });
  }
  offline_cache::outbox::CaseSummary find(const base::IdempotencyKey& key) {
    return offline_cache::outbox::find_case(*database, key).value().value();
  }
  std::string number_of(const base::IdempotencyKey& key) { return find(key).receipt_number; }

  TemporaryFolder folder;
  base::ManualClock clock;
  crypto::KeyRing ring = crypto::KeyRing::open_with_file(folder / "keys").value();
  crypto::Sealer sealer{ring};
  std::unique_ptr<offline_cache::store::Database> database =
      offline_cache::store::Database::open(folder / "terminal.db").value();
  offline_cache::outbox::Outbox outbox{sealer, clock};
};

}  // namespace kiosk::tests
