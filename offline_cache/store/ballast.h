// Ballast: disk space that is held for the moment when there is none left.
#pragma once

#include <cstdint>
#include <filesystem>

#include "kiosk/base/result.h"

namespace offline_cache::store {

/// A file of a fixed size whose blocks are really taken. On a full disk SQLite cannot even delete (its log
/// must grow first), so the ballast is thrown overboard, the work is done, and it is taken in again later.
/// Storage thread only.
class Ballast {
 public:
  /// `bytes` 0: there is no ballast, and it counts as whole.
  Ballast(std::filesystem::path file, std::int64_t bytes) : file_(std::move(file)), bytes_(bytes) {}

  /// Takes the space unless it is held already. Exhausted when the disk has not that much left.
  kiosk::base::Status take();
  /// Gives the space to the disk. False when there was none to give.
  bool release();
  bool is_whole() const;

 private:
  std::filesystem::path file_;
  std::int64_t bytes_;
};

}  // namespace offline_cache::store
