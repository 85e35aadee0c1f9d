// RawLine: a tty with read and write and nothing else: the yardstick's side of a pty.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/file.h"
#include "kiosk/base/result.h"

namespace kiosk::benchmarks {

using Bytes = std::vector<std::uint8_t>;

/// What a device is asked, and how many bytes it answers.
struct Exchange {
  Bytes request;
  std::size_t answer = 0;
};

class RawLine {
 public:
  /// Opens the tty in raw mode.
  static base::Result<RawLine> open(const std::string& path);
  bool write(std::span<const std::uint8_t> bytes) const;
  /// Waits for so many bytes, at most 5 s. False when they do not come.
  bool read(std::span<std::uint8_t> bytes) const;
  /// Writes and reads in the order of the dialogue.
  bool run(const std::vector<Exchange>& dialogue) const;
  void drop_input() const;

 private:
  explicit RawLine(base::UniqueFd fd) : fd_(std::move(fd)) {}
  base::UniqueFd fd_;
};

}  // namespace kiosk::benchmarks
