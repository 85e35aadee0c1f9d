// InputWatch: sleeping until an input device speaks, where SDL would look a thousand times a second (KMSDRM).
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/file.h"

namespace ui::shell {

/// Opens every event device of a folder beside SDL and only looks whether there is something to read; devices
/// that are plugged later are found. Main thread, except `wake`.
class InputWatch {
 public:
  explicit InputWatch(std::filesystem::path folder = "/dev/input");

  /// True when a device spoke, a device came or went, or `wake` was called. Negative waits without limit.
  bool wait(kiosk::base::Duration at_most);
  /// Ends a wait, also the next one. From any thread.
  void wake() const;
  std::size_t devices() const { return devices_.size(); }

 private:
  void look_for_devices();

  std::filesystem::path folder_;
  kiosk::base::UniqueFd wake_, changes_;
  std::map<std::string, kiosk::base::UniqueFd> devices_;
};

}  // namespace ui::shell
