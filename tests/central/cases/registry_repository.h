// RegistryRepository: the terminals as they last reported, and the pushes between approval and supervision.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "tests/central/cases/database.h"

namespace tests::central {

struct TerminalRecord {
  std::string terminal;
  std::string audit_key;  ///< PEM; the first one that was reported; empty when none was
  std::string report;     ///< JSON as it last came
  std::int64_t seen_ms = 0;
};

struct PushRecord {
  std::int64_t id = 0;
  std::string direction;  ///< "to_supervision" or "to_approval"
  std::string case_number;
  std::string stage;
  std::string text;                      ///< the finding of the supervision; empty for stages of a case
  std::string at;                        ///< RFC 3339
  std::string received_by, received_at;  ///< of the receipt; empty while there is none
};

/// One thread. Throws DatabaseError when the disk fails: caught by the pipeline's border.
class RegistryRepository {
 public:
  static kiosk::base::Result<RegistryRepository> open(const std::filesystem::path& path);

  /// Keeps the key of the first report. False when a later report brings another key: nothing is stored.
  bool report(const TerminalRecord& record);
  std::optional<TerminalRecord> find(const std::string& terminal) const;
  std::vector<TerminalRecord> terminals() const;

  std::int64_t push(const PushRecord& push);
  /// Pushes of this direction after this id, at most 100, the oldest first.
  std::vector<PushRecord> pushes_after(const std::string& direction, std::int64_t id) const;
  std::vector<PushRecord> pushes_of(const std::string& case_number) const;
  std::optional<PushRecord> find_push(std::int64_t id) const;
  /// The first receipt stays.
  void acknowledge(std::int64_t id, const std::string& by, const std::string& at);

 private:
  explicit RegistryRepository(Database database) : database_(std::move(database)) {}

  Database database_;
};

}  // namespace tests::central
