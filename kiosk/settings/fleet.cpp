// Reading the terminals' files side by side.
#include "kiosk/settings/fleet.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace kiosk::settings {
namespace {

FleetTerminal entry_of(const TerminalSettings& terminal) {
  return {terminal.id,       terminal.number,   terminal.name_zh, terminal.name_en,
          terminal.place_zh, terminal.place_en, terminal.services};
}

/// Smaller is nearer.
std::pair<bool, int> distance(const FleetTerminal& other, const TerminalSettings& from) {
  return {other.place_zh != from.place_zh, std::abs(other.number - from.number)};
}

}  // namespace

Fleet Fleet::load(const std::filesystem::path& config) {
  std::vector<FleetTerminal> terminals;
  std::error_code error;
  std::filesystem::directory_iterator entry(config / "terminals", error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() != ".json") continue;
    const auto terminal = TerminalSettings::load(config, {entry->path().stem().string()});
    if (terminal && !terminal->desk) terminals.push_back(entry_of(*terminal));
  }
  std::sort(terminals.begin(), terminals.end(),
            [](const FleetTerminal& a, const FleetTerminal& b) { return a.number < b.number; });
  return Fleet(std::move(terminals));
}

const FleetTerminal* Fleet::nearest_that_offers(const base::ServiceId& service,
                                                const TerminalSettings& from) const {
  const FleetTerminal* best = nullptr;
  for (const FleetTerminal& other : terminals_) {
    const bool offers =
        std::find(other.services.begin(), other.services.end(), service) != other.services.end();
    if (!offers || other.id == from.id) continue;
    if (best == nullptr || distance(other, from) < distance(*best, from)) best = &other;
  }
  return best;
}

}  // namespace kiosk::settings
