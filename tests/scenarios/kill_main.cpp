// kiosk-kill: visits on a terminal that is killed at random moments while the centre misbehaves; at the end
// every accepted case is at the centre once.
#include <signal.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <random>
#include <regex>
#include <set>

#include "kiosk/base/command_line.h"
#include "kiosk/base/file.h"
#include "kiosk/base/mailbox.h"
#include "tests/scenarios/actor.h"
#include "tests/scenarios/script.h"
#include "tests/scenarios/stage.h"

namespace {

using namespace kiosk;
using base::Duration;
using base::ErrorCode;
using base::fail;
using base::Json;
namespace po = boost::program_options;

const base::ProgramText kText{
    "kiosk-kill", "kills a terminal at random moments of visits and proves that no case is lost or doubled",
    "kiosk-kill --out DIR --programs DIR [OPTION…] VISIT",
    "VISIT is the script of one visit up to the submission and its answer.\n"
    "Exit codes: 0 nothing lost, nothing doubled; 1 something was; 2 wrong command line, 4 a program did not "
    "start.\n"};

/// Each acts on the next exchanges of a visit; the number is chosen anew each time.
constexpr const char* kFaults[] = {"none",     "none",       "drop-reply*1", "slow:200*2",
                                   "busy:1*2", "html-400",   "wrong-key*1",  "broken-receipt*1",
                                   "down",     "internal*1", "cut:30*1",     "stale-receipt*1"};

struct Tally {
  int kills = 0;
  int submitted = 0;                 ///< visits that were killed after the submission was touched
  int stuck = 0;                     ///< lives whose script did not go on in time: killed where they stood
  std::set<std::string> promised{};  ///< numbers that a citizen saw
};

class Killer {
 public:
  Killer(scenarios::Stage& stage, std::filesystem::path visit, unsigned seed)
      : stage_(stage), visit_(std::move(visit)), random_(seed) {}

  base::Status run(int kills) {
    auto script = scenarios::read_script(visit_);
    if (!script) return tl::unexpected(script.error());
    script_ = std::move(*script);
    while (tally_.kills < kills) {
      if (auto lived = live_and_die(); !lived) return lived;
    }
    // A run in which little was submitted would prove nothing.
    if (4 * tally_.stuck > kills || 6 * tally_.submitted < kills) {
      return fail(ErrorCode::Conflict, "too few visits came to their submission");
    }
    return settle();
  }
  const Tally& tally() const { return tally_; }

 private:
  base::Status live_and_die();
  base::Status play(std::size_t last_line);
  /// After the submission was touched: up to 800 ms, looking for the promise; else up to 100 ms.
  void wait_for_the_moment(bool submitted);
  void note_promises();
  base::Status settle();
  base::Status check() const;
  int choose(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }

