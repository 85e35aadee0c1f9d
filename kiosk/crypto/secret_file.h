// Files that hold keys: read into locked memory, refused when other users may read them.
#pragma once

#include <filesystem>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace kiosk::crypto {

/// At most 64 KiB. PermissionDenied when group or others have any right on the file.
base::Result<base::SecureBytes> read_secret_file(const std::filesystem::path& file);
/// Mode 0600, atomically, flushed to the disk before it returns.
base::Status write_secret_file(const std::filesystem::path& file, std::span<const std::uint8_t> secret);

/// Overwrites with noughts, flushes, removes. A flash disk may keep the old cells: then only the wrapping
/// protects them.
base::Status destroy_secret_file(const std::filesystem::path& file);

}  // namespace kiosk::crypto
