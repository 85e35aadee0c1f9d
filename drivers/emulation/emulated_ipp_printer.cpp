// The port and the commands of the emulated A4 printer.
#include "drivers/emulation/emulated_ipp_printer.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/base/child_process.h"

namespace drivers::emulation {
namespace {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;

std::string joined(const std::vector<std::string>& words, std::size_t from = 0) {
  std::string text;
  for (std::size_t i = from; i < words.size(); ++i) text += (i == from ? "" : " ") + words[i];
  return text;
}

tl::unexpected<kiosk::base::Error> not_known(const std::vector<std::string>& words) {
  return fail(ErrorCode::InvalidArgument, "the certificate printer does not know this command", joined(words));
}

std::optional<int> whole_number(const std::string& text) {
  int value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return value < 0 || value > 1'000'000 ? std::nullopt : std::optional<int>(value);
}

/// A command that switches one trouble on or off.
struct TroubleRow {
  std::string_view command;
  bool PrinterTroubles::*trouble;
  bool value;
};

constexpr std::array kTroubles{
    TroubleRow{"paper out", &PrinterTroubles::paper_out, true},
    TroubleRow{"paper low", &PrinterTroubles::paper_low, true},
    TroubleRow{"cover open", &PrinterTroubles::cover_open, true},
    TroubleRow{"cover close", &PrinterTroubles::cover_open, false},
    TroubleRow{"jam", &PrinterTroubles::jammed, true},
    TroubleRow{"toner low", &PrinterTroubles::toner_low, true},
    TroubleRow{"toner empty", &PrinterTroubles::toner_empty, true},
    TroubleRow{"pause", &PrinterTroubles::paused, true},
    TroubleRow{"resume", &PrinterTroubles::paused, false},
    TroubleRow{"silent", &PrinterTroubles::silent, true},
    TroubleRow{"abort", &PrinterTroubles::aborts, true},
    TroubleRow{"nocount", &PrinterTroubles::no_count, true},
};

}  // namespace

EmulatedIppPrinter::EmulatedIppPrinter(EventLoop& loop, const IppPrinterBuild& build)
    : loop_(loop),
      engine_(loop, build.folder / "prints", build.page_time),
      responder_(engine_),
      port_(loop, build.port, [this](const HttpRequest& request) { return answer(request); }) {}

std::string EmulatedIppPrinter::address() const {
  return "ipp://127.0.0.1:" + std::to_string(port_.port()) + "/ipp/print";
}

kiosk::base::Status EmulatedIppPrinter::plug() {
  if (auto opened = port_.open(); !opened) return opened;
  responder_.set_uri(address());
  return {};
}

HttpPort::Answer EmulatedIppPrinter::answer(const HttpRequest& request) {
  if (request.method != "POST") return {405};
  const auto parsed = parse_ipp(request.body);
  if (!parsed) return {400};
  const std::span<const std::uint8_t> document = std::span(request.body).subspan(parsed->size);
  return {200, "application/ipp", responder_.answer(parsed->message, document).encode()};
}

std::vector<std::string> EmulatedIppPrinter::help() const {
  return {"paper out|low|in       take, nearly use up, or load paper",
          "paper out after PAGES  the tray is empty after so many more pages",
          "after PAGES COMMAND…   any of these commands after so many more pages",
          "jam | cover open|close stop the printer",
          "toner low|empty|full   wear the toner out, or change it",
          "pause | resume         what the button at the printer does",
          "offline | online       cut the network, restore it",
          "silent                 stand still and say nothing about it",
          "abort                  give up the next job",
          "nocount                stop counting impressions",
          "miscount PAGES         count so many pages of a job too few",
          "stale NAME             put an unfinished job of the terminal into the queue",
          "clear                  end all troubles",
          "speed MS               time for one page",
          "show FILE.png [PAGE]   a page of the last document as a picture",
          "count                  how many pages came out"};
}

EmulatedIppPrinter::Reply EmulatedIppPrinter::command(const BenchCommand& command) {
  const std::vector<std::string>& words = command.words;
  if (words.empty()) return not_known(words);
  if (words[0] == "show") return command_show(command);
  if (words[0] == "after") return command_after(words);
  if (joined(words).starts_with("paper out after ")) return command_after({"after", words.back(), "paper", "out"});
  Reply reply = words.size() == 2 ? number_command(words) : plain_command(words);
  engine_.go_on();
  return reply;
}

EmulatedIppPrinter::Reply EmulatedIppPrinter::number_command(const std::vector<std::string>& words) {
  if (words[0] == "stale") return command_stale(words[1]);
  const auto number = whole_number(words[1]);
  if (number && words[0] == "speed") {
    engine_.set_page_time(Duration{*number});
  } else if (number && words[0] == "miscount") {
    engine_.troubles().lost_pages = *number;
  } else {
    return plain_command(words);
  }
  return joined(words);
}

EmulatedIppPrinter::Reply EmulatedIppPrinter::plain_command(const std::vector<std::string>& words) {
  const std::string text = joined(words);
  if (text == "count") return std::to_string(engine_.pages_printed());
  if (text == "clear") {
    clear();
  } else if (text == "offline") {
    // Not now: the request that is being answered may be the one that brought us here.
    loop_.post([this] { port_.close(); });
  } else if (text == "online") {
    if (auto opened = port_.open(); !opened) return tl::unexpected(opened.error());
  } else {
    return switch_trouble(text);
  }
  return text;
}

EmulatedIppPrinter::Reply EmulatedIppPrinter::switch_trouble(const std::string& text) {
  PrinterTroubles& troubles = engine_.troubles();
  if (text == "paper in") {
    troubles.paper_out = troubles.paper_low = false;
    return text;
  }
  if (text == "toner full") {
    troubles.toner_empty = troubles.toner_low = false;
    return text;
  }
  const auto row = std::find_if(kTroubles.begin(), kTroubles.end(),
                                [&text](const TroubleRow& candidate) { return candidate.command == text; });
  if (row == kTroubles.end()) return not_known({text});
  troubles.*(row->trouble) = row->value;
  return text;
}

void EmulatedIppPrinter::clear() { engine_.troubles() = PrinterTroubles{}; }

EmulatedIppPrinter::Reply EmulatedIppPrinter::command_after(const std::vector<std::string>& words) {
  const auto pages = words.size() < 3 ? std::nullopt : whole_number(words[1]);
  if (!pages || *pages == 0) return fail(ErrorCode::InvalidArgument, "expected: after PAGES COMMAND…", joined(words));
  const std::vector<std::string> later(words.begin() + 2, words.end());
  engine_.after_pages(*pages, [this, later] { (void)command({later, {}}); });
  return "after " + words[1] + " pages: " + joined(later);
}

EmulatedIppPrinter::Reply EmulatedIppPrinter::command_stale(const std::string& job_name) {
  const PrintJob& job = engine_.create(job_name, "kiosk");
  return "job " + std::to_string(job.id);
}

EmulatedIppPrinter::Reply EmulatedIppPrinter::command_show(const BenchCommand& command) {
  const std::vector<std::string>& words = command.words;
  if (words.size() < 2 || words.size() > 3) return not_known(words);
  const PrintJob* job = engine_.last_printed();
  if (job == nullptr) return fail(ErrorCode::NotFound, "nothing has been printed");
  const std::string page = words.size() == 3 ? words[2] : "1";
  std::filesystem::path file = command.folder / words[1];
  file.replace_extension();  // pdftoppm adds its own
  const auto drawn = kiosk::base::run_process({{"pdftoppm", "-png", "-singlefile", "-r", "110", "-f", page, "-l",
                                                page, job->file.string(), file.string()}});
  if (!drawn) return tl::unexpected(drawn.error());
  if (drawn->exit_status != 0) return fail(ErrorCode::InvalidData, "pdftoppm: " + drawn->errors, job->file.string());
  return file.replace_extension(".png").string();
}

kiosk::base::Json EmulatedIppPrinter::describe() const {
  kiosk::base::Json jobs = kiosk::base::Json::array();
  for (const PrintJob& job : engine_.jobs()) {
    jobs.push_back({{"id", job.id},           {"name", job.name},       {"state", static_cast<int>(job.state)},
                    {"reason", job.reason},   {"pages", job.pages},     {"copies", job.copies},
                    {"duplex", job.duplex},   {"printed", job.printed}, {"file", job.file.filename().string()}});
  }
  return {{"plugged", port_.is_open()},
          {"reasons", engine_.troubles().reasons()},
          {"pages", engine_.pages_printed()},
          {"jobs", std::move(jobs)}};
}

}  // namespace drivers::emulation
