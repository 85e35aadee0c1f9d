// kioskctl: looks at a terminal's state folder.
#include <iomanip>
#include <iostream>
#include <sstream>

#include "kiosk/base/command_line.h"
#include "kiosk/ctl/commands.h"

namespace {

using namespace kiosk;
namespace po = boost::program_options;

/// Options in brackets are none.
std::size_t count_words(const std::string& text) {
  std::istringstream stream(text);
  std::size_t count = 0;
  for (std::string word; stream >> word;) count += word.front() == '[' ? 0 : 1;
  return count;
}

std::string join(const std::vector<std::string>& words, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count && i < words.size(); ++i) text += (i == 0 ? "" : " ") + words[i];
  return text;
}

std::string describe_commands() {
  std::ostringstream out;
  out << "Commands:\n";
  for (const ctl::CommandRow& row : ctl::command_table()) {
    out << "  " << std::left << std::setw(32) << (std::string(row.words) + " " + row.arguments) << row.purpose
        << "\n";
  }
  out << "Exit codes: 0 all is well, 1 what was looked at is not well, 2 wrong command line, 4 nothing to "
         "look at\n";
  return out.str();
}

/// The row whose words the line begins with and whose arguments are all there.
const ctl::CommandRow* find_command(const std::vector<std::string>& words) {
  for (const ctl::CommandRow& row : ctl::command_table()) {
    const std::size_t own = count_words(row.words);
    if (join(words, own) == row.words && words.size() == own + count_words(row.arguments)) return &row;
  }
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  po::options_description options("Options");
  options.add_options()("state", po::value<std::string>()->default_value("/var/lib/kiosk")->value_name("DIR"),
                        "the terminal's state folder")("json", "answer in JSON")(
      "all", "faults: also those that are over")(
      "out", po::value<std::string>()->default_value("service-preview")->value_name("DIR"),
      "service preview: where the pictures go")(
      "config", po::value<std::string>()->default_value("/usr/share/kiosk/config")->value_name("DIR"),
      "service preview: the configuration that the service shall join");
  const base::ProgramText text{"kioskctl", "what a terminal is doing, for technicians and scripts.",
                               "kioskctl [OPTION…] COMMAND", describe_commands()};
  int exit_code = 0;
  const auto line = base::parse_command_line(text, options, argc, argv, exit_code);
  if (!line) return exit_code;
  const ctl::CommandRow* row = find_command(line->words);
  if (row == nullptr) {
    std::cerr << "kioskctl: no such command (see --help)\n";
    return base::kExitUsage;
  }
  std::vector<std::string> arguments(
      line->words.begin() + static_cast<std::ptrdiff_t>(count_words(row->words)), line->words.end());
  if (line->options.count("all") > 0) arguments.emplace_back("--all");
  if (row->run == ctl::preview_service) {
    arguments.push_back(line->options["out"].as<std::string>());
    arguments.push_back(line->options["config"].as<std::string>());
  }
  const auto answer = row->run(line->options["state"].as<std::string>(), arguments);
  if (!answer) {
    std::cerr << "kioskctl: " << answer.error().to_string() << "\n";
    return answer.error().code == base::ErrorCode::InvalidArgument ? base::kExitUsage
                                                                   : base::kExitUnavailable;
  }
  if (line->options.count("json") > 0) {
    std::cout << answer->json.dump(2) << "\n";
  } else {
    std::cout << answer->text;
  }
  return answer->failed ? base::kExitFailed : base::kExitOk;
}
