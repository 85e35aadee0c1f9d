// TapeWriter: a tape's file while it is recorded.
#pragma once

#include <filesystem>

#include "drivers/transport/tape.h"
#include "kiosk/base/file.h"
#include "kiosk/base/secure.h"

namespace drivers::transport {

/// Device strand only, but for construction. Each line is written at once, so a tape is whole up to the
/// moment when the power fails. Trouble with the disk ends the recording with one line in the log and nothing
/// else.
class TapeWriter {
 public:
  /// Creates the file with mode 0600. AlreadyExists when there is one, NotFound or PermissionDenied.
  static kiosk::base::Result<TapeWriter> create(const std::filesystem::path& file, const TapeHeader& header);

  void write(const TapeLine& line);
  /// Writes bytes that may be personal as their number and keyed digest.
  void write_hidden(TapeLine line, std::span<const std::uint8_t> bytes);
  /// False after trouble with the disk.
  bool recording() const { return static_cast<bool>(fd_); }

 private:
  TapeWriter(std::filesystem::path file, kiosk::base::UniqueFd fd);
  bool put(std::string_view text);
  void give_up(int error_number, bool whole);

  std::filesystem::path file_;
  kiosk::base::UniqueFd fd_;
  kiosk::base::SecureBytes digest_key_;
};

}  // namespace drivers::transport
