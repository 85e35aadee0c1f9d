// Reading and writing of key files.
#include "kiosk/crypto/secret_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "kiosk/base/file.h"

namespace kiosk::crypto {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kLargestSecret = 64U << 10;

base::Status check_owner_only(int fd, const std::filesystem::path& file) {
  struct stat info {};
  if (fstat(fd, &info) != 0) return fail(ErrorCode::Unavailable, base::errno_text(errno), file.string());
  if ((info.st_mode & 077) == 0) return {};
  return fail(ErrorCode::PermissionDenied, "the key file may be read by others: its mode must be 0600",
              file.string());
}

}  // namespace

base::Result<base::SecureBytes> read_secret_file(const std::filesystem::path& file) {
  const base::UniqueFd fd(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!fd) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::NotFound : ErrorCode::PermissionDenied;
    return fail(code, "cannot open the key file: " + base::errno_text(errno), file.string());
  }
  if (auto checked = check_owner_only(fd.get(), file); !checked) return tl::unexpected(checked.error());
  base::SecureBytes bytes(kLargestSecret);
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = read(fd.get(), bytes.data() + have, bytes.size() - have);
    if (got < 0) return fail(ErrorCode::Unavailable, base::errno_text(errno), file.string());
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  return base::SecureBytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(have));
}

base::Status write_secret_file(const std::filesystem::path& file, std::span<const std::uint8_t> secret) {
  return base::write_file_atomically(file, base::as_text(secret), 0600);
}

base::Status destroy_secret_file(const std::filesystem::path& file) {
  {
    const base::UniqueFd fd(open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat info {};
    if (fd && fstat(fd.get(), &info) == 0) {
      const std::string noughts(static_cast<std::size_t>(info.st_size), '\0');
      if (write(fd.get(), noughts.data(), noughts.size()) < 0 || fdatasync(fd.get()) != 0) {
        return fail(ErrorCode::Unavailable, "cannot erase the key: " + base::errno_text(errno),
                    file.string());
      }
    }
  }
  std::error_code error;
  std::filesystem::remove(file, error);
  if (!error) return {};
  return fail(ErrorCode::Unavailable, "cannot erase the key: " + error.message(), file.string());
}

}  // namespace kiosk::crypto
