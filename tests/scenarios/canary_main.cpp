// kiosk-canary: visits of a person whose data are like nobody else's; afterwards none of them may be found in
// the terminal's files, in its logs or in the memory of the running terminal.
#include <signal.h>

#include <iostream>

#include "drivers/emulation/card_image.h"
#include "drivers/id_card/samv_frame.h"
#include "kiosk/base/command_line.h"
#include "kiosk/base/file.h"
#include "kiosk/base/mailbox.h"
#include "tests/scenarios/actor.h"
#include "tests/scenarios/memory_search.h"
#include "tests/scenarios/script.h"
#include "tests/scenarios/stage.h"

namespace {

using namespace kiosk;
using base::Duration;
using base::ErrorCode;
using base::fail;
using base::Json;
using scenarios::Hit;
using scenarios::SearchReport;
using scenarios::Trace;
namespace po = boost::program_options;

const base::ProgramText kText{
    "kiosk-canary",
    "plays visits and searches files and memory of the terminal for what it must have forgotten",
    "kiosk-canary --out DIR --programs DIR [OPTION…] VISIT…",
    "In a VISIT the word CANARY stands for the emulated card and PAPER for a sheet of paper.\n"
    "Exit codes: 0 nothing found, 1 something was, 2 wrong command line, 4 a program did not start.\n"};

/// Nobody: region 100000 and a name, an address and numbers that stand nowhere else.
constexpr const char* kName = "测雀鸢莺";
constexpr const char* kNumber = "100000198807234511";
constexpr const char* kAddress = "测试省雀鸣市莺啼街四百七十二号";
/// What the visits type: a landlord, character by character, and a telephone.
constexpr const char* kFormText = "欧阳伟";
constexpr const char* kPhone = "13907264518";

Json canary_person() {
  return {{"kind", "resident"},
          {"name", kName},
          {"sex", "1"},
          {"nation", "01"},
          {"birth", "19880723"},
          {"number", kNumber},
          {"address", kAddress},
          {"authority", "测试县公安局"},
          {"valid_from", "20200101"},
          {"valid_to", "20400101"}};
}

/// Bytes of a picture that is no other picture.
std::vector<std::uint8_t> canary_photo() {
  std::vector<std::uint8_t> photo(1024);
  std::uint32_t state = 0x2545F491;
  for (std::uint8_t& byte : photo) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<std::uint8_t>(state >> 24);
  }
  return photo;
}

/// What the camera sees of the bench's own sheet, with a stain that no other visit's sheet has: the centre
/// knows a picture by its digest.
base::Status write_paper(const std::filesystem::path& sheet, const std::filesystem::path& file, int visit) {
  auto picture = base::read_file(sheet);
  if (!picture) return tl::unexpected(picture.error());
  std::uint32_t state = static_cast<std::uint32_t>(visit) + 1;
  constexpr std::size_t kStain = 600;
  for (std::size_t at = picture->size() / 2; at < picture->size() / 2 + kStain; ++at) {
    state = state * 1664525 + 1013904223;
    (*picture)[at] = static_cast<char>(state >> 24);
  }
  return base::write_file_atomically(file, *picture, 0600);
}

/// The card as a complete answer to 30 01: the bench puts it on the reader byte by byte.
base::Status write_card(const std::filesystem::path& file) {
  const auto card = drivers::emulation::make_card(canary_person());
  if (!card) return tl::unexpected(card.error());
  std::vector<std::uint8_t> body{0x00, 0x00, 0x90, 0x01, 0x00, 0x04, 0x00};
  body.insert(body.end(), card->text.begin(), card->text.end());
  const auto photo = canary_photo();
  body.insert(body.end(), photo.begin(), photo.end());
  return base::write_file_atomically(file, base::as_text(drivers::id_card::encode_frame(body)), 0600);
}

