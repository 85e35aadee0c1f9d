// The words that turn the emulated receipt printer.
#include <charconv>

#include "drivers/emulation/emulated_receipt_printer.h"

namespace drivers::emulation {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

tl::unexpected<kiosk::base::Error> not_known(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return fail(ErrorCode::InvalidArgument, "the receipt printer does not know this command", text);
}

std::optional<int> positive(const std::string& text) {
  int value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || value < 1) return std::nullopt;
  return value;
}

}  // namespace

std::vector<std::string> EmulatedReceiptPrinter::help() const {
  return {"paper out|low|in       take, nearly use up, or load paper",
          "paper out after LINES  the roll ends after so many more lines",
          "after LINES COMMAND…   any of these commands after so many more lines",
          "cover open|close       open or close the cover",
          "jam | cutter | hot     jam the paper, block the blade, overheat the head",
          "clear                  end jam, cutter, hot, mute and garbage",
          "mute | garbage         answer nothing, or noise",
          "unplug | replug        pull the cable, put it back",
          "take                   take the slip out of the presenter",
          "show FILE.png          the last slip (or the paper in the printer) as a picture",
          "text | count           the last slip's text; how many slips were cut"};
}

EmulatedReceiptPrinter::Reply EmulatedReceiptPrinter::command(const BenchCommand& command) {
  const std::vector<std::string>& words = command.words;
  if (words.empty()) return not_known(words);
  if (words[0] == "paper") return command_paper(words);
  if (words[0] == "after") return command_after(words);
  if (words[0] == "show") return command_show(command);
  if (words.size() > 2) return not_known(words);
  Reply reply = plain_command(words[0], words.size() == 2 ? words[1] : std::string());
  // What was waiting goes on as soon as nothing stops the printer.
  if (reply && work_timer_ == 0) work();
  return reply;
}

EmulatedReceiptPrinter::Reply EmulatedReceiptPrinter::plain_command(const std::string& word,
                                                                    const std::string& argument) {
  if (word == "cover" && (argument == "open" || argument == "close")) {
    cover_open_ = argument == "open";
    return "cover " + argument;
  }
  if (!argument.empty()) return not_known({word, argument});
  if (word == "text") return last_slip() != nullptr ? last_slip()->text : std::string();
  if (word == "count") return std::to_string(count_);
  if (word == "jam") jammed_ = true;
  else if (word == "cutter") cutter_broken_ = true;
  else if (word == "hot") hot_ = true;
  else if (word == "mute") mute_ = true;
  else if (word == "garbage") garbage_ = true;
  else if (word == "clear") jammed_ = cutter_broken_ = hot_ = mute_ = garbage_ = false;
  else if (word == "unplug") port_.unplug();
  else if (word == "take") take_slip(false);
  else if (word == "replug") {
    if (auto plugged = port_.plug(); !plugged) return tl::unexpected(plugged.error());
  } else {
    return not_known({word});
  }
  return word;
}

EmulatedReceiptPrinter::Reply EmulatedReceiptPrinter::command_paper(const std::vector<std::string>& words) {
  if (words.size() == 4 && words[1] == "out" && words[2] == "after") {
    return command_after({"after", words[3], "paper", "out"});
  }
  if (words.size() != 2 || (words[1] != "out" && words[1] != "low" && words[1] != "in")) return not_known(words);
  paper_out_ = words[1] == "out";
  paper_low_ = words[1] == "low";
  if (work_timer_ == 0) work();
  return "paper " + words[1];
}

EmulatedReceiptPrinter::Reply EmulatedReceiptPrinter::command_after(const std::vector<std::string>& words) {
  const auto lines = words.size() < 3 ? std::nullopt : positive(words[1]);
  if (!lines) return fail(ErrorCode::InvalidArgument, "expected: after LINES COMMAND…");
  lines_until_event_ = *lines;
  event_.assign(words.begin() + 2, words.end());
  return "after " + words[1] + " lines";
}

EmulatedReceiptPrinter::Reply EmulatedReceiptPrinter::command_show(const BenchCommand& command) {
  if (command.words.size() != 2) return not_known(command.words);
  if (slips_.empty() && paper_.blank()) return fail(ErrorCode::NotFound, "nothing has been printed");
  const std::filesystem::path file = command.folder / command.words[1];
  const kiosk::typeset::MonoBitmap picture = slips_.empty() ? paper_.so_far().picture : slips_.back().picture;
  if (auto written = write_png(file, to_rgba(picture)); !written) return tl::unexpected(written.error());
  return file.string();
}

}  // namespace drivers::emulation
