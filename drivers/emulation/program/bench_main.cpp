// kiosk-bench: emulated hardware at the wire, and the words that turn it.
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>

#include <filesystem>
#include <iostream>

#include "drivers/emulation/bench.h"
#include "drivers/emulation/loop_thread.h"
#include "kiosk/base/command_line.h"
#include "kiosk/base/local_socket.h"
#include "kiosk/base/strand.h"

namespace {

using namespace drivers::emulation;
using kiosk::base::CommandLine;
using kiosk::base::Json;
namespace po = boost::program_options;

constexpr kiosk::base::Duration kAnswerLimit{30'000};

int complain(const kiosk::base::Error& error, int exit_code) {
  std::cerr << "kiosk-bench: " << error.to_string() << "\n";
  return exit_code;
}

kiosk::base::ProgramText program_text() {
  return {"kiosk-bench", "emulated hardware for the terminal: a card reader and printers that speak the real bytes",
          "kiosk-bench run --dir DIR [DEVICE OPTION…] | kiosk-bench ctl --dir DIR WORD…",
          "run   puts the named devices (all when none is named) on a bench, prints their --device words,\n"
          "      writes DIR/bench.json and serves until it is interrupted\n"
          "ctl   tells the bench something: `list`, `help`, or DEVICE COMMAND…, for example\n"
          "        kiosk-bench ctl --dir DIR reader card put 测试人甲\n"
          "        kiosk-bench ctl --dir DIR reader unplug\n"
          "\nExit codes: 0 done, 1 the bench refused or failed, 2 wrong command line, 4 no bench runs there"};
}

po::options_description program_options() {
  po::options_description options;
  options.add_options()("dir", po::value<std::string>()->required(), "the bench's folder")(
      "data", po::value<std::string>()->default_value(KIOSK_BENCH_DATA), "the folder with people.json")(
      "json", "ctl: print the answer as JSON");
  for (const BenchRow& row : bench_table()) options.add_options()(row.option, row.purpose);
  return options;
}

/// Blocks the signals that end the program, so that a descriptor tells of them.
kiosk::base::UniqueFd watch_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  return kiosk::base::UniqueFd(signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
}

kiosk::base::Status set_up(Bench& bench, const CommandLine& line) {
  std::vector<std::string> chosen;
  for (const BenchRow& row : bench_table()) {
    if (line.options.count(row.option) > 0) chosen.emplace_back(row.option);
  }
  if (chosen.empty()) {
    for (const BenchRow& row : bench_table()) {
      if (row.usual) chosen.emplace_back(row.option);
    }
  }
  for (const std::string& option : chosen) {
    if (auto added = bench.add(option); !added) return added;
  }
  return bench.write_description();
}

/// Serves words from a strand of its own until a signal comes; the loop outlives the server, so no request hangs.
void serve(EventLoop& loop, Bench& bench, kiosk::base::LineServer& server, const kiosk::base::Clock& clock) {
  const auto signals = watch_signals();
  std::stop_source stop;
  kiosk::base::Strand strand("bench-words", clock);
  loop.watch(signals.get(), POLLIN, [&stop](short) { stop.request_stop(); });
  strand.post([&loop, &bench, &server, &clock, token = stop.get_token()] {
    server.serve(
        [&](const std::string& line) {
          std::string answer;
          call_on(loop, clock, [&] { answer = bench.handle(line); });
          return answer;
        },
        token);
    loop.stop();
  });
  loop.run();
}

int run(const CommandLine& line) {
  const auto folder = std::filesystem::absolute(line.options["dir"].as<std::string>());
  if (auto made = kiosk::base::make_folder(folder); !made) return complain(made.error(), kiosk::base::kExitFailed);
  const kiosk::base::SystemClock clock;
  EventLoop loop(clock);
  Bench bench({loop, folder, line.options["data"].as<std::string>()});
  if (auto ready = set_up(bench, line); !ready) return complain(ready.error(), kiosk::base::kExitFailed);
  auto server = kiosk::base::LineServer::listen(folder / "bench.sock");
  if (!server) return complain(server.error(), kiosk::base::kExitFailed);
  for (const std::string& words : bench.device_words()) std::cout << "--device " << words << "\n";
  std::cout << std::flush;
  serve(loop, bench, *server, clock);
  std::error_code ignored;
  std::filesystem::remove(folder / "bench.json", ignored);
  return kiosk::base::kExitOk;
}

int control(const CommandLine& line) {
  const std::vector<std::string> words(line.words.begin() + 1, line.words.end());
  if (words.empty()) {
    return complain({kiosk::base::ErrorCode::InvalidArgument, "ctl needs words, see --help"},
                    kiosk::base::kExitUsage);
  }
  const Json request{{"words", words}, {"folder", std::filesystem::current_path().string()}};
  const auto answer = kiosk::base::ask_line(
      std::filesystem::path(line.options["dir"].as<std::string>()) / "bench.sock",
      request.dump(-1, ' ', false, Json::error_handler_t::replace), kAnswerLimit);
  if (!answer) return complain(answer.error(), kiosk::base::kExitUnavailable);
  const auto reply = kiosk::base::parse_json(*answer, "answer");
  if (!reply) return complain(reply.error(), kiosk::base::kExitFailed);
  const bool done = reply->value("ok", false);
  if (line.options.count("json") > 0) {
    std::cout << reply->dump(2) << "\n";
  } else if (done) {
    std::cout << reply->value("text", "") << "\n";
  } else {
    std::cerr << "kiosk-bench: " << reply->value("message", "") << "\n";
  }
  return done ? kiosk::base::kExitOk : kiosk::base::kExitFailed;
}

}  // namespace

int main(int argc, char** argv) {
  int exit_code = kiosk::base::kExitOk;
  const auto line = kiosk::base::parse_command_line(program_text(), program_options(), argc, argv, exit_code);
  if (!line) return exit_code;
  const std::string task = line->words.empty() ? "" : line->words.front();
  if (task == "run" && line->words.size() == 1) return run(*line);
  if (task == "ctl") return control(*line);
  return complain({kiosk::base::ErrorCode::InvalidArgument, "expected run or ctl, see --help"},
                  kiosk::base::kExitUsage);
}
