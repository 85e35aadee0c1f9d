// A private copy of the real configuration that a test may spoil.
#pragma once

#include <fstream>

#include "kiosk/base/json_file.h"
#include "tests/support/temporary_folder.h"

namespace kiosk::tests {

/// Copies config/ of the sources; `edit` changes one value by its JSON pointer, `write` replaces a whole
/// file.
class ConfigCopy {
 public:
  ConfigCopy() { std::filesystem::copy("config", root(), std::filesystem::copy_options::recursive); }

  std::filesystem::path root() const { return folder_.path() / "config"; }

  base::Json read(const std::string& file) const { return base::read_json_file(root() / file).value(); }
  void write(const std::string& file, const std::string& text) const {
    std::filesystem::create_directories((root() / file).parent_path());
    std::ofstream(root() / file) << text;
  }
  void edit(const std::string& file, const std::string& pointer, const base::Json& value) const {
    base::Json json = read(file);
    json[base::Json::json_pointer(pointer)] = value;
    write(file, json.dump());
  }
  void erase(const std::string& file, const std::string& parent, const std::string& key) const {
    base::Json json = read(file);
    json[base::Json::json_pointer(parent)].erase(key);
    write(file, json.dump());
  }
  /// "file#pointer" as an error's place.
  std::string place(const std::string& file, const std::string& pointer) const {
    return (root() / file).string() + "#" + pointer;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace kiosk::tests