  scenarios::Stage& stage_;
  std::filesystem::path visit_;
  std::mt19937 random_;
  base::SystemClock clock_;
  std::vector<scenarios::ScriptLine> script_;
  Tally tally_;
};

base::Status Killer::live_and_die() {
  if (const auto open = stage_.centre({"faults", "set", "none"}); !open) return tl::unexpected(open.error());
  if (const auto removed = stage_.bench({"reader", "card", "remove"}); !removed) {
    return tl::unexpected(removed.error());
  }
  if (auto started = stage_.start_kiosk(); !started) {
    std::cerr << "kiosk-kill: " << started.error().to_string() << "\n";
    stage_.stop_kiosk(SIGKILL);
    ++tally_.kills;
    ++tally_.stuck;
    return {};
  }
  // Half of the lives end somewhere in the visit, half around the submission, which is the last line.
  const auto lines = static_cast<int>(script_.size());
  const bool submits = choose(0, 1) == 1;
  const int last = submits ? lines : choose(1, lines - 1);
  const auto played = play(static_cast<std::size_t>(last));
  if (!played) {
    std::cerr << "kiosk-kill: " << played.error().to_string() << "\n";
    ++tally_.stuck;
  }
  wait_for_the_moment(submits && played.has_value());
  stage_.stop_kiosk(SIGKILL);
  ++tally_.kills;
  if (submits && played) ++tally_.submitted;
  return {};
}

base::Status Killer::play(std::size_t last_line) {
  const std::size_t fault = static_cast<std::size_t>(choose(0, static_cast<int>(std::size(kFaults)) - 1));
  for (std::size_t i = 0; i < last_line; ++i) {
    if (i + 1 == script_.size()) {
      if (const auto set = stage_.centre({"faults", "set", kFaults[fault]}); !set) {
        return tl::unexpected(set.error());
      }
    }
    scenarios::Actor actor(stage_, stage_.places().folder);
    if (auto done = actor.act(script_[i]); !done) {
      return fail(done.error().code, done.error().to_string(),
                  visit_.string() + ":" + std::to_string(script_[i].number));
    }
  }
  return {};
}

void Killer::wait_for_the_moment(bool submitted) {
  base::Mailbox nobody(clock_);
  const base::MonoTime moment = clock_.now() + Duration{choose(0, submitted ? 800 : 100)};
  while (clock_.now() < moment) {
    if (submitted) note_promises();
    nobody.wait_and_drain(std::min(Duration{20}, std::max(Duration{1}, moment - clock_.now())));
  }
}

/// The number is on the screen from the moment that the case is said to be accepted.
void Killer::note_promises() {
  static const std::regex kNumber("DESK-[0-9]{6}-[0-9]{4,}-[0-9A-Z]");
  const auto tree = stage_.finger("tree", Duration{200});
  if (!tree) return;
  for (std::sregex_iterator found(tree->begin(), tree->end(), kNumber), end; found != end; ++found) {
    tally_.promised.insert(found->str());
  }
}

/// A last life without faults drains the queue; then everything is counted.
base::Status Killer::settle() {
  if (const auto open = stage_.centre({"faults", "set", "none"}); !open) return tl::unexpected(open.error());
  if (auto started = stage_.start_kiosk(); !started) return started;
  const base::MonoTime end = clock_.now() + Duration{120'000};
  base::Status checked;
  while (true) {
    checked = check();
    if (checked || clock_.now() >= end) break;
    base::Mailbox nobody(clock_);
    nobody.wait_and_drain(Duration{300});
  }
  stage_.stop_kiosk(SIGTERM);
  return checked;
}

base::Status Killer::check() const {
  const auto queue = stage_.kioskctl({"queue", "list"});
  if (!queue) return tl::unexpected(queue.error());
  const auto cases = stage_.centre_cases();
  if (!cases) return tl::unexpected(cases.error());
  if (const auto trail = stage_.kioskctl({"audit", "verify"}); !trail) return tl::unexpected(trail.error());
  std::map<std::string, int> at_centre;
  std::set<std::string> queued;
  for (const Json& row : *cases) ++at_centre[row.at("receipt_number")];
  for (const Json& row : queue->at("cases")) {
    const std::string number = row.at("receipt_number");
    queued.insert(number);
    if (row.at("state") != "accepted") return fail(ErrorCode::Conflict, "is not delivered", number);
    if (at_centre[number] != 1) return fail(ErrorCode::Conflict, "is not at the centre once", number);
  }
  for (const auto& [number, count] : at_centre) {
    if (count != 1) return fail(ErrorCode::Conflict, "is at the centre more than once", number);
    if (queued.count(number) == 0) return fail(ErrorCode::Conflict, "is unknown to the terminal", number);
  }
  for (const std::string& number : tally_.promised) {
    if (queued.count(number) == 0) return fail(ErrorCode::Conflict, "was promised and is lost", number);
  }
  return {};
}

po::options_description describe() {
  po::options_description options("Options");
  const auto text = [] { return po::value<std::string>(); };
  options.add_options()("out", text()->required()->value_name("DIR"), "folder for everything that is made")(
      "programs", text()->required()->value_name("DIR"), "folder of the programs")(
      "config", text()->default_value("config")->value_name("DIR"), "configuration folder")(
      "kills", po::value<int>()->default_value(25)->value_name("N"), "how often the terminal is killed")(
      "seed", po::value<unsigned>()->default_value(1)->value_name("N"), "of the random moments");
  return options;
}

int report(scenarios::Stage& stage, const Killer& killer, const base::Status& status) {
  const Tally& tally = killer.tally();
  const auto cases = stage.centre_cases();
  std::cout << tally.kills << " kills, " << tally.submitted << " of them after a submission, " << tally.stuck
            << " stuck before it, " << tally.promised.size() << " numbers seen by citizens, "
            << (cases ? cases->size() : 0) << " cases at the centre\n";
  if (status) return base::kExitOk;
  std::cerr << "kiosk-kill: " << status.error().to_string() << "\n";
  return base::kExitFailed;
}

}  // namespace

int main(int argc, char** argv) {
  int exit_code = 0;
  const auto line = base::parse_command_line(kText, describe(), argc, argv, exit_code);
  if (!line) return exit_code;
  if (line->words.size() != 1) {
    std::cerr << "kiosk-kill: one VISIT is needed (see --help)\n";
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
    std::cerr << "kiosk-kill: " << stage.error().to_string() << "\n";
    return base::kExitUnavailable;
  }
  Killer killer(*stage, line->words[0], line->options["seed"].as<unsigned>());
  const base::Status status = killer.run(line->options["kills"].as<int>());
  return report(*stage, killer, status);
}
