// CommandWords: the words that an emulated device understands, as a table, with the checking of their arguments.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "drivers/emulation/emulated_device.h"

namespace drivers::emulation {

/// What follows the words of a command.
struct CommandArguments {
  std::vector<std::string> values;
  std::filesystem::path folder;

  bool has(std::size_t index) const { return index < values.size(); }
  std::string text(std::size_t index, const std::string& otherwise = {}) const;
  /// A whole number from 0 to 999,999,999. InvalidArgument for anything else.
  kiosk::base::Result<int> number(std::size_t index, int otherwise) const;
  /// "on" or "off".
  kiosk::base::Result<bool> on_or_off(std::size_t index) const;
  /// A file name, relative to the folder of whoever commands.
  std::filesystem::path file(std::size_t index) const { return folder / values[index]; }
};

/// One command: "card put" with one to two arguments.
struct CommandWord {
  std::string words;      ///< "card put"
  std::string arguments;  ///< for the help: "PERSON|FILE"
  std::string purpose;
  std::size_t least = 0;  ///< how many arguments it needs
  std::size_t most = 0;   ///< and takes
  std::function<kiosk::base::Result<std::string>(const CommandArguments&)> run;
};

/// Finds the command with the longest matching words, checks the number of arguments and runs it.
kiosk::base::Result<std::string> run_command(const std::vector<CommandWord>& table, const BenchCommand& command);
std::vector<std::string> split_words(const std::string& words);
std::vector<std::string> help_lines(const std::vector<CommandWord>& table);

}  // namespace drivers::emulation
