// ProcessTransport: a child process as a device: its standard input and output are the byte stream.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

#include "drivers/transport/transport.h"
#include "kiosk/base/file.h"

namespace drivers::transport {

struct ProcessSettings {
  std::vector<std::string> arguments;  ///< the first is the program, looked up in PATH; no shell
  std::map<std::string, std::string> environment{};  ///< added to ours
};

/// Each open() starts a new process, close() kills it and waits for its end. Its standard error goes to ours.
/// Device strand only. The clock must outlive it.
class ProcessTransport final : public Transport {
 public:
  ProcessTransport(ProcessSettings settings, const kiosk::base::Clock& clock)
      : settings_(std::move(settings)), clock_(clock) {}
  ~ProcessTransport() override { kill_and_reap(); }

  kiosk::base::Status open() override;
  void close() override { kill_and_reap(); }
  bool is_open() const override { return pid_ > 0; }
  kiosk::base::Status write(std::span<const std::uint8_t> bytes, kiosk::base::MonoTime deadline,
                            const std::stop_token& stop) override;
  /// Unavailable when the process has ended and all that it wrote has been read.
  kiosk::base::Result<std::size_t> read_some(std::span<std::uint8_t> buffer, kiosk::base::MonoTime deadline,
                                             const std::stop_token& stop) override;
  kiosk::base::Status drain_input(kiosk::base::Duration quiet) override;
  kiosk::base::Status set_line_speed(unsigned) override { return {}; }
  std::string description() const override { return "process:" + settings_.arguments.front(); }

  /// Lets the process see the end of its input.
  void close_input() { input_.reset(); }
  /// How the process ended: exit code, or 128 + signal number. Waits at most until the deadline, then kills
  /// it.
  int wait_for_end(kiosk::base::MonoTime deadline);
  pid_t pid() const { return pid_; }

 private:
  void kill_and_reap();

  ProcessSettings settings_;
  const kiosk::base::Clock& clock_;
  pid_t pid_ = -1;
  kiosk::base::UniqueFd input_;   ///< the process reads from it
  kiosk::base::UniqueFd output_;  ///< the process writes to it
};

}  // namespace drivers::transport
