// GpioLines: contacts and lights on the lines of a GPIO chip.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace drivers::transport {

struct GpioLine {
  unsigned offset = 0;      ///< number of the line on its chip
  bool active_low = false;  ///< the contact closes to ground, the light shines at zero
};

/// Device strand only. Errors: NotFound, PermissionDenied, Conflict (a line is taken), Unavailable (the chip is gone).
class GpioLines {
 public:
  virtual ~GpioLines() = default;
  /// Takes the lines; outputs begin dark.
  virtual kiosk::base::Status open(const std::vector<GpioLine>& outputs, const std::vector<GpioLine>& inputs) = 0;
  virtual void close() = 0;
  /// `output`: index in the list of open().
  virtual kiosk::base::Status set(std::size_t output, bool on) = 0;
  /// How the inputs stand, in the order of open(); true is active.
  virtual kiosk::base::Result<std::vector<bool>> read() = 0;
};

/// "/dev/gpiochip0": the kernel's chip through libgpiod. A folder instead: emulated hardware, where the level of line
/// N is the first byte of the file FOLDER/N, '0' or '1'; only below this interface is there any difference.
std::unique_ptr<GpioLines> make_gpio_lines(const std::string& path);

}  // namespace drivers::transport
