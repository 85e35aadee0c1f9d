// The recording VFS: forwards everything to the system's one.
#include "tests/unit/offline_cache/journal/recording_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <new>
#include <random>

namespace kiosk::tests {
namespace {

using Kind = DiskOperation::Kind;

constexpr std::size_t kSector = 512;

/// SQLite allocates this; the system's file lies right behind it.
struct RecordedFile {
  sqlite3_file base;
  std::string* name;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_vfs* system_vfs = nullptr;

RecordedFile* self(sqlite3_file* file) { return reinterpret_cast<RecordedFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return self(file)->real(); }
std::vector<DiskOperation>& log_of_operations() { return RecordingVfs::instance().operations; }

int close_file(sqlite3_file* file) {
  delete self(file)->name;
  return real(file)->pMethods->xClose(real(file));
}

bool is_full(RecordingVfs& vfs) {
  std::error_code error;
  if (!vfs.full_while.empty() && std::filesystem::exists(vfs.full_while, error)) return true;
  if (!vfs.writes_until_full) return false;
  if (*vfs.writes_until_full == 0) return true;
  --*vfs.writes_until_full;
  return false;
}

int write_file(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  RecordingVfs& vfs = RecordingVfs::instance();
  if (is_full(vfs)) return SQLITE_FULL;
  if (!vfs.keeps_bytes) return real(file)->pMethods->xWrite(real(file), data, size, offset);
  const std::string bytes(static_cast<const char*>(data), static_cast<std::size_t>(size));
  log_of_operations().push_back({Kind::Write, *self(file)->name, offset, bytes});
  return real(file)->pMethods->xWrite(real(file), data, size, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  log_of_operations().push_back({Kind::Truncate, *self(file)->name, size});
  return real(file)->pMethods->xTruncate(real(file), size);
}

/// A kernel that sleeps wakes by its tick and would hide what is measured.
void spin(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
  }
}

int sync_file(sqlite3_file* file, int flags) {
  ++RecordingVfs::instance().sync_count;
  spin(std::chrono::milliseconds(RecordingVfs::instance().sync_delay_ms));
  if (RecordingVfs::instance().keeps_bytes) log_of_operations().push_back({Kind::Sync, *self(file)->name});
  return real(file)->pMethods->xSync(real(file), flags);
}

int delete_file(sqlite3_vfs*, const char* name, int sync_folder) {
  log_of_operations().push_back({Kind::Delete, std::filesystem::path(name).filename().string()});
  return system_vfs->xDelete(system_vfs, name, sync_folder);
}

/// Forwards one method to the system's file.
template <auto Member, class... Arguments>
int forward(sqlite3_file* file, Arguments... arguments) {
  return (real(file)->pMethods->*Member)(real(file), arguments...);
}

void barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }

using M = sqlite3_io_methods;
const sqlite3_io_methods kMethods{
    2,
    close_file,
    forward<&M::xRead, void*, int, sqlite3_int64>,
    write_file,
    truncate_file,
    sync_file,
    forward<&M::xFileSize, sqlite3_int64*>,
    forward<&M::xLock, int>,
    forward<&M::xUnlock, int>,
    forward<&M::xCheckReservedLock, int*>,
    forward<&M::xFileControl, int, void*>,
    forward<&M::xSectorSize>,
    forward<&M::xDeviceCharacteristics>,
    forward<&M::xShmMap, int, int, int, void volatile**>,
    forward<&M::xShmLock, int, int, int>,
    barrier,
    forward<&M::xShmUnmap, int>,
    nullptr,
    nullptr,
};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto* const recorded = self(file);
  recorded->base.pMethods = nullptr;
  const int code = system_vfs->xOpen(system_vfs, name, recorded->real(), flags, out_flags);
  if (recorded->real()->pMethods == nullptr) return code;
  recorded->name = new std::string(name ? std::filesystem::path(name).filename().string() : "temporary");
  recorded->base.pMethods = &kMethods;
  return code;
}

void apply(std::map<std::string, std::string>& disk, const DiskOperation& operation) {
  std::string& file = disk[operation.file];
  const auto offset = static_cast<std::size_t>(operation.offset);
  if (operation.kind == Kind::Truncate) file.resize(offset);
  if (operation.kind == Kind::Delete) disk.erase(operation.file);
  if (operation.kind != Kind::Write) return;
  file.resize(std::max(file.size(), offset + operation.bytes.size()));
  std::copy(operation.bytes.begin(), operation.bytes.end(), file.begin() + operation.offset);
}

/// The position of each file's last flush among the first `count` operations.
std::map<std::string, std::size_t> last_flushes(const std::vector<DiskOperation>& operations,
                                                std::size_t count) {
  std::map<std::string, std::size_t> last;
  for (std::size_t i = 0; i < count; ++i) {
    if (operations[i].kind == Kind::Sync) last[operations[i].file] = i;
  }
  return last;
}

void apply_some_sectors(std::map<std::string, std::string>& disk, const DiskOperation& operation,
                        std::mt19937& random) {
  if (operation.kind != Kind::Write) {
    if (random() % 2 == 0) apply(disk, operation);
    return;
  }
  for (std::size_t at = 0; at < operation.bytes.size(); at += kSector) {
    if (random() % 2 == 0) continue;
    apply(disk, {Kind::Write, operation.file, operation.offset + static_cast<std::int64_t>(at),
                 operation.bytes.substr(at, kSector)});
  }
}

}  // namespace

RecordingVfs& RecordingVfs::instance() {
  static RecordingVfs vfs;
  static sqlite3_vfs table;
  if (system_vfs == nullptr) {
    system_vfs = sqlite3_vfs_find(nullptr);
    table = *system_vfs;
    table.zName = kName;
    table.szOsFile = static_cast<int>(sizeof(RecordedFile)) + system_vfs->szOsFile;
    table.xOpen = open_file;
    table.xDelete = delete_file;
    sqlite3_vfs_register(&table, 0);
  }
  return vfs;
}

std::size_t RecordingVfs::syncs() const {
  return static_cast<std::size_t>(std::count_if(operations.begin(), operations.end(),
                                                [](const DiskOperation& o) { return o.kind == Kind::Sync; }));
}

std::map<std::string, std::string> disk_after(const std::vector<DiskOperation>& operations, std::size_t count,
                                              PowerCut cut, unsigned seed) {
  std::map<std::string, std::string> disk;
  std::mt19937 random(seed);
  const auto flushed = last_flushes(operations, count);
  for (std::size_t i = 0; i < count; ++i) {
    const DiskOperation& operation = operations[i];
    const auto flush = flushed.find(operation.file);
    const bool is_safe = operation.kind == Kind::Delete || (flush != flushed.end() && i < flush->second);
    if (cut == PowerCut::KeepsSome && !is_safe) {
      apply_some_sectors(disk, operation, random);
    } else if (cut == PowerCut::KeepsAll && i + 1 == count && operation.kind == Kind::Write) {
      const std::string half = operation.bytes.substr(0, operation.bytes.size() / 2);
      apply(disk, {Kind::Write, operation.file, operation.offset, half});
    } else if (cut == PowerCut::KeepsAll || is_safe) {
      apply(disk, operation);
    }
  }
  return disk;
}

}  // namespace kiosk::tests
