// Parsing of command lines with Boost.Program_options.
#include "kiosk/base/command_line.h"

#include <iostream>

namespace kiosk::base {
namespace po = boost::program_options;

namespace {

void print_help(const ProgramText& text, const po::options_description& options) {
  std::cout << text.name << ": " << text.purpose << "\n\nUsage: " << text.usage << "\n\n" << options;
  if (!text.epilogue.empty()) std::cout << "\n" << text.epilogue << "\n";
}

}  // namespace

std::optional<CommandLine> parse_command_line(const ProgramText& text, const po::options_description& options,
                                              int argc, const char* const* argv, int& exit_code) {
  po::options_description visible("Options");
  visible.add(options).add_options()("help", "print this help")("version", "print the version");
  po::options_description all;
  all.add(visible).add_options()("word", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("word", -1);

  CommandLine line;
  try {
    po::store(po::command_line_parser(argc, argv).options(all).positional(positional).run(), line.options);
    exit_code = kExitOk;
    if (line.options.count("help") > 0) return print_help(text, visible), std::nullopt;
    if (line.options.count("version") > 0) {
      std::cout << text.name << " " << KIOSK_VERSION << "\n";
      return std::nullopt;
    }
    po::notify(line.options);
  } catch (const po::error& error) {
    std::cerr << text.name << ": " << error.what() << " (see --help)\n";
    exit_code = kExitUsage;
    return std::nullopt;
  }
  if (line.options.count("word") > 0) line.words = line.options["word"].as<std::vector<std::string>>();
  return line;
}

}  // namespace kiosk::base
