// Reading the answer to `describe`.
#include "drivers/emulation/window/bench_view.h"

#include <algorithm>
#include <map>

namespace drivers::emulation::window {

using kiosk::base::Json;

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

StateLine state_line(const Json& json) {
  static const std::map<std::string, Tone> kTones{
      {"good", Tone::Good}, {"idle", Tone::Idle}, {"warn", Tone::Warn}, {"bad", Tone::Bad}};
  const auto tone = kTones.find(json.at("tone").get<std::string>());
  return {json.at("key"),  json.at("label"), json.at("english"),
          json.at("text"), json.at("value"), tone == kTones.end() ? Tone::Idle : tone->second};
}

Action action(const Json& json) {
  Action action;
  json.at("words").get_to(action.words);
  json.at("label").get_to(action.label);
  json.at("english").get_to(action.english);
  json.at("purpose").get_to(action.purpose);
  json.at("key").get_to(action.key);
  json.at("front").get_to(action.front);
  json.at("active").get_to(action.active);
  for (const Json& value : json.at("values")) {
    action.values.push_back({value.at("words"), value.at("label"), value.at("detail")});
  }
  return action;
}

DeviceView device(const Json& json) {
  DeviceView view{json.at("name"), json.at("title"), json.at("english"), json.at("plugged"), {}, {}};
  for (const Json& line : json.at("state")) view.state.push_back(state_line(line));
  for (const Json& one : json.at("actions")) {
    // What needs a value that nobody listed (a file, a number) is for the command line.
    const bool for_window = !one.at("hidden") && (!one.at("needs_value") || !one.at("values").empty());
    if (for_window) view.actions.push_back(action(one));
  }
  return view;
}

}  // namespace

std::string Action::id() const { return joined(words); }

std::string DeviceView::value(const std::string& key) const {
  const auto line =
      std::find_if(state.begin(), state.end(), [&key](const StateLine& one) { return one.key == key; });
  return line == state.end() ? "null" : line->value;
}

Tone DeviceView::tone() const {
  const auto worst =
      std::max_element(state.begin(), state.end(),
                       [](const StateLine& one, const StateLine& other) { return one.tone < other.tone; });
  return worst == state.end() ? Tone::Idle : worst->tone;
}

const DeviceView* BenchView::find(const std::string& name) const {
  const auto found = std::find_if(devices.begin(), devices.end(),
                                  [&name](const DeviceView& one) { return one.name == name; });
  return found == devices.end() ? nullptr : &*found;
}

kiosk::base::Result<BenchView> parse_view(const Json& answer) {
  try {
    BenchView view;
    for (const Json& one : answer.at("devices")) view.devices.push_back(device(one));
    for (const Json& line : answer.at("log")) {
      view.log.push_back({line.at("time"), joined(line.at("words")), line.at("text"), line.at("ok")});
    }
    return view;
  } catch (const Json::exception& error) {
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidData,
                             std::string("not a bench's description: ") + error.what());
  }
}

}  // namespace drivers::emulation::window
