// SaneDevice: one SANE scanner, opened, set up for a request and read page by page.
#pragma once

#include <sane/sane.h>

#include <functional>
#include <span>
#include <string>

#include "drivers/scanning/worker_protocol.h"

namespace drivers::scanning {

/// Where the pages go. A false answer cancels.
struct PageSink {
  std::function<bool(const PageGeometry&)> begin;
  std::function<bool(std::span<const std::uint8_t>)> pixels;
  std::function<bool()> end;
};

SaneStatus to_status(SANE_Status status);

/// Initialises SANE; one at a time in a process.
class SaneDevice {
 public:
  SaneDevice();
  SaneDevice(const SaneDevice&) = delete;
  SaneDevice& operator=(const SaneDevice&) = delete;
  ~SaneDevice();

  /// "any" takes the first scanner that is found at this machine.
  FinishNote open(const std::string& name);
  const DeviceNames& names() const { return names_; }
  FinishNote scan(const WorkerRequest& request, const PageSink& sink);

 private:
  FinishNote find_first(std::string& name);
  FinishNote set_up(const WorkerRequest& request);
  SANE_Status set_area(const WorkerRequest& request);
  FinishNote scan_page(const PageSink& sink);
  FinishNote read_pixels(const PageSink& sink);

  bool initialised_ = false;
  SANE_Handle handle_ = nullptr;
  DeviceNames names_;
  double resolution_ = 0;  ///< as it was taken; backends do not tell it while they scan
};

}  // namespace drivers::scanning
