// BenchView: what the bench says about itself, as values: the answer to `describe`.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"

namespace drivers::emulation::window {

enum class Tone { Good, Idle, Warn, Bad };

struct StateLine {
  std::string key;  ///< "/card"
  std::string label, english;
  std::string text;   ///< for people
  std::string value;  ///< as the device says it: "true", "50"; "null" when there is none
  Tone tone = Tone::Idle;
};

struct ActionValue {
  std::vector<std::string> words;
  std::string label, detail;
};

struct Action {
  std::vector<std::string> words;
  std::string label, english, purpose;
  std::string key;  ///< of the keyboard, or nothing
  bool front = false;
  bool active = false;
  std::vector<ActionValue> values;  ///< one of them must be chosen; empty: the words are enough

  std::string id() const;  ///< the words in one piece: "card put"
};

struct DeviceView {
  std::string name, title, english;
  bool plugged = true;
  std::vector<StateLine> state;
  std::vector<Action> actions;  ///< those that a window can offer

  /// "null" when there is no such line.
  std::string value(const std::string& key) const;
  bool is(const std::string& key) const { return value(key) == "true"; }
  /// The worst of all lines.
  Tone tone() const;
};

struct LogLine {
  std::string time, words, text;
  bool ok = true;
};

struct BenchView {
  std::vector<DeviceView> devices;
  std::vector<LogLine> log;  ///< oldest first

  const DeviceView* find(const std::string& name) const;
};

/// InvalidData when the answer is none of `describe`.
kiosk::base::Result<BenchView> parse_view(const kiosk::base::Json& answer);

}  // namespace drivers::emulation::window
