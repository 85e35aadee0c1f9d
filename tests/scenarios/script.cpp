// Reading visit files.
#include "tests/scenarios/script.h"

#include <sstream>

#include "kiosk/base/file.h"

namespace kiosk::scenarios {

base::Result<std::vector<ScriptLine>> read_script(const std::filesystem::path& file) {
  const auto text = base::read_file(file);
  if (!text) return tl::unexpected(text.error());
  std::vector<ScriptLine> script;
  std::istringstream lines(*text);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    std::istringstream words(line);
    ScriptLine parsed{number, {}, {}};
    for (std::string word; words >> word;) parsed.words.push_back(word);
    if (parsed.words.empty() || parsed.words[0][0] == '#') continue;
    const std::size_t rest = line.find(' ', line.find(parsed.words[0]));
    if (rest != std::string::npos) parsed.rest = line.substr(rest + 1);
    script.push_back(std::move(parsed));
  }
  return script;
}

}  // namespace kiosk::scenarios
