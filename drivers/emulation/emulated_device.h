// EmulatedDevice: one piece of hardware on the bench, commanded by words.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "drivers/contract/device_state.h"
#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"

namespace drivers::emulation {

/// The words of a command after the device's name, and the folder that relative file names start from.
struct BenchCommand {
  std::vector<std::string> words;
  std::filesystem::path folder;
};

struct CommandWord;

/// Loop thread only. A constructor makes no port; plug() does.
class EmulatedDevice {
 public:
  virtual ~EmulatedDevice() = default;
  /// The first word of its commands: "reader", "receipt", "certificate".
  virtual std::string name() const = 0;
  virtual contract::DeviceClass device_class() const = 0;
  /// What stands behind CLASS= in `kiosk --device`: "serial:/run/bench/reader".
  virtual std::string address() const = 0;
  /// Makes its port and begins to answer.
  virtual kiosk::base::Status plug() = 0;
  /// What it is and how it is now.
  virtual kiosk::base::Json describe() const = 0;
  /// All that can be done to it: the one source of command(), help(), the bench's description and its window.
  virtual const std::vector<CommandWord>& words() const = 0;

  /// Does one command and returns what to print. InvalidArgument for words it does not know.
  kiosk::base::Result<std::string> command(const BenchCommand& command);
  /// One line for each command, for --help: "card put PERSON|FILE   lay a card on the reader".
  std::vector<std::string> help() const;
};

}  // namespace drivers::emulation
