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
  PartOutcome finish(const AttachmentRecord& attachment) const;

  Database database_;
};

}  // namespace tests::central
