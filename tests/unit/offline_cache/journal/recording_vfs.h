// An SQLite VFS that writes down every write, truncation and flush, and can rebuild the disk as a power cut
// left it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::tests {

struct DiskOperation {
  enum class Kind { Write, Truncate, Sync, Delete } kind;
  std::string file;         ///< the file's name without folders
  std::int64_t offset = 0;  ///< of a write; the new size of a truncation
  std::string bytes{};
};

/// Everything written to databases and logs that were opened through the VFS named kName, in order.
class RecordingVfs {
 public:
  static constexpr const char* kName = "kiosk-recording";
  /// Registers the VFS with SQLite at the first call. Use from one thread.
  static RecordingVfs& instance();

  std::vector<DiskOperation> operations;
  std::size_t syncs() const;

  /// From this many further writes on the disk is full (SQLITE_FULL); nothing: it never is.
  std::optional<int> writes_until_full;
  /// The disk is full as long as this file is there; empty: it is not.
  std::filesystem::path full_while;
  /// False: operations are counted but not kept (for long runs and measurements).
  bool keeps_bytes = true;
  std::size_t sync_count = 0;
  /// Each flush takes so much longer: as on a terminal's disk.
  int sync_delay_ms = 0;
};

/// How the disk treats what was written but not flushed when the power goes.
enum class PowerCut {
  KeepsAll,        ///< every write before the cut is there, the last one torn in the middle (also: a killed
                   ///< process)
  DropsUnflushed,  ///< nothing after a file's last flush is there
  KeepsSome,       ///< an arbitrary part of the unflushed sectors of 512 bytes is there
};

/// File contents after a cut behind operation `count`. `seed` chooses for KeepsSome.
std::map<std::string, std::string> disk_after(const std::vector<DiskOperation>& operations, std::size_t count,
                                              PowerCut cut, unsigned seed);

}  // namespace kiosk::tests
