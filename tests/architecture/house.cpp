// Reading the source tree and the tables of ARCHITECTURE.md.
#include "tests/architecture/house.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace kiosk::tests {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string strip(std::string text) {
  const auto junk = [](char c) { return c == ' ' || c == '`'; };
  while (!text.empty() && junk(text.front())) text.erase(text.begin());
  while (!text.empty() && junk(text.back())) text.pop_back();
  return text;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(strip(part));
  return parts;
}

std::set<std::string> folder_list(const std::string& cell) {
  std::set<std::string> folders;
  for (const std::string& part : split(cell, ',')) {
    if (part.find('/') != std::string::npos) folders.insert(part);
  }
  return folders;
}

/// The rows of the Markdown table whose header line begins like this.
std::vector<std::vector<std::string>> table_rows(const std::string& header) {
  std::vector<std::vector<std::string>> rows;
  std::stringstream page(read("ARCHITECTURE.md"));
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    if (line.rfind(header, 0) == 0) {
      inside = true;
    } else if (inside && line.rfind("|", 0) != 0) {
      break;
    } else if (inside && line.rfind("|--", 0) != 0) {
      rows.push_back(split(line.substr(1), '|'));
    }
  }
  return rows;
}

std::vector<std::string> find_all(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it)
    found.push_back((*it)[1]);
  return found;
}

}  // namespace

std::vector<SourceFile> source_files(const std::vector<std::string>& folders) {
  static const std::regex own("#include \"([^\"]+)\"");
  static const std::regex foreign("#include <([^>]+)>");
  std::vector<SourceFile> files;
  for (const std::string& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cpp") continue;
      SourceFile file{entry.path().generic_string(), read(entry.path()), {}, {}};
      file.includes = find_all(file.text, own);
      file.system_includes = find_all(file.text, foreign);
      files.push_back(std::move(file));
    }
  }
  return files;
}

std::string room_of(const std::string& path) {
  const std::size_t first = path.find('/');
  const std::size_t second = path.find('/', first + 1);
  // A folder inside a room is a room when it has a row of its own.
  const std::size_t third = second == std::string::npos ? second : path.find('/', second + 1);
  static const auto rows = floor_table();
  if (third != std::string::npos && rows.count(path.substr(0, third)) > 0) return path.substr(0, third);
  return path.substr(0, second);
}

std::map<std::string, std::set<std::string>> floor_table() {
  std::map<std::string, std::set<std::string>> table;
  for (const auto& row : table_rows("| floor | folder |")) {
    if (row.size() >= 4) table[row[1]] = folder_list(row[3]);
  }
  return table;
}

std::map<std::string, std::set<std::string>> foreign_header_table() {
  std::map<std::string, std::set<std::string>> table;
  for (const auto& row : table_rows("| header | rooms |")) {
    if (row.size() >= 2) table[row[0]] = folder_list(row[1]);
  }
  return table;
}

bool is_allowed(const std::set<std::string>& allowed, const std::string& room) {
  return std::any_of(allowed.begin(), allowed.end(), [&room](const std::string& entry) {
    if (entry.size() > 2 && entry.substr(entry.size() - 2) == "/*") {
      return room.rfind(entry.substr(0, entry.size() - 1), 0) == 0;
    }
    return entry == room;
  });
}

}  // namespace kiosk::tests
