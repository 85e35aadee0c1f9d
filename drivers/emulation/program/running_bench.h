// RunningBench: a bench with its loop and its control socket, from construction to destruction.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace drivers::emulation::program {

inline constexpr const char* kPreload = "libumockdev-preload.so.0";

struct BenchOrder {
  std::filesystem::path folder;      ///< ports, prints, bench.sock, bench.json
  std::filesystem::path data;        ///< people.json, labels/
  std::vector<std::string> devices;  ///< options of the table; empty: the usual ones
  bool usb = false;                  ///< reader and receipt printer stand on an emulated USB bus
};

/// One per process. All calls from the thread that made it.
class RunningBench {
 public:
  /// Unsupported when USB is asked for and this program was built without umockdev.
  static kiosk::base::Result<std::unique_ptr<RunningBench>> start(const BenchOrder& order,
                                                                  const kiosk::base::Clock& clock);
  ~RunningBench();
  RunningBench(const RunningBench&) = delete;
  RunningBench& operator=(const RunningBench&) = delete;

  /// "CLASS=TRANSPORT:PATH" of each device, as `kiosk --device` wants them.
  std::vector<std::string> device_words() const;
  /// "NAME=VALUE" of what a program needs in its environment to see the emulated bus; empty without USB.
  std::vector<std::string> environment() const;

 private:
  struct Parts;
  explicit RunningBench(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

/// True when the order needs the emulated bus, and this process cannot tell of plugging yet: umockdev must be
/// preloaded. Start the program anew with LD_PRELOAD=kPreload then.
bool needs_preload(const BenchOrder& order);

/// The options of all devices that can be asked for, with their purposes.
std::vector<std::pair<std::string, std::string>> device_options();

}  // namespace drivers::emulation::program
