// Fleet: the county's other terminals, as far as this one knows.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/settings/terminal_settings.h"

namespace kiosk::settings {

struct FleetTerminal {
  base::TerminalId id;
  int number = 0;
  std::string name_zh, name_en;
  std::string place_zh, place_en;
  std::vector<base::ServiceId> services;
};

/// Immutable after loading; may be read from any thread.
class Fleet {
 public:
  Fleet() = default;
  explicit Fleet(std::vector<FleetTerminal> terminals) : terminals_(std::move(terminals)) {}
  /// All terminals of `config`/terminals but developers' desks. What other terminals' files say wrongly is no
  /// reason for this one not to start: such a file is left out.
  static Fleet load(const std::filesystem::path& config);

  const std::vector<FleetTerminal>& terminals() const { return terminals_; }
  /// Of the others that offer it: one at the same place first, then the one with the nearest number, which
  /// stand in rows by number. Null when none does. The pointer lives as long as the fleet.
  const FleetTerminal* nearest_that_offers(const base::ServiceId& service,
                                           const TerminalSettings& from) const;

 private:
  std::vector<FleetTerminal> terminals_;
};

}  // namespace kiosk::settings
