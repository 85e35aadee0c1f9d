// Parsing the command line of `kiosk`.
#include "kiosk/app/options.h"

#include <charconv>
#include <iostream>
#include <set>

#include "kiosk/base/command_line.h"

namespace kiosk::app {
namespace {

namespace po = boost::program_options;

const base::ProgramText kText{
    "kiosk", "the citizen's screen of a self-service terminal", "kiosk [OPTION…]",
    "Device classes: id-card-reader, receipt-printer, certificate-printer.\n"
    "Example: kiosk --device id-card-reader=serial:/dev/pts/3 "
    "--device certificate-printer=ipp://localhost:8631/ipp/print\n\n"
    "Exit codes: 0 ended on request, 1 failed (also: a replay came to another end), 2 wrong command line,\n"
    "3 wrong configuration file, 4 something that is needed is absent (state folder, display).\n"};

po::options_description describe() {
  po::options_description options("Options");
  const auto text = [] { return po::value<std::string>(); };
  options.add_options()("config", text()->value_name("DIR"), "configuration folder")(
      "state", text()->value_name("DIR"), "state folder: queue, trail, keys")(
      "terminal", text()->value_name("ID"), "which terminal of config/terminals this is (default desk)")(
      "windowed", text()->value_name("WxH"), "a window of this size instead of the whole screen")(
      "show-by", text()->value_name("auto|surface|texture"),
      "how pixels get onto the glass: the window's surface or one GLES texture (default: what the display "
      "can)")("headless", "no display: draw into memory only")("capture", text()->value_name("DIR"),
                                                               "write a PNG of every screen that is shown")(
      "replay", text()->value_name("FILE"), "replay a recorded visit and compare its end")(
      "finger", text()->value_name("SOCKET"), "let a robot finger touch the screen (desk terminals only)")(
      "central", text()->value_name("URL"), "another central service (desk terminals only)")(
      "gallery", "show every widget and every screen in every state, with made-up people")(
      "out", text()->value_name("DIR"), "with --gallery: write PNGs and index.html here instead")(
      "dump-tree",
      "print the accessibility tree as JSON and end: of the terminal behind --finger, else of the first "
      "screen")(
      "device",
      po::value<std::vector<std::string>>()->composing()->value_name("CLASS=TRANSPORT:PATH[,OPTION…]"),
      "another address for a device class; may be given several times")(
      "record-device", po::value<std::vector<std::string>>()->composing()->value_name("ID=FILE"),
      "record this device's byte stream, without personal data, as a tape; FILE must not exist yet; may be "
      "given several times. --device ID=tape:FILE[,speed=0] plays it");
  return options;
}

bool parse_size(const std::string& text, std::pair<int, int>& size) {
  const std::size_t x = text.find('x');
  if (x == std::string::npos) return false;
  const char* const middle = text.data() + x;
  const char* const end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), middle, size.first);
  const auto height = std::from_chars(middle + 1, end, size.second);
  return width.ptr == middle && height.ptr == end && size.first >= 320 && size.second >= 320;
}

std::nullopt_t refuse(const std::string& message, int& exit_code) {
  std::cerr << "kiosk: " << message << " (see --help)\n";
  exit_code = base::kExitUsage;
  return std::nullopt;
}

template <class Target>
void take(const po::variables_map& map, const char* name, Target& target) {
  if (map.count(name) > 0) target = map[name].as<std::string>();
}

/// Every value of an option that may be given several times.
template <class Value>
base::Status take_all(const po::variables_map& map, const char* name, std::vector<Value>& values) {
  if (map.count(name) == 0) return {};
  for (const std::string& words : map[name].as<std::vector<std::string>>()) {
    auto value = Value::parse(words);
    if (!value) return tl::unexpected(value.error());
    values.push_back(std::move(*value));
  }
  return {};
}

}  // namespace

std::optional<Options> parse_options(int argc, const char* const* argv, int& exit_code) {
  const auto line = base::parse_command_line(kText, describe(), argc, argv, exit_code);
  if (!line) return std::nullopt;
  if (!line->words.empty()) return refuse("unexpected word '" + line->words.front() + "'", exit_code);
  const po::variables_map& map = line->options;
  Options options;
  take(map, "config", options.config);
  take(map, "state", options.state);
  take(map, "terminal", options.terminal.value);
  take(map, "capture", options.capture);
  take(map, "replay", options.replay);
  take(map, "finger", options.finger);
  take(map, "central", options.central_url);
  take(map, "out", options.gallery_out);
  options.gallery = map.count("gallery") > 0;
  if (!options.gallery && !options.gallery_out.empty()) return refuse("--out needs --gallery", exit_code);
  take(map, "show-by", options.show_by);
  if (options.show_by != "auto" && options.show_by != "surface" && options.show_by != "texture")
    return refuse("--show-by is auto, surface or texture", exit_code);
  options.headless = map.count("headless") > 0;
  options.dump_tree = map.count("dump-tree") > 0;
  if (map.count("windowed") > 0) {
    options.window.emplace();
    if (!parse_size(map["windowed"].as<std::string>(), *options.window)) {
      return refuse("--windowed needs WIDTHxHEIGHT, at least 320x320", exit_code);
    }
  }
  if (auto taken = take_all(map, "device", options.devices); !taken) {
    return refuse(taken.error().to_string(), exit_code);
  }
  if (auto taken = take_all(map, "record-device", options.recordings); !taken) {
    return refuse(taken.error().to_string(), exit_code);
  }
  std::set<drivers::contract::DeviceClass> recorded;
  for (const auto& recording : options.recordings) {
    if (recorded.insert(recording.device_class).second) continue;
    return refuse("--record-device names " + std::string(to_string(recording.device_class)) + " twice",
                  exit_code);
  }
  return options;
}

}  // namespace kiosk::app
