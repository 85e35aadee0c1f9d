// The words that turn the emulated A4 printer.
#include "drivers/emulation/emulated_ipp_printer.h"
#include "kiosk/base/child_process.h"

namespace drivers::emulation {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;

/// A command without arguments that changes something in the printer.
CommandWord EmulatedIppPrinter::turn(const std::string& words, const std::string& purpose,
                                     std::function<void(PrinterTroubles&)> action) {
  const auto run = [this, words, action = std::move(action)](const CommandArguments&) -> Reply {
    action(engine_.troubles());
    engine_.go_on();
    return words;
  };
  return {words, "", purpose, 0, 0, run};
}

std::vector<CommandWord> EmulatedIppPrinter::make_commands() {
  std::vector<CommandWord> table{
      turn("paper out", "take the paper out", [](auto& troubles) { troubles.paper_out = true; }),
      turn("paper low", "nearly use the paper up", [](auto& troubles) { troubles.paper_low = true; }),
      turn("paper in", "load paper", [](auto& troubles) { troubles.paper_out = troubles.paper_low = false; }),
      turn("cover open", "open the cover", [](auto& troubles) { troubles.cover_open = true; }),
      turn("cover close", "close the cover", [](auto& troubles) { troubles.cover_open = false; }),
      turn("jam", "jam the paper", [](auto& troubles) { troubles.jammed = true; }),
      turn("toner low", "wear the toner out", [](auto& troubles) { troubles.toner_low = true; }),
      turn("toner empty", "use the toner up", [](auto& troubles) { troubles.toner_empty = true; }),
      turn("toner full", "change the toner",
           [](auto& troubles) { troubles.toner_empty = troubles.toner_low = false; }),
      turn("tray out", "pull the paper tray out", [](auto& troubles) { troubles.tray_missing = true; }),
      turn("tray in", "push it in", [](auto& troubles) { troubles.tray_missing = false; }),
      turn("output full", "the sheets pile up at the exit", [](auto& troubles) { troubles.output_full = true; }),
      turn("output empty", "take the sheets", [](auto& troubles) { troubles.output_full = false; }),
      turn("pause", "press the pause button", [](auto& troubles) { troubles.paused = true; }),
      turn("resume", "press it again", [](auto& troubles) { troubles.paused = false; }),
      turn("silent", "stand still and say nothing about it", [](auto& troubles) { troubles.silent = true; }),
      turn("abort", "give up the next job", [](auto& troubles) { troubles.aborts = true; }),
      turn("nocount", "stop counting impressions", [](auto& troubles) { troubles.no_count = true; }),
      turn("clear", "end all troubles", [](auto& troubles) { troubles = PrinterTroubles{}; }),
      // Not at once: the request that is being answered may be the one that brought us here.
      turn("offline", "cut the network",
           [this](auto&) { closing_.start(Duration{0}, [this] { port_.close(); }); }),
  };
  add_commands_with_arguments(table);
  return table;
}

void EmulatedIppPrinter::add_commands_with_arguments(std::vector<CommandWord>& table) {
  table.push_back({"online", "", "restore the network", 0, 0, [this](const CommandArguments&) -> Reply {
                     if (auto opened = port_.open(); !opened) return tl::unexpected(opened.error());
                     return "online";
                   }});
  table.push_back({"power", "on|off", "the power switch; what is not printed is forgotten", 1, 1,
                   [this](const CommandArguments& words) { return set_power(words); }});
  table.push_back({"paper out after", "PAGES", "the tray is empty after so many more pages", 1, 1,
                   [this](const CommandArguments& words) {
                     return schedule(words, {"paper", "out"});
                   }});
  table.push_back({"after", "PAGES COMMAND…", "any of these commands after so many more pages", 2, 8,
                   [this](const CommandArguments& words) {
                     return schedule(words, {words.values.begin() + 1, words.values.end()});
                   }});
  table.push_back({"miscount", "PAGES", "count so many pages of a job too few", 1, 1,
                   [this](const CommandArguments& words) {
                     return words.number(0, 0).map([this](int pages) {
                       engine_.troubles().lost_pages = pages;
                       return "miscount " + std::to_string(pages);
                     });
                   }});
  table.push_back({"speed", "MS", "time for one page", 1, 1, [this](const CommandArguments& words) {
                     return words.number(0, 0).map([this](int time) {
                       engine_.set_page_time(Duration{time});
                       return "speed " + std::to_string(time);
                     });
                   }});
  table.push_back({"stale", "NAME", "put an unfinished job of the terminal into the queue", 1, 1,
                   [this](const CommandArguments& words) -> Reply {
                     return "job " + std::to_string(engine_.create(words.text(0), "kiosk").id);
                   }});
  table.push_back({"show", "FILE.png [PAGE]", "a page of the last document as a picture", 1, 2,
                   [this](const CommandArguments& words) { return show(words); }});
  table.push_back({"count", "", "how many pages came out", 0, 0, [this](const CommandArguments&) -> Reply {
                     return std::to_string(engine_.pages_printed());
                   }});
}

EmulatedIppPrinter::Reply EmulatedIppPrinter::set_power(const CommandArguments& words) {
  const auto on = words.on_or_off(0);
  if (!on) return tl::unexpected(on.error());
  if (*on) {
    if (auto opened = port_.open(); !opened) return tl::unexpected(opened.error());
  } else {
    engine_.forget_jobs();
    // As with "offline".
    closing_.start(Duration{0}, [this] { port_.close(); });
  }
  return "power " + words.text(0);
}

EmulatedIppPrinter::Reply EmulatedIppPrinter::schedule(const CommandArguments& words,
                                                       const std::vector<std::string>& event) {
  const auto pages = words.number(0, 0);
  if (!pages) return tl::unexpected(pages.error());
  if (*pages == 0) return fail(ErrorCode::InvalidArgument, "expected at least one page");
  engine_.after_pages(*pages, [this, event] { (void)command({event, {}}); });
  return "after " + std::to_string(*pages) + " pages";
}

EmulatedIppPrinter::Reply EmulatedIppPrinter::show(const CommandArguments& words) const {
  const PrintJob* job = engine_.last_printed();
  if (job == nullptr) return fail(ErrorCode::NotFound, "nothing has been printed");
  const auto page = words.number(1, 1);
  if (!page) return tl::unexpected(page.error());
  const std::string number = std::to_string(*page);
  std::filesystem::path file = words.file(0);
  file.replace_extension();  // pdftoppm adds its own
  const auto drawn = kiosk::base::run_process({{"pdftoppm", "-png", "-singlefile", "-r", "110", "-f", number,
                                                "-l", number, job->file.string(), file.string()}});
  if (!drawn) return tl::unexpected(drawn.error());
  if (drawn->exit_status != 0)
    return fail(ErrorCode::InvalidData, "pdftoppm: " + drawn->errors, job->file.string());
  return file.replace_extension(".png").string();
}

}  // namespace drivers::emulation
