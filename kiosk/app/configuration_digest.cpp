// Hashing of a folder.
#include "kiosk/app/configuration_digest.h"

#include <algorithm>
#include <vector>

#include "kiosk/base/file.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/encoding.h"

namespace kiosk::app {

std::string configuration_digest(const std::filesystem::path& config) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(config, error)) {
    if (entry.is_regular_file(error)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  crypto::Sha256 digest;
  for (const auto& file : files) {
    const crypto::CanonicalBytes bytes = crypto::CanonicalBytes()
                                             .field(file.lexically_relative(config).generic_string())
                                             .field(base::read_file(file).value_or(""));
    digest.update(bytes.bytes());
  }
  return crypto::to_hex(digest.finish());
}

}  // namespace kiosk::app
