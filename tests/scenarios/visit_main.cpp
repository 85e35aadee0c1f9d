// kiosk-visit: plays visit scripts on a stage of real programs, or opens the stage for a person.
#include <signal.h>

#include <fstream>
#include <iomanip>
#include <iostream>

#include "kiosk/base/clock.h"
#include "kiosk/base/command_line.h"
#include "kiosk/base/file.h"
#include "tests/scenarios/actor.h"
#include "tests/scenarios/stage.h"

namespace {

using namespace kiosk;
namespace po = boost::program_options;

const base::ProgramText kText{
    "kiosk-visit", "plays visit scripts on a terminal with emulated hardware and a reference centre",
    "kiosk-visit --out DIR [OPTION…] FILE…",
    "With --window it opens the terminal for a person instead, until the window is closed.\n"
    "Exit codes: 0 all visits went as written, 1 one did not, 2 wrong command line, 4 a program did not "
    "start.\n"};

struct Played {
  std::string visit;
  base::Status status;
  base::Duration took{};
};

std::string title_of(const std::filesystem::path& file) {
  std::string title = file.stem().string();
  for (char& c : title) c = c == '_' ? ' ' : c;
  return title;
}

base::Json results_of(const std::vector<Played>& visits) {
  base::Json results = base::Json::array();
  for (const Played& played : visits) {
    results.push_back({{"visit", played.visit},
                       {"as_written", played.status.has_value()},
                       {"trouble", played.status ? "" : played.status.error().to_string()},
                       {"seconds", static_cast<double>(played.took.count()) / 1000}});
  }
  return results;
}

std::string make_summary(const std::vector<Played>& visits) {
  std::ostringstream table;
  table << "| visit | result | seconds |\n|---|---|---|\n";
  for (const Played& played : visits) {
    table << "| " << played.visit << " | "
          << (played.status ? "as written" : played.status.error().to_string()) << " | " << std::fixed
          << std::setprecision(1) << static_cast<double>(played.took.count()) / 1000 << " |\n";
  }
  return table.str();
}

/// The centre's rows and the table beside the pictures.
void leave_evidence(scenarios::Stage& stage, const std::filesystem::path& out,
                    const std::vector<Played>& visits) {
  if (const auto cases = stage.centre_cases()) std::ofstream(out / "cases.json") << cases->dump(2) << "\n";
  std::ofstream(out / "summary.md") << make_summary(visits);
  std::ofstream(out / "results.json") << results_of(visits).dump(2) << "\n";
}

/// What the screen showed when a visit went wrong, and a terminal that begins anew: one failed visit does not
/// spoil the ones after it.
void clear_after_failure(scenarios::Stage& stage, const std::filesystem::path& out,
                         const std::filesystem::path& file) {
  constexpr base::Duration kLimit{3'000};
  const auto picture = out / (file.stem().string() + ".failed.png");
  (void)stage.finger("capture " + picture.string(), kLimit);
  stage.stop_kiosk(SIGKILL);
  (void)stage.centre({"faults", "set", "none"});
}

int play_all(scenarios::Stage& stage, const std::filesystem::path& out,
             const std::vector<std::string>& files) {
  const base::SystemClock clock;
  std::vector<Played> visits;
  bool all_well = true;
  for (const std::string& file : files) {
    std::cout << "playing " << title_of(file) << " …" << std::endl;
    const base::MonoTime start = clock.now();
    const base::Status status = scenarios::Actor(stage, out).play(file);
    std::cout << (status ? "  as written" : "  " + status.error().to_string()) << std::endl;
    visits.push_back({title_of(file), status, clock.now() - start});
    if (!status && files.size() > 1) clear_after_failure(stage, out, file);
    all_well = all_well && status.has_value();
  }
  leave_evidence(stage, out, visits);
  std::cout << make_summary(visits);
  return all_well ? base::kExitOk : base::kExitFailed;
}

int stay_for_a_person(scenarios::Stage& stage) {
  if (const auto started = stage.start_kiosk(); !started) {
    std::cerr << "kiosk-visit: " << started.error().to_string() << "\n";
    return base::kExitUnavailable;
  }
  const std::string bench = (stage.places().programs / "kiosk-bench").string();
  const std::string folder = (stage.places().folder / "bench").string();
  const std::string ctl = bench + " ctl --dir " + folder + " ";
  std::cout << "The terminal is open. Put a card on the reader from another shell:\n  " << ctl
            << "reader card put 测试人甲\n  " << ctl << "reader card remove\n  " << ctl
            << "receipt paper out\n  " << ctl << "list\nClose the window to end." << std::endl;
  while (stage.kiosk_running()) stage.bench({"list"});
  return base::kExitOk;
}

po::options_description describe() {
  po::options_description options("Options");
  const auto text = [] { return po::value<std::string>(); };
  options.add_options()("out", text()->required()->value_name("DIR"),
                        "folder for pictures, cases.json, summary.md")(
      "programs", text()->required()->value_name("DIR"), "folder of the programs")(
      "config", text()->default_value("config")->value_name("DIR"), "configuration folder")(
      "every-screen", "keep a picture of every screen under DIR/screens")(
      "usb", "card reader and receipt printer on an emulated USB bus")(
      "window", text()->default_value("")->value_name("WxH"), "open a window of this size for a person");
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  int exit_code = 0;
  const auto line = base::parse_command_line(kText, describe(), argc, argv, exit_code);
  if (!line) return exit_code;
  const std::filesystem::path out = std::filesystem::absolute(line->options["out"].as<std::string>());
  std::error_code ignored;
  std::filesystem::remove_all(out / "stage", ignored);
  if (const auto made = base::make_folder(out); !made) {
    std::cerr << "kiosk-visit: " << made.error().to_string() << "\n";
    return base::kExitUnavailable;
  }
  scenarios::StagePlaces places;
  places.programs = line->options["programs"].as<std::string>();
  places.config = line->options["config"].as<std::string>();
  places.folder = out / "stage";
  places.window = line->options["window"].as<std::string>();
  places.usb = line->options.count("usb") > 0;
  if (line->options.count("every-screen") > 0) {
    places.capture = out / "screens";
    std::filesystem::create_directories(places.capture, ignored);
  }
  auto stage = scenarios::Stage::open(places);
  if (!stage) {
    std::cerr << "kiosk-visit: " << stage.error().to_string() << "\n";
    return base::kExitUnavailable;
  }
  return line->options["window"].as<std::string>().empty() ? play_all(*stage, out, line->words)
                                                           : stay_for_a_person(*stage);
}
