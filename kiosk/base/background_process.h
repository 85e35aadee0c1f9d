// BackgroundProcess: a child that runs beside us until it is told to stop; for demos and tests.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk::base {

/// Killed at the end of its owner's life if it still runs.
class BackgroundProcess {
 public:
  /// Output and errors are appended to `log`.
  static Result<BackgroundProcess> start(const std::vector<std::string>& arguments,
                                         const std::filesystem::path& log);
  BackgroundProcess(BackgroundProcess&& other) noexcept;
  BackgroundProcess& operator=(BackgroundProcess&& other) noexcept;
  ~BackgroundProcess();

  bool running();
  /// Sends a signal, SIGTERM or SIGKILL, and waits for the end; SIGKILL after the deadline. Returns the exit
  /// status or 128 + signal number.
  int stop(int signal, Duration deadline = Duration{5'000});
  pid_t pid() const { return pid_; }

 private:
  explicit BackgroundProcess(pid_t pid) : pid_(pid) {}
  bool reap(Duration at_most);

  pid_t pid_ = -1;
  int status_ = 0;
};

}  // namespace kiosk::base
