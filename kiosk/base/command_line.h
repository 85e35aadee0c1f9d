// The common manner of our programs: --help, --version, wrong words, exit codes.
#pragma once

#include <boost/program_options.hpp>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::base {

/// Exit codes that all programs share; each program documents its further ones in --help.
enum ExitCode : int {
  kExitOk = 0,
  kExitFailed = 1,       ///< the work was tried and failed
  kExitUsage = 2,        ///< the command line is wrong
  kExitConfig = 3,       ///< a configuration file is wrong
  kExitUnavailable = 4,  ///< something that is needed is absent (a device, a socket, the centre)
};

/// What a program is called and how it explains itself.
struct ProgramText {
  std::string name;
  std::string purpose;     ///< one sentence
  std::string usage;       ///< "kiosk [OPTION…]"
  std::string epilogue{};  ///< commands, exit codes, examples; printed after the options
};

/// The words of a parsed command line.
struct CommandLine {
  boost::program_options::variables_map options;
  std::vector<std::string> words;  ///< what is not an option, in order
};

/// Parses; prints help or version or what is wrong. When it returns nothing, exit with `exit_code`.
std::optional<CommandLine> parse_command_line(const ProgramText& text,
                                              const boost::program_options::options_description& options,
                                              int argc, const char* const* argv, int& exit_code);

}  // namespace kiosk::base
