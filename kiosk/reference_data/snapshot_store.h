// SnapshotStore: the last good snapshot of each kind of reference data, in files.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/crypto/signing_key.h"
#include "kiosk/reference_data/reference_data.h"

namespace kiosk::reference_data {

/// A snapshot with the ETag under which the centre knows it.
struct Held {
  ReferenceData data;
  std::string etag;
};

/// One thread. The clock must outlive it. Files are <folder>/<name>.json.
class SnapshotStore {
 public:
  /// Reads what is there. A file that cannot be trusted is left out; `refused` says why.
  static base::Result<SnapshotStore> open(const std::filesystem::path& folder, crypto::PublicKey approval_key,
                                          const base::Clock& clock);

  /// A message as the centre sent it. InvalidData for what is damaged or named otherwise, PermissionDenied
  /// for what is not approved, Conflict for what was approved earlier than what is held; then the held one
  /// stays.
  base::Status take(const std::string& name, const std::string& message, const std::string& etag);
  /// The snapshot, when it may be shown as valid now.
  const ReferenceData* valid(const std::string& name) const;
  /// What is held, also when it has expired.
  const Held* held(const std::string& name) const;
  /// Empty when nothing is held.
  std::string etag(const std::string& name) const;
  /// Files that were refused at the start.
  const std::vector<base::Error>& refused() const { return refused_; }

 private:
  SnapshotStore(std::filesystem::path folder, crypto::PublicKey approval_key, const base::Clock& clock)
      : folder_(std::move(folder)), approval_key_(std::move(approval_key)), clock_(&clock) {}
  base::Result<ReferenceData> check(const std::string& name, const std::string& message) const;
  base::Status load(const std::filesystem::path& file);

  std::filesystem::path folder_;
  crypto::PublicKey approval_key_;
  const base::Clock* clock_;
  std::map<std::string, Held> held_;
  std::vector<base::Error> refused_;
};

}  // namespace kiosk::reference_data
