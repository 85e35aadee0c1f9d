// The command line of `kiosk`.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "drivers/contract/device_address.h"
#include "kiosk/base/ids.h"

namespace kiosk::app {

struct Options {
  std::filesystem::path config = "/usr/share/kiosk/config";
  std::filesystem::path state = "/var/lib/kiosk";
  base::TerminalId terminal{"desk"};
  std::optional<std::pair<int, int>> window;  ///< a window of this size on a desk; nothing: fullscreen
  bool headless = false;                      ///< no display at all: pictures only
  std::string show_by = "auto";               ///< auto, surface or texture
  std::filesystem::path capture;              ///< a PNG of every screen goes here; empty: none
  std::filesystem::path replay;               ///< a recorded visit to replay; empty: none
  bool gallery = false;                       ///< show every widget and screen instead of the terminal
  std::filesystem::path gallery_out;          ///< write them as pictures here instead; empty: a window
  bool dump_tree = false;                     ///< print the accessibility tree and end
  std::filesystem::path finger;               ///< socket of the robot finger; desk terminals only
  std::string central_url;                    ///< replaces the terminal file's; desk terminals only
  std::vector<drivers::contract::DeviceOverride> devices;
  std::vector<drivers::contract::DeviceRecording> recordings;  ///< at most one a device
};

/// Nothing when the program should end now with `exit_code` (help, version, wrong words).
std::optional<Options> parse_options(int argc, const char* const* argv, int& exit_code);

}  // namespace kiosk::app
