// kiosk-bench: emulated hardware at the wire, the words that turn it, and a window for both.
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "drivers/emulation/program/running_bench.h"
#include "drivers/emulation/window/bench_window.h"
#include "kiosk/base/command_line.h"
#include "kiosk/base/file.h"
#include "kiosk/base/json_file.h"
#include "kiosk/base/local_socket.h"

namespace {

using namespace drivers::emulation;
using kiosk::base::CommandLine;
using kiosk::base::Json;
using program::RunningBench;
namespace po = boost::program_options;

constexpr kiosk::base::Duration kAnswerLimit{30'000};

int complain(const kiosk::base::Error& error, int exit_code) {
  std::cerr << "kiosk-bench: " << error.to_string() << "\n";
  return exit_code;
}

kiosk::base::ProgramText program_text() {
  return {"kiosk-bench", "emulated hardware for the terminal: devices that speak the real bytes",
          "kiosk-bench run --dir DIR [--usb] [DEVICE OPTION…] | kiosk-bench ctl --dir DIR WORD… |\n"
          "       kiosk-bench window --dir DIR [--run [--usb] [DEVICE OPTION…]] [--capture FILE]",
          "run     puts the named devices (the usual ones when none is named) on a bench, prints their "
          "--device words,\n"
          "        writes DIR/bench.json and serves until it is interrupted; with --usb it also prints "
          "`environment\n"
          "        NAME=VALUE`: start the terminal with these, it sees the emulated bus then\n"
          "ctl     tells the bench something: `list`, `describe`, `help`, or DEVICE COMMAND…, for example\n"
          "          kiosk-bench ctl --dir DIR reader card put 测试人甲\n"
          "          kiosk-bench ctl --dir DIR reader unplug\n"
          "window  shows the bench that runs in DIR, with buttons for all of its words\n"
          "\nExit codes: 0 done, 1 the bench refused or failed, 2 wrong command line, 4 no bench runs there"};
}

po::options_description program_options() {
  po::options_description options;
  options.add_options()("dir", po::value<std::string>()->required(), "the bench's folder")(
      "data", po::value<std::string>()->default_value(KIOSK_BENCH_DATA),
      "the folder with people.json and labels/")(
      "config", po::value<std::string>()->default_value(KIOSK_BENCH_CONFIG),
      "window: the folder with theme/")("json", "ctl: print the answer as JSON")(
      "usb", "reader and receipt printer on an emulated USB bus")("run", "window: start the bench, too")(
      "capture", po::value<std::string>(), "window: no window, write its picture to this PNG")(
      "open", po::value<std::string>(), "window: open the sheet of this device, or DEVICE:ACTION");
  for (const auto& [option, purpose] : program::device_options()) {
    options.add_options()(option.c_str(), purpose.c_str());
  }
  return options;
}

/// Blocks the signals that end the program, so that a descriptor tells of them. Before any thread is made.
kiosk::base::UniqueFd watch_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  return kiosk::base::UniqueFd(signalfd(-1, &signals, SFD_CLOEXEC));
}

program::BenchOrder order_of(const CommandLine& line) {
  program::BenchOrder order{line.options["dir"].as<std::string>(),
                            line.options["data"].as<std::string>(),
                            {},
                            line.options.count("usb") > 0};
  for (const auto& [option, purpose] : program::device_options()) {
    if (line.options.count(option) > 0) order.devices.push_back(option);
  }
  return order;
}

kiosk::base::Result<std::unique_ptr<RunningBench>> start_bench(const CommandLine& line,
                                                               const kiosk::base::Clock& clock) {
  auto bench = RunningBench::start(order_of(line), clock);
  if (!bench) return bench;
  for (const std::string& words : (*bench)->device_words()) std::cout << "--device " << words << "\n";
  for (const std::string& setting : (*bench)->environment()) std::cout << "environment " << setting << "\n";
  std::cout << std::flush;
  return bench;
}

/// The same program with umockdev preloaded: only so udev, in this process, sees the bus whose events it
/// tells.
int start_anew(char** argv) {
  setenv("LD_PRELOAD", program::kPreload, 1);
  execv("/proc/self/exe", argv);
  return complain(
      {kiosk::base::ErrorCode::Unavailable, "cannot start anew: " + kiosk::base::errno_text(errno)},
      kiosk::base::kExitFailed);
}

int run(const CommandLine& line) {
  const auto signals = watch_signals();
  const kiosk::base::SystemClock clock;
  const auto bench = start_bench(line, clock);
  if (!bench) return complain(bench.error(), kiosk::base::kExitFailed);
  pollfd ended{signals.get(), POLLIN, 0};
  while (poll(&ended, 1, -1) < 0) {
  }
  return kiosk::base::kExitOk;
}

int control(const CommandLine& line) {
  const std::vector<std::string> words(line.words.begin() + 1, line.words.end());
  if (words.empty()) {
    return complain({kiosk::base::ErrorCode::InvalidArgument, "ctl needs words, see --help"},
                    kiosk::base::kExitUsage);
  }
  const Json request{{"words", words}, {"folder", std::filesystem::current_path().string()}};
  const auto answer =
      kiosk::base::ask_line(std::filesystem::path(line.options["dir"].as<std::string>()) / "bench.sock",
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

/// Draws until the bench has answered and its prints are there, then writes the picture.
int capture(window::BenchWindow& window, const std::filesystem::path& file, const kiosk::base::Clock& clock) {
  const auto end = clock.now() + kAnswerLimit;
  while (!window.state().ready() && window.state().trouble.empty() && clock.now() < end) {
    window.step(kiosk::base::Duration{100});
  }
  // Twice: an opened sheet is drawn by the frame after the answer.
  for (int i = 0; i < 2; ++i) {
    window.shell().request_frame();
    window.step(kiosk::base::Duration{0});
  }
  if (auto written = window.shell().capture(file); !written) {
    return complain(written.error(), kiosk::base::kExitFailed);
  }
  return window.state().trouble.empty() ? kiosk::base::kExitOk : kiosk::base::kExitUnavailable;
}

/// "reader" or "reader:card put".
void open_sheet(window::WindowState& state, const std::string& words) {
  const std::size_t colon = words.find(':');
  state.open_device = words.substr(0, colon);
  if (colon != std::string::npos) state.open_action = words.substr(colon + 1);
}

int show_window(const CommandLine& line) {
  const kiosk::base::SystemClock clock;
  std::unique_ptr<RunningBench> bench;
  if (line.options.count("run") > 0) {
    auto started = start_bench(line, clock);
    if (!started) return complain(started.error(), kiosk::base::kExitFailed);
    bench = std::move(*started);
  }
  window::WindowOptions options;
  options.folder = line.options["dir"].as<std::string>();  // as it was given: a socket's path must be short
  options.config = line.options["config"].as<std::string>();
  options.headless = line.options.count("capture") > 0;
  const auto opened = window::BenchWindow::open(options, clock);
  if (!opened) return complain(opened.error(), kiosk::base::kExitFailed);
  if (line.options.count("open") > 0) open_sheet((*opened)->state(), line.options["open"].as<std::string>());
  if (options.headless) return capture(**opened, line.options["capture"].as<std::string>(), clock);
  (*opened)->run();
  return kiosk::base::kExitOk;
}

}  // namespace

int main(int argc, char** argv) {
  int exit_code = kiosk::base::kExitOk;
  const auto line = kiosk::base::parse_command_line(program_text(), program_options(), argc, argv, exit_code);
  if (!line) return exit_code;
  const std::string task = line->words.empty() ? "" : line->words.front();
  const bool makes_bench = task == "run" || (task == "window" && line->options.count("run") > 0);
  if (makes_bench && program::needs_preload(order_of(*line))) return start_anew(argv);
  if (task == "run" && line->words.size() == 1) return run(*line);
  if (task == "ctl") return control(*line);
  if (task == "window" && line->words.size() == 1) return show_window(*line);
  return complain({kiosk::base::ErrorCode::InvalidArgument, "expected run, ctl or window, see --help"},
                  kiosk::base::kExitUsage);
}
