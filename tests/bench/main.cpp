// kiosk-benchmark-devices: what our layers cost, beside plain loops over the same lines.
#include <iostream>

#include "kiosk/base/command_line.h"
#include "tests/bench/benches.h"

namespace {

using namespace kiosk;
namespace po = boost::program_options;

int complain(const base::Error& error) {
  std::cerr << "kiosk-benchmark-devices: " << error.to_string() << "\n";
  return base::kExitFailed;
}

}  // namespace

int main(int argc, char** argv) {
  po::options_description options("Options");
  options.add_options()("runs", po::value<int>()->default_value(200)->value_name("N"),
                        "pairs of each measurement")("json", "answer in JSON")(
      "config", po::value<std::string>()->default_value("config")->value_name("DIR"), "configuration folder");
  const base::ProgramText text{"kiosk-benchmark-devices", "what the layers above a device's line cost",
                               "kiosk-benchmark-devices [OPTION…]",
                               "Runs from the source folder. Asserts no times.\n"
                               "Exit codes: 0 measured, 1 could not measure, 2 wrong command line\n"};
  int exit_code = 0;
  const auto line = base::parse_command_line(text, options, argc, argv, exit_code);
  if (!line) return exit_code;
  const int runs = line->options["runs"].as<int>();
  if (runs < 1 || runs > 100'000) {
    std::cerr << "kiosk-benchmark-devices: --runs needs 1…100000 (see --help)\n";
    return base::kExitUsage;
  }
  benchmarks::BenchPlaces places;
  places.config = line->options["config"].as<std::string>();
  auto findings = benchmarks::measure_card(places, runs);
  if (!findings) return complain(findings.error());
  const auto slips = benchmarks::measure_slip(places, runs);
  if (!slips) return complain(slips.error());
  findings->insert(findings->end(), slips->begin(), slips->end());
  if (line->options.count("json") > 0) {
    std::cout << benchmarks::to_json(*findings).dump(2) << "\n";
  } else {
    std::cout << benchmarks::to_table(*findings);
  }
  return base::kExitOk;
}
