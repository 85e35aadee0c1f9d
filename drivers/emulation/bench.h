// Bench: the devices of one bench, and the words that turn them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "drivers/emulation/bench_table.h"

namespace drivers::emulation {

/// Loop thread only.
class Bench {
 public:
  explicit Bench(BenchPlace place) : place_(std::move(place)) {}

  /// Makes a device of the table and plugs it in. NotFound for an option that is not in the table.
  kiosk::base::Status add(const std::string& option);
  /// Writes FOLDER/bench.json: what there is and the words for `kiosk --device`.
  kiosk::base::Status write_description() const;
  /// "CLASS=TRANSPORT:PATH" of each device.
  std::vector<std::string> device_words() const;

  /// Does what one line asks and returns the answer's line.
  /// Request {"words": ["reader", "card", "remove"], "folder": "/home/me"}; answer {"ok": true, "text": "…"} or
  /// {"ok": false, "code": "not found", "message": "…"}. `list` also answers {"devices": […]}.
  std::string handle(const std::string& line);

 private:
  kiosk::base::Json answer(const kiosk::base::Json& request);
  kiosk::base::Json list() const;
  std::string help() const;
  EmulatedDevice* find(const std::string& name) const;
  std::string names() const;

  BenchPlace place_;
  std::vector<std::unique_ptr<EmulatedDevice>> devices_;
};

}  // namespace drivers::emulation
