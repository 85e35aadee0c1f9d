// BenchLabels: what people read about the bench's devices: titles, states in words, actions with labels.
#pragma once

#include <filesystem>

#include "drivers/emulation/command_words.h"

namespace drivers::emulation {

/// Immutable. The texts stand in labels/DEVICE.json, the commands and their arguments in the devices' own
/// tables.
class BenchLabels {
 public:
  /// Reads labels/*.json and people.json of the folder. InvalidData names the place.
  static kiosk::base::Result<BenchLabels> load(const std::filesystem::path& data_folder);

  /// {"name", "class", "title", "english", "plugged", "state": […], "actions": […]}
  /// - state: {"key", "label", "english", "text", "tone", "value"}; tone: good, idle, warn, bad
  /// - actions: {"words", "label", "english", "purpose", "arguments", "needs_value", "values", "front",
  ///   "hidden", "active", "key"}: `words` are sent as they stand, with a value's words behind them where one
  ///   is needed; `active`: it makes sense now. A command without a label gets an action that says its purpose.
  kiosk::base::Json describe(const EmulatedDevice& device) const;

 private:
  BenchLabels(kiosk::base::Json labels, kiosk::base::Json people)
      : labels_(std::move(labels)), people_(std::move(people)) {}
  kiosk::base::Json action(const CommandWord& command, const kiosk::base::Json& label,
                           const kiosk::base::Json& state) const;

  kiosk::base::Json labels_;
  kiosk::base::Json people_;  ///< [{"words", "label"}]: the values of "people"
};

}  // namespace drivers::emulation
