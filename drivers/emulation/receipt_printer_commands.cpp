// The words that turn the emulated receipt printer.
#include "drivers/emulation/emulated_receipt_printer.h"

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

/// A command without arguments that changes something in the printer.
CommandWord EmulatedReceiptPrinter::turn(const std::string& words, const std::string& purpose,
                                         std::function<void()> action) {
  const auto run = [this, words, action = std::move(action)](const CommandArguments&) -> Reply {
    action();
    // What was waiting goes on as soon as nothing stops the printer.
    if (!work_timer_.waiting()) work();
    return words;
  };
  return {words, "", purpose, 0, 0, run};
}

std::vector<CommandWord> EmulatedReceiptPrinter::make_commands() {
  std::vector<CommandWord> table{
      turn("paper out", "take the roll out", [this] { paper_out_ = true; }),
      turn("paper low", "nearly use the roll up", [this] { paper_low_ = true; }),
      turn("paper in", "load a new roll", [this] { paper_out_ = paper_low_ = false; }),
      turn("cover open", "open the cover", [this] { cover_open_ = true; }),
      turn("cover close", "close the cover", [this] { cover_open_ = false; }),
      turn("jam", "jam the paper", [this] { jammed_ = true; }),
      turn("cutter", "block the blade", [this] { cutter_broken_ = true; }),
      turn("hot", "overheat the head", [this] { hot_ = true; }),
      turn("mute", "answer nothing", [this] { mute_ = true; }),
      turn("garbage", "answer noise", [this] { garbage_ = true; }),
      turn("clear", "end jam, cutter, hot, mute and garbage",
           [this] { jammed_ = cutter_broken_ = hot_ = mute_ = garbage_ = false; }),
      turn("unplug", "pull the cable", [this] { port_->unplug(); }),
      turn("take", "take the slip out of the presenter", [this] { take_slip(false); }),
  };
  table.push_back({"replug", "", "put the cable back", 0, 0, [this](const CommandArguments&) -> Reply {
                     if (auto plugged = port_->plug(); !plugged) return tl::unexpected(plugged.error());
                     return "replug";
                   }});
  table.push_back({"paper out after", "LINES", "the roll ends after so many more lines", 1, 1,
                   [this](const CommandArguments& words) {
                     return schedule(words, {"paper", "out"});
                   }});
  table.push_back({"after", "LINES COMMAND…", "any of these commands after so many more lines", 2, 8,
                   [this](const CommandArguments& words) {
                     return schedule(words, {words.values.begin() + 1, words.values.end()});
                   }});
  table.push_back({"power", "on|off", "the power switch; what is not printed is forgotten", 1, 1,
                   [this](const CommandArguments& words) { return set_power(words); }});
  table.push_back({"tear", "", "tear the paper off before it is cut", 0, 0,
                   [this](const CommandArguments&) { return tear(); }});
  table.push_back({"show", "FILE.png", "the last slip, or the paper in the printer, as a picture", 1, 1,
                   [this](const CommandArguments& words) { return show(words.file(0)); }});
  table.push_back({"text", "[N]", "the last slip's text, or that of the Nth before it", 0, 1,
                   [this](const CommandArguments& words) { return text(words); }});
  table.push_back({"count", "", "how many slips were cut", 0, 0,
                   [this](const CommandArguments&) -> Reply { return std::to_string(count_); }});
  return table;
}

EmulatedReceiptPrinter::Reply EmulatedReceiptPrinter::schedule(const CommandArguments& words,
                                                               std::vector<std::string> event) {
  const auto lines = words.number(0, 0);
  if (!lines) return tl::unexpected(lines.error());
  if (*lines == 0) return fail(ErrorCode::InvalidArgument, "expected at least one line");
  lines_until_event_ = *lines;
  event_ = std::move(event);
  return "after " + std::to_string(*lines) + " lines";
}

EmulatedReceiptPrinter::Reply EmulatedReceiptPrinter::set_power(const CommandArguments& words) {
  const auto on = words.on_or_off(0);
  if (!on) return tl::unexpected(on.error());
  powered_ = *on;
  waiting_.clear();
  work_timer_.cancel();
  paper_.initialise();
  return "power " + words.text(0);
}

EmulatedReceiptPrinter::Reply EmulatedReceiptPrinter::tear() {
  if (paper_.blank()) return fail(ErrorCode::Conflict, "no paper hangs out of the printer");
  keep_slip();
  ++torn_;
  return "torn off";
}

EmulatedReceiptPrinter::Reply EmulatedReceiptPrinter::text(const CommandArguments& words) const {
  const auto back = words.number(0, 0);
  if (!back) return tl::unexpected(back.error());
  const auto index = static_cast<std::size_t>(*back);
  return index < slips_.size() ? slips_[slips_.size() - 1 - index].text : std::string();
}

EmulatedReceiptPrinter::Reply EmulatedReceiptPrinter::show(const std::filesystem::path& file) const {
  if (slips_.empty() && paper_.blank()) return fail(ErrorCode::NotFound, "nothing has been printed");
  const kiosk::typeset::MonoBitmap picture = slips_.empty() ? paper_.so_far().picture : slips_.back().picture;
  if (auto written = write_png(file, to_rgba(picture)); !written) return tl::unexpected(written.error());
  return file.string();
}

}  // namespace drivers::emulation
