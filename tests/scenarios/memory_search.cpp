// Mappings and files in pieces that overlap by the longest trace.
#include "tests/scenarios/memory_search.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <fstream>
#include <iomanip>
#include <sstream>

#include "kiosk/base/file.h"
#include "kiosk/base/text.h"

namespace kiosk::scenarios {
namespace {

constexpr std::size_t kPiece = 4U << 20;

std::string hex(std::size_t number) {
  std::ostringstream text;
  text << std::hex << number;
  return text.str();
}

/// Looks through one source that is fed in order, piece by piece.
class Scanner {
 public:
  Scanner(std::string source, const std::vector<Trace>& traces, SearchReport& report)
      : source_(std::move(source)), traces_(traces), report_(report) {
    for (const Trace& trace : traces) overlap_ = std::max(overlap_, trace.bytes.size());
  }

  void feed(std::size_t at, const char* bytes, std::size_t size) {
    if (at != next_) held_.clear();
    const std::size_t fresh = held_.size();
    held_.append(bytes, size);
    next_ = at + size;
    report_.bytes += size;
    for (const Trace& trace : traces_) find(trace, at - fresh, fresh);
    if (held_.size() > overlap_) held_.erase(0, held_.size() - overlap_);
  }

 private:
  /// A hit that ends in what was held before has been told already.
  void find(const Trace& trace, std::size_t origin, std::size_t fresh) {
    const std::size_t from = fresh >= trace.bytes.size() ? fresh - trace.bytes.size() + 1 : 0;
    for (std::size_t at = held_.find(trace.bytes, from); at != std::string::npos;
         at = held_.find(trace.bytes, at + 1)) {
      report_.hits.push_back({trace.name, source_ + " at 0x" + hex(origin + at), around(at)});
    }
  }

  std::string around(std::size_t at) const {
    constexpr std::size_t kContext = 48;
    const std::size_t from = at > kContext ? at - kContext : 0;
    std::string text = held_.substr(from, 2 * kContext + 32);
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x80 && std::isprint(c) == 0; }, '.');
    return text;
  }

  std::string source_;
  const std::vector<Trace>& traces_;
  SearchReport& report_;
  std::string held_;
  std::size_t next_ = 0;
  std::size_t overlap_ = 0;
};

struct Mapping {
  std::size_t begin = 0, end = 0;
  std::string name;
};

/// What the process may have written: writable, or of no file.
std::vector<Mapping> mappings_of(pid_t pid) {
  std::vector<Mapping> found;
  std::ifstream maps("/proc/" + std::to_string(pid) + "/maps");
  for (std::string line; std::getline(maps, line);) {
    Mapping mapping;
    std::istringstream words(line);
    char dash = 0;
    std::string rights, offset, device;
    std::size_t inode = 0;
    words >> std::hex >> mapping.begin >> dash >> mapping.end >> rights >> offset >> device >> std::dec >>
        inode >> mapping.name;
    if (rights.size() < 2 || rights[0] != 'r' || (rights[1] != 'w' && inode != 0)) continue;
    found.push_back(std::move(mapping));
  }
  return found;
}

}  // namespace

std::vector<Trace> forms_of(const std::string& name, const std::string& text) {
  std::vector<Trace> forms{{name + " (UTF-8)", text}};
  const auto points = base::to_code_points(text);
  const auto add = [&forms, &name](const char* form, std::string bytes) {
    const bool known = std::any_of(forms.begin(), forms.end(),
                                   [&bytes](const Trace& other) { return other.bytes == bytes; });
    if (!known) forms.push_back({name + form, std::move(bytes)});
  };
  const auto utf16 = base::utf8_to_utf16le_padded(text, 2 * points.size());
  add(" (UTF-16LE)", std::string(utf16.begin(), utf16.end()));
  add(" (UTF-32LE)", std::string(reinterpret_cast<const char*>(points.data()), 4 * points.size()));
  if (const auto national = base::to_gb18030(text)) add(" (GB18030)", *national);
  return forms;
}

void search_file(const std::filesystem::path& path, const std::vector<Trace>& traces, SearchReport& report) {
  Scanner scanner(path.string(), traces, report);
  std::ifstream file(path, std::ios::binary);
  std::string piece(kPiece, 0);
  for (std::size_t at = 0; file.read(piece.data(), kPiece) || file.gcount() > 0;) {
    const auto size = static_cast<std::size_t>(file.gcount());
    scanner.feed(at, piece.data(), size);
    at += size;
  }
}

void search_folder(const std::filesystem::path& folder, const std::vector<Trace>& traces,
                   SearchReport& report) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) search_file(entry.path(), traces, report);
  }
}

base::Result<SearchReport> search_memory(pid_t pid, const std::vector<Trace>& traces) {
  const std::string name = "/proc/" + std::to_string(pid) + "/mem";
  const base::UniqueFd memory(open(name.c_str(), O_RDONLY | O_CLOEXEC));
  if (!memory) {
    return base::fail(base::ErrorCode::PermissionDenied, "cannot read the memory: " + base::errno_text(errno),
                      name);
  }
  SearchReport report;
  std::string piece(kPiece, 0);
  for (const Mapping& mapping : mappings_of(pid)) {
    Scanner scanner(mapping.name.empty() ? "memory" : mapping.name, traces, report);
    for (std::size_t at = mapping.begin; at < mapping.end;) {
      const std::size_t size = std::min(kPiece, mapping.end - at);
      const ssize_t got = pread(memory.get(), piece.data(), size, static_cast<off_t>(at));
      if (got <= 0) break;
      scanner.feed(at, piece.data(), static_cast<std::size_t>(got));
      at += static_cast<std::size_t>(got);
    }
  }
  return report;
}

}  // namespace kiosk::scenarios
