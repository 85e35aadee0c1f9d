// Matching of words against a table.
#include "drivers/emulation/command_words.h"

#include <charconv>
#include <sstream>

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;

namespace {

/// How many words of the command the entry names; 0 when it does not match.
std::size_t matching_words(const CommandWord& entry, const std::vector<std::string>& words) {
  const auto wanted = split_words(entry.words);
  if (wanted.size() > words.size()) return 0;
  return std::equal(wanted.begin(), wanted.end(), words.begin()) ? wanted.size() : 0;
}

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

std::vector<std::string> split_words(const std::string& words) {
  std::istringstream stream(words);
  std::vector<std::string> result;
  for (std::string word; stream >> word;) result.push_back(word);
  return result;
}

std::string CommandArguments::text(std::size_t index, const std::string& otherwise) const {
  return has(index) ? values[index] : otherwise;
}

Result<int> CommandArguments::number(std::size_t index, int otherwise) const {
  if (!has(index)) return otherwise;
  const std::string& word = values[index];
  int value = 0;
  const auto parsed = std::from_chars(word.data(), word.data() + word.size(), value);
  const bool whole = parsed.ec == std::errc{} && parsed.ptr == word.data() + word.size();
  if (!whole || value < 0 || value > 999'999'999) {
    return fail(ErrorCode::InvalidArgument, "expected a number from 0 to 999999999, not " + word);
  }
  return value;
}

Result<bool> CommandArguments::on_or_off(std::size_t index) const {
  if (text(index) == "on") return true;
  if (text(index) == "off") return false;
  return fail(ErrorCode::InvalidArgument, "expected on or off, not " + text(index));
}

Result<std::string> run_command(const std::vector<CommandWord>& table, const BenchCommand& command) {
  const CommandWord* best = nullptr;
  std::size_t best_words = 0;
  for (const CommandWord& entry : table) {
    const std::size_t words = matching_words(entry, command.words);
    if (words <= best_words) continue;
    best = &entry;
    best_words = words;
  }
  if (best == nullptr) return fail(ErrorCode::InvalidArgument, "unknown command: " + join(command.words));
  CommandArguments arguments{
      {command.words.begin() + static_cast<std::ptrdiff_t>(best_words), command.words.end()}, command.folder};
  if (arguments.values.size() < best->least || arguments.values.size() > best->most) {
    return fail(ErrorCode::InvalidArgument, "usage: " + best->words + " " + best->arguments);
  }
  return best->run(arguments);
}

Result<std::string> EmulatedDevice::command(const BenchCommand& command) {
  return run_command(words(), command);
}

std::vector<std::string> EmulatedDevice::help() const { return help_lines(words()); }

std::vector<std::string> help_lines(const std::vector<CommandWord>& table) {
  constexpr std::size_t kColumn = 44;
  std::vector<std::string> lines;
  for (const CommandWord& entry : table) {
    std::string line = entry.words + (entry.arguments.empty() ? "" : " " + entry.arguments);
    line.resize(std::max(line.size() + 2, kColumn), ' ');
    lines.push_back(line + entry.purpose);
  }
  return lines;
}

}  // namespace drivers::emulation