void add(std::vector<Trace>& traces, std::vector<Trace> more) {
  traces.insert(traces.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Some windows of a picture: a copy of any part of it is a trace.
void add_windows(std::vector<Trace>& traces, const std::string& name, const std::string& bytes) {
  constexpr std::size_t kWindow = 24;
  for (std::size_t part = 1; part < 8; ++part) {
    const std::string window = bytes.substr(bytes.size() * part / 8, kWindow);
    // A window of one colour is no trace of anybody.
    if (window.size() == kWindow && window.find_first_not_of(window[0]) != std::string::npos)
      traces.push_back({name, window});
  }
}

std::vector<Trace> traces_of_the_person() {
  std::vector<Trace> traces;
  add(traces, scenarios::forms_of("name", kName));
  add(traces, scenarios::forms_of("identity number", kNumber));
  add(traces, scenarios::forms_of("address", kAddress));
  add(traces, scenarios::forms_of("form text", kFormText));
  add(traces, scenarios::forms_of("telephone", kPhone));
  const auto photo = canary_photo();
  add_windows(traces, "photo of the card", std::string(photo.begin(), photo.end()));
  return traces;
}

class Canaries {
 public:
  Canaries(scenarios::Stage& stage, std::vector<std::string> visits)
      : stage_(stage), visits_(std::move(visits)) {
    const auto& folder = stage.places().folder;
    card_ = folder / "card.bin";
    sheet_ = folder / "sheet.ppm";
    paper_ = folder / "paper.ppm";
  }

  base::Status run(int count);
  const SearchReport& memory() const { return memory_; }
  const SearchReport& files() const { return files_; }
  int played() const { return played_; }

 private:
  base::Status play(const std::string& visit);
  base::Status keep_sheet();
  base::Status wait_until_delivered();
  base::Status add_papers();
  base::Status search();

  scenarios::Stage& stage_;
  std::vector<std::string> visits_;
  std::filesystem::path card_, sheet_, paper_;
  std::vector<Trace> traces_ = traces_of_the_person();
  SearchReport memory_, files_;
  int played_ = 0;
};

base::Status Canaries::run(int count) {
  if (auto written = write_card(card_); !written) return written;
  if (auto kept = keep_sheet(); !kept) return kept;
  if (auto started = stage_.start_kiosk(); !started) return started;
  for (; played_ < count; ++played_) {
    const auto played = play(visits_[static_cast<std::size_t>(played_) % visits_.size()]);
    if (!played) return played;
  }
  if (auto delivered = wait_until_delivered(); !delivered) return delivered;
  if (auto added = add_papers(); !added) return added;
  return search();
}

base::Status Canaries::keep_sheet() {
  if (const auto put = stage_.bench({"camera", "put"}); !put) return tl::unexpected(put.error());
  const auto seen = base::read_file(stage_.places().folder / "bench" / "camera" / "1.ppm");
  if (!seen) return tl::unexpected(seen.error());
  if (const auto taken = stage_.bench({"camera", "remove"}); !taken) return tl::unexpected(taken.error());
  return base::write_file_atomically(sheet_, *seen, 0600);
}

base::Status Canaries::play(const std::string& visit) {
  auto script = scenarios::read_script(visit);
  if (!script) return tl::unexpected(script.error());
  if (auto written = write_paper(sheet_, paper_, played_); !written) return written;
  scenarios::Actor actor(stage_, stage_.places().folder);
  for (scenarios::ScriptLine& line : *script) {
    for (std::string& word : line.words) {
      if (word == "CANARY") word = card_.string();
      if (word == "PAPER") word = paper_.string();
    }
    if (auto done = actor.act(line); !done) {
      return fail(done.error().code, done.error().to_string(), visit + ":" + std::to_string(line.number));
    }
  }
  return {};
}

/// What waits for the centre is sealed; what was delivered must be gone, so nothing shall wait.
base::Status Canaries::wait_until_delivered() {
  const base::SystemClock clock;
  const base::MonoTime end = clock.now() + Duration{60'000};
  while (clock.now() < end) {
    const auto queue = stage_.kioskctl({"queue", "list"});
    if (!queue) return tl::unexpected(queue.error());
    bool all = true;
    for (const Json& row : queue->at("cases")) all = all && row.at("state") == "accepted";
    if (all) return {};
    base::Mailbox(clock).wait_and_drain(Duration{200});
  }
  return fail(ErrorCode::TimedOut, "the queue does not empty");
}

/// The pictures of papers as they reached the centre.
base::Status Canaries::add_papers() {
  const auto folder = stage_.places().folder / "papers";
  if (auto made = base::make_folder(folder); !made) return made;
  if (auto kept = stage_.keep_papers(folder); !kept) return kept;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto bytes = base::read_file(entry.path());
    if (bytes) add_windows(traces_, "picture of a paper", *bytes);
  }
  return {};
}

base::Status Canaries::search() {
  auto memory = scenarios::search_memory(stage_.kiosk_pid(), traces_);
  if (!memory) return tl::unexpected(memory.error());
  memory_ = std::move(*memory);
  scenarios::search_folder(stage_.state(), traces_, files_);
  scenarios::search_file(stage_.places().folder / "kiosk.log", traces_, files_);
  // A search that finds nothing proves something only while the same search finds what is there.
  SearchReport there;
  scenarios::search_folder(stage_.places().folder / "papers", traces_, there);
  const std::vector<Trace> own{{"the program's own words", "请触摸屏幕开始"}};
  const auto words = scenarios::search_memory(stage_.kiosk_pid(), own);
  if (there.hits.empty() || !words || words->hits.empty()) {
    return fail(ErrorCode::Conflict, "the search does not find what is certainly there");
  }
  return {};
}

void print(const char* place, const SearchReport& report) {
  std::cout << place << ": " << report.bytes << " bytes searched, " << report.hits.size() << " hits\n";
  for (const Hit& hit : report.hits)
    std::cout << "  " << hit.trace << " in " << hit.where << ": " << hit.around << "\n";
}

int report(const Canaries& canaries, const base::Status& status) {
  std::cout << canaries.played() << " visits\n";
  print("files and logs", canaries.files());
  print("memory", canaries.memory());
  if (!status) {
    std::cerr << "kiosk-canary: " << status.error().to_string() << "\n";
    return base::kExitFailed;
  }
  return canaries.files().hits.empty() && canaries.memory().hits.empty() ? base::kExitOk : base::kExitFailed;
}

po::options_description describe() {
  po::options_description options("Options");
  const auto text = [] { return po::value<std::string>(); };
  options.add_options()("out", text()->required()->value_name("DIR"), "folder for everything that is made")(
      "programs", text()->required()->value_name("DIR"), "folder of the programs")(
      "config", text()->default_value("config")->value_name("DIR"), "configuration folder")(
      "visits", po::value<int>()->default_value(20)->value_name("N"), "how many visits are played");
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  int exit_code = 0;
  const auto line = base::parse_command_line(kText, describe(), argc, argv, exit_code);
  if (!line) return exit_code;
  if (line->words.empty()) {
    std::cerr << "kiosk-canary: a VISIT is needed (see --help)\n";
    return base::kExitUsage;
  }
  scenarios::StagePlaces places;
  places.programs = line->options["programs"].as<std::string>();
  places.config = line->options["config"].as<std::string>();
  places.folder = std::filesystem::absolute(line->options["out"].as<std::string>());
  std::error_code ignored;
  std::filesystem::remove_all(places.folder, ignored);
  auto stage = scenarios::Stage::open(places);
  if (!stage) {
    std::cerr << "kiosk-canary: " << stage.error().to_string() << "\n";
    return base::kExitUnavailable;
  }
  Canaries canaries(*stage, line->words);
  const base::Status status = canaries.run(line->options["visits"].as<int>());
  return report(canaries, status);
}
