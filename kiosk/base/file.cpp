// Whole-file reading and atomic replacement.
#include "kiosk/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace kiosk::base {
namespace {

ErrorCode code_of(int number) {
  switch (number) {
    case ENOENT: return ErrorCode::NotFound;
    case EACCES:
    case EPERM: return ErrorCode::PermissionDenied;
    case ENOSPC:
    case EDQUOT: return ErrorCode::Exhausted;
    case EEXIST: return ErrorCode::AlreadyExists;
    default: return ErrorCode::Unavailable;
  }
}

tl::unexpected<Error> fail_errno(const char* what, const std::filesystem::path& path) {
  const int number = errno;
  return fail(code_of(number), std::string(what) + ": " + errno_text(number), path.string());
}

Status write_all(int fd, std::string_view content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const ssize_t put = write(fd, content.data(), content.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return fail_errno("cannot write", path);
    content.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

Status sync_folder(const std::filesystem::path& folder) {
  const UniqueFd fd(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd || fsync(fd.get()) != 0) return fail_errno("cannot flush the folder", folder);
  return {};
}

}  // namespace

UniqueFd& UniqueFd::operator=(UniqueFd&& other) noexcept {
  if (this != &other) {
    reset();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

void UniqueFd::reset() {
  if (fd_ >= 0) close(fd_);
  fd_ = -1;
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  const UniqueFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return fail_errno("cannot open", path);
  std::string content;
  char block[65536];
  while (true) {
    const ssize_t got = read(fd.get(), block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail_errno("cannot read", path);
    if (got == 0) return content;
    content.append(block, static_cast<std::size_t>(got));
    if (content.size() > limit) {
      return fail(ErrorCode::InvalidData, "file is larger than " + std::to_string(limit) + " bytes",
                  path.string());
    }
  }
}

Status write_file_atomically(const std::filesystem::path& path, std::string_view content, unsigned mode) {
  const std::filesystem::path temporary = path.string() + ".new";
  const UniqueFd fd(open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
  if (!fd) return fail_errno("cannot create", temporary);
  if (auto written = write_all(fd.get(), content, temporary); !written) return written;
  if (fsync(fd.get()) != 0) return fail_errno("cannot flush", temporary);
  if (rename(temporary.c_str(), path.c_str()) != 0) return fail_errno("cannot rename", path);
  return sync_folder(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
}

Status make_folder(const std::filesystem::path& path, unsigned mode) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return fail(code_of(error.value()), "cannot create folder: " + error.message(), path.string());
  if (chmod(path.c_str(), mode) != 0) return fail_errno("cannot set the folder's mode", path);
  return {};
}

std::string errno_text(int number) { return std::generic_category().message(number); }

}  // namespace kiosk::base
