// kiosk-entry-tables: writes the dictionaries and tables of the input methods; runs at build time only.
#include <iostream>

#include "kiosk/base/command_line.h"
#include "kiosk/base/file.h"
#include "ui/entry/tables/dictionaries.h"

namespace {

namespace base = kiosk::base;
namespace po = boost::program_options;
using namespace ui::entry::tables;

const base::ProgramText kText{
    "kiosk-entry-tables", "dictionaries of the input methods", "kiosk-entry-tables --config DIR --output DIR",
    "Reads the Debian packages rime-data-pinyin-simp, rime-data-stroke and unicode-data.\n"};

void collect_names(const base::Json& region, std::set<std::string>& names) {
  if (region.contains("name")) {
    const base::Json& name = region["name"];
    names.insert(name.is_string() ? name.get<std::string>() : name.value("zh-CN", std::string()));
  }
  for (const auto& [key, value] : region.items()) {
    if (!value.is_array()) continue;
    for (const base::Json& child : value) {
      if (child.is_object()) collect_names(child, names);
    }
  }
}

base::Status write(const std::filesystem::path& config, const std::filesystem::path& output,
                   const std::filesystem::path& rime, const std::filesystem::path& unicode) {
  auto characters = read_unihan(unicode);
  if (!characters) return tl::unexpected(characters.error());
  const auto words = read_dictionary(rime / "pinyin_simp.dict.yaml");
  if (!words) return tl::unexpected(words.error());
  const auto strokes = read_dictionary(rime / "stroke.dict.yaml");
  if (!strokes) return tl::unexpected(strokes.error());
  const auto names = base::read_json_file(config / "entry/names.json");
  if (!names) return tl::unexpected(names.error());
  const auto regions = base::read_json_file(config / "content/regions.json");
  if (!regions) return tl::unexpected(regions.error());
  add_weights(*characters, *words);
  add_strokes(*characters, *strokes);
  std::set<std::string> places;
  collect_names(*regions, places);
  const std::string dictionary = county_dictionary(*characters, *words, *names, places);
  if (auto done = base::write_file_atomically(output / "made/kiosk_words.dict.yaml", dictionary); !done)
    return done;
  return base::write_file_atomically(output / "characters.tsv", character_table(*characters));
}

}  // namespace

int main(int argc, char** argv) {
  po::options_description options("Options");
  const auto text = [](const char* otherwise) {
    return po::value<std::string>()->default_value(otherwise)->value_name("DIR");
  };
  options.add_options()("config", text("config"), "configuration folder")(
      "output", text("."), "where to write")("rime-data", text("/usr/share/rime-data"),
                                             "Rime's dictionaries")(
      "unicode-data", text("/usr/share/unicode"), "Unihan_*.txt.bz2");
  int exit_code = 0;
  const auto line = base::parse_command_line(kText, options, argc, argv, exit_code);
  if (!line) return exit_code;
  const auto folder = [&line](const char* name) { return line->options[name].as<std::string>(); };
  const auto written = write(folder("config"), folder("output"), folder("rime-data"), folder("unicode-data"));
  if (written) return 0;
  std::cerr << "kiosk-entry-tables: " << written.error().to_string() << '\n';
  return 1;
}
