// kiosk-benchmark-screen: the terminal's screen beside a browser in kiosk mode.
#include <iostream>

#include "kiosk/base/command_line.h"
#include "tests/bench/screen/report.h"

namespace {

namespace po = boost::program_options;
using namespace kiosk;

const base::ProgramText kText{"kiosk-benchmark-screen",
                              "the terminal's screen beside a browser in kiosk mode",
                              "kiosk-benchmark-screen [OPTION…]",
                              "Needs xvfb and chromium (packaging/packages-bench.txt) unless --screens-only. "
                              "Run it from the project's root.\n"};

po::options_description describe() {
  po::options_description options("Options");
  options.add_options()("runs", po::value<int>()->default_value(7)->value_name("N"),
                        "starts of each program, and steady frames of each screen times ten")(
      "touches", po::value<int>()->default_value(200)->value_name("N"), "touches of each program")(
      "idle-s", po::value<int>()->default_value(30)->value_name("SECONDS"), "how long both are left alone")(
      "browser", po::value<std::string>()->default_value("/usr/bin/chromium")->value_name("PROGRAM"),
      "the yardstick")("screens-only", "only what each screen costs in this process")(
      "no-screens", "only the comparison with the browser")("play-motion",
                                                            po::value<std::string>()->value_name("SCREEN"),
                                                            "shows a moving screen until it is ended");
  return options;
}

int complain(const base::Error& error) {
  std::cerr << "kiosk-benchmark-screen: " << error.to_string() << "\n";
  return base::kExitUnavailable;
}

int compare(const po::variables_map& options, const std::filesystem::path& self) {
  const benchmarks::ComparisonPlaces places{std::filesystem::read_symlink(self).parent_path(), "config",
                                            "tests/bench/screen/page.html",
                                            options["browser"].as<std::string>()};
  benchmarks::ComparisonSize size;
  size.starts = options["runs"].as<int>();
  size.touches = options["touches"].as<int>();
  size.idle = std::chrono::seconds{options["idle-s"].as<int>()};
  const auto comparison = benchmarks::compare_screens(places, size);
  if (!comparison) return complain(comparison.error());
  std::cout << benchmarks::to_markdown(*comparison) << "\n";
  return base::kExitOk;
}

}  // namespace

int main(int argc, char** argv) {
  int exit_code = 0;
  const auto line = base::parse_command_line(kText, describe(), argc, argv, exit_code);
  if (!line) return exit_code;
  const po::variables_map& options = line->options;
  if (options.count("play-motion") > 0)
    return benchmarks::play_motion(options["play-motion"].as<std::string>());
  if (options.count("screens-only") == 0) {
    const int compared = compare(options, "/proc/self/exe");
    if (compared != base::kExitOk) return compared;
  }
  if (options.count("no-screens") == 0)
    std::cout << benchmarks::to_markdown(benchmarks::scene_costs(10 * options["runs"].as<int>()));
  return base::kExitOk;
}
