// ReportRepository: messages that are no cases (troubles, audit heads, pushes), each stored once before it is
// answered.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/cases/database.h"

namespace tests::central {

struct ReportRecord {
  std::string kind;     ///< "trouble", "witness", …
  std::string subject;  ///< unique within the kind, e.g. "T05/7K3M-9QXA"
  std::string idempotency_key;
  std::string fingerprint;
  std::string terminal;
  std::string received_at;
  std::string body;     ///< JSON as it came
  std::string receipt;  ///< JSON: what was answered, and is answered again to the same key
};

/// One thread. Errors of the disk come back as Error; then nothing is stored.
class ReportRepository {
 public:
  static kiosk::base::Result<ReportRepository> open(const std::filesystem::path& path);

  /// `receipt` receives the JSON to answer when the outcome is Stored or Repeated. NumberTaken: another key
  /// has this subject.
  kiosk::base::Result<StoreOutcome> store(const ReportRecord& report, std::string& receipt);
  std::optional<ReportRecord> find(const std::string& kind, const std::string& subject) const;
  /// The oldest first.
  std::vector<ReportRecord> list(const std::string& kind) const;
  /// Of one thing: the subjects "<prefix>/…", the oldest first.
  std::vector<ReportRecord> list_of(const std::string& kind, const std::string& prefix) const;
  std::int64_t count(const std::string& kind) const;

 private:
  explicit ReportRepository(Database database) : database_(std::move(database)) {}

  Database database_;
};

}  // namespace tests::central
