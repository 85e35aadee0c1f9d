// The house as the tests see it: source files, their rooms, and the floor table of ARCHITECTURE.md.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace kiosk::tests {

struct SourceFile {
  std::string path;  ///< from the root, with '/'
  std::string text;
  std::vector<std::string> includes;         ///< of "…" includes
  std::vector<std::string> system_includes;  ///< of <…> includes
};

/// Every .h and .cpp below the given top-level folders. The tests run in the project's root.
std::vector<SourceFile> source_files(const std::vector<std::string>& folders);

/// The first two folders of a path: "kiosk/flow/session.h" → "kiosk/flow".
std::string room_of(const std::string& path);

/// Folder → what it may include ("drivers/*" patterns kept), read from ARCHITECTURE.md.
std::map<std::string, std::set<std::string>> floor_table();
/// Header prefix → rooms that may include it, read from ARCHITECTURE.md.
std::map<std::string, std::set<std::string>> foreign_header_table();

/// True when `room` is named by the list or matched by one of its "folder/*" patterns.
bool is_allowed(const std::set<std::string>& allowed, const std::string& room);

}  // namespace kiosk::tests
