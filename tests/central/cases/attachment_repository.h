// AttachmentRepository: scans and pictures that come in parts.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "tests/central/cases/database.h"

namespace tests::central {

struct AttachmentRecord {
  std::string terminal;  ///< together with the digest: which attachment
  std::string digest;
  std::string idempotency_key;
  std::string fingerprint;
  std::int64_t size = 0;
  std::int64_t part_size = 0;
  std::string media_type;
  std::string name;
  std::string receipt_number;
  std::string announced_at;
  bool complete = false;
};

/// What happened to the last missing part.
enum class PartOutcome {
  Held,      ///< parts are still missing
  Complete,  ///< the whole is here and has its digest
  Broken,    ///< the whole has another digest: all parts were dropped
};

/// One thread. Errors of the disk come back as Error; then nothing is stored.
class AttachmentRepository {
 public:
  static kiosk::base::Result<AttachmentRepository> open(const std::filesystem::path& path);

  std::optional<AttachmentRecord> find(const std::string& terminal, const std::string& digest) const;
  kiosk::base::Status announce(const AttachmentRecord& attachment);
  /// The same bytes again, for another paper or case: they are kept once and belong to both.
  kiosk::base::Status share(const AttachmentRecord& attachment);
  /// Whether these bytes were announced with this key.
  bool has_key(const AttachmentRecord& attachment, const std::string& idempotency_key) const;
  /// Those of a case, or all of them when no number is given.
  std::vector<AttachmentRecord> list(const std::string& receipt_number = "") const;
  /// Numbers of the parts that are held, ascending.
  std::vector<std::int64_t> parts(const AttachmentRecord& attachment) const;
  kiosk::base::Result<PartOutcome> store_part(const AttachmentRecord& attachment, std::int64_t number,
                                              std::string_view bytes);
  /// The bytes so far, in the order of the parts.
  std::string content(const AttachmentRecord& attachment) const;

 private:
  explicit AttachmentRepository(Database database) : database_(std::move(database)) {}
  void add_shares(const std::string& receipt_number, std::vector<AttachmentRecord>& found) const;
  PartOutcome finish(const AttachmentRecord& attachment) const;

  Database database_;
};

}  // namespace tests::central
