// Child processes: foreign code that may crash, hang or be under another licence runs behind this boundary.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk::base {

struct ProcessOutcome {
  int exit_status = 0;  ///< the exit code, or 128 + signal number
  std::string output;   ///< standard output, at most the limit
  std::string errors;   ///< standard error, at most 64 KiB
};

struct ProcessRequest {
  std::vector<std::string> arguments;  ///< the first is the program, looked up in PATH; no shell
  std::string input{};                 ///< standard input
  Duration deadline{10'000};           ///< killed when it takes longer
  std::size_t output_limit = 64U << 20;
};

/// Runs a program to its end. TimedOut, Canceled and Exhausted (too much output) after killing it. Blocks.
Result<ProcessOutcome> run_process(const ProcessRequest& request, std::stop_token stop = {});

}  // namespace kiosk::base
