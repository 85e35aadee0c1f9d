// Floors, foreign headers, threads, first lines and sizes are as ARCHITECTURE.md says.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <regex>

#include "tests/architecture/house.h"

using namespace kiosk::tests;

namespace {

const std::vector<std::string> kProduct{"kiosk", "drivers", "offline_cache", "ui"};
const std::vector<std::string> kEverything{"kiosk", "drivers", "offline_cache", "ui", "tests"};

bool starts_with(const std::string& text, const std::string& prefix) { return text.rfind(prefix, 0) == 0; }

/// What stands between the first include's quotes or brackets.
std::string first_include(const std::string& text) {
  static const std::regex kInclude("#include .([^>\"]*)");
  std::smatch found;
  return std::regex_search(text, found, kInclude) ? found[1].str() : std::string();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(architecture)

BOOST_AUTO_TEST_CASE(every_room_includes_only_what_its_row_allows) {
  const auto floors = floor_table();
  BOOST_TEST_REQUIRE(floors.size() > 15u);
  std::vector<std::string> folders = kProduct;
  folders.push_back("tests/central");
  for (const SourceFile& file : source_files(folders)) {
    const std::string room = room_of(file.path);
    BOOST_TEST_REQUIRE(floors.count(room) == 1u, room << " has no row in ARCHITECTURE.md");
    for (const std::string& include : file.includes) {
      const std::string target = room_of(include);
      const bool allowed = target == room || target == "kiosk/base" || is_allowed(floors.at(room), target);
      BOOST_TEST(allowed, file.path << " may not include " << include);
    }
  }
}

BOOST_AUTO_TEST_CASE(includes_are_written_from_the_root) {
  for (const SourceFile& file : source_files(kEverything)) {
    for (const std::string& include : file.includes) {
      BOOST_TEST(std::filesystem::exists(include),
                 file.path << " includes " << include << " not from the root");
    }
  }
}

/// So every header with a source is compiled alone there; those without one are compiled by the build.
BOOST_AUTO_TEST_CASE(a_source_includes_its_own_header_before_anything_else) {
  std::vector<std::string> folders = kProduct;
  folders.push_back("tests/central");
  const std::vector<SourceFile> files = source_files(folders);
  std::set<std::string> headers;
  for (const SourceFile& file : files) {
    if (file.path.size() > 2 && file.path.substr(file.path.size() - 2) == ".h") headers.insert(file.path);
  }
  for (const SourceFile& file : files) {
    const std::string own = file.path.substr(0, file.path.rfind('.')) + ".h";
    if (own == file.path || headers.count(own) == 0) continue;
    BOOST_TEST(first_include(file.text) == own, file.path);
  }
}

BOOST_AUTO_TEST_CASE(foreign_headers_stay_in_their_rooms) {
  const auto rules = foreign_header_table();
  BOOST_TEST_REQUIRE(rules.size() > 5u);
  for (const SourceFile& file : source_files(kEverything)) {
    for (const std::string& include : file.system_includes) {
      for (const auto& [header, rooms] : rules) {
        if (!starts_with(include, header)) continue;
        const bool allowed = std::any_of(rooms.begin(), rooms.end(), [&file](const std::string& room) {
          return starts_with(file.path, room) || starts_with(file.path, "tests/unit/" + room);
        });
        BOOST_TEST(allowed, file.path << " may not include <" << include << ">");
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(only_the_base_names_threads_and_locks) {
  const std::regex words(
      R"(std::(mutex|recursive_mutex|shared_mutex|thread|jthread|atomic|condition_variable|async|promise|future)\b)");
  for (const SourceFile& file : source_files(kEverything)) {
    if (starts_with(file.path, "kiosk/base/") || starts_with(file.path, "tests/architecture/")) continue;
    BOOST_TEST(!std::regex_search(file.text, words), file.path << " names a thread or a lock");
  }
}

BOOST_AUTO_TEST_CASE(every_file_says_in_its_first_line_what_it_is) {
  for (const SourceFile& file : source_files(kEverything)) {
    BOOST_TEST(starts_with(file.text, "// "), file.path << " has no first line");
  }
}

BOOST_AUTO_TEST_CASE(no_file_is_longer_than_it_may_be) {
  for (const SourceFile& file : source_files(kEverything)) {
    const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
    const bool header = file.path.back() == 'h';
    BOOST_TEST(lines <= (header ? 250 : 400), file.path << " has " << lines << " lines");
  }
}

BOOST_AUTO_TEST_CASE(nothing_is_left_open_in_the_code) {
  const std::regex words(R"(\b(TODO|FIXME|XXX)\b)");
  for (const SourceFile& file : source_files(kProduct)) {
    BOOST_TEST(!std::regex_search(file.text, words), file.path);
  }
}

BOOST_AUTO_TEST_CASE(every_room_has_a_readme) {
  for (const auto& [room, allowed] : floor_table()) {
    BOOST_TEST(std::filesystem::exists(room + "/README.md"), room << " has no README.md");
  }
}

BOOST_AUTO_TEST_SUITE_END()
