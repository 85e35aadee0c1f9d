// Bench: the devices of one bench, and the words that turn them.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/emulation/bench_labels.h"
#include "drivers/emulation/bench_table.h"

namespace drivers::emulation {

/// Loop thread only.
class Bench {
 public:
  explicit Bench(BenchPlace place, std::vector<BenchRow> table = bench_table())
      : place_(std::move(place)), table_(std::move(table)) {}

  /// Makes a device of the table and plugs it in. NotFound for an option that is not in the table, Conflict when
  /// a device of that name is there.
  kiosk::base::Status add(const std::string& option);
  /// Writes FOLDER/bench.json: what there is, the words for `kiosk --device`, and the terminal's environment.
  kiosk::base::Status write_description(const std::vector<std::string>& environment = {}) const;
  /// "CLASS=TRANSPORT:PATH" of each device.
  std::vector<std::string> device_words() const;

  /// Does what one line asks and returns the answer's line.
  /// Request {"words": ["reader", "card", "remove"], "folder": "/home/me"}; answer {"ok": true, "text": "…"} or
  /// {"ok": false, "code": "not found", "message": "…"}. `list` also answers {"devices": […]} as the devices
  /// describe themselves; `describe` answers {"devices": […], "log": […]} in the words of
  /// BenchLabels::describe, and the last commands with their answers. {"quiet": true} keeps a command out of
  /// the log.
  std::string handle(const std::string& line);

 private:
  kiosk::base::Json answer(const kiosk::base::Json& request);
  kiosk::base::Json list() const;
  kiosk::base::Json describe();
  kiosk::base::Json command(const kiosk::base::Json& request);
  void remember(const kiosk::base::Json& request, const kiosk::base::Json& answer);
  std::string help() const;
  EmulatedDevice* find(const std::string& name) const;
  std::string names() const;

  BenchPlace place_;
  std::vector<BenchRow> table_;
  std::optional<BenchLabels> labels_;  ///< read when they are asked for first
  std::deque<kiosk::base::Json> log_;
  std::vector<std::unique_ptr<EmulatedDevice>> devices_;
};

}  // namespace drivers::emulation
