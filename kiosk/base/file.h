// Files: reading whole ones with a limit, replacing them atomically, owning descriptors.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>

#include "kiosk/base/result.h"

namespace kiosk::base {

/// Owns a file descriptor; -1 is none.
class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept;
  ~UniqueFd() { reset(); }
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  int release() { return std::exchange(fd_, -1); }
  void reset();

 private:
  int fd_ = -1;
};

/// The whole file as bytes in a string; refuses files over `limit` bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit = 64U << 20);
/// Writes a temporary file beside, flushes it, renames it over `path` and flushes the folder.
Status write_file_atomically(const std::filesystem::path& path, std::string_view content,
                             unsigned mode = 0644);
/// Creates the folder and its parents; `mode` for the last one.
Status make_folder(const std::filesystem::path& path, unsigned mode = 0755);
/// The text of an errno value.
std::string errno_text(int number);

}  // namespace kiosk::base
