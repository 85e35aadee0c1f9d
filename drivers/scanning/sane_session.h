// SaneSession: one run of the SANE worker: starts it, asks it, collects pages, ends it in any case.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "drivers/contract/document_scanner.h"
#include "drivers/scanning/worker_protocol.h"
#include "drivers/transport/process_transport.h"

namespace drivers::scanning {

/// How a run ended.
enum class SessionEnd {
  Finished,  ///< the worker said how: see `note`
  DeadlinePassed,
  Canceled,
  Died,     ///< it crashed or was killed
  Garbled,  ///< it sent nonsense
  NotStarted,
};

struct SessionResult {
  SessionEnd end = SessionEnd::Finished;
  FinishNote note{};
  std::optional<DeviceNames> device{};
  std::vector<contract::PageRaster> pages{};  ///< whole ones only
  bool broken_off = false;                    ///< a page came only in part
  std::string detail{};
};

/// Device strand only.
class SaneSession {
 public:
  SaneSession(transport::ProcessSettings worker, const kiosk::base::Clock& clock)
      : process_(std::move(worker), clock), clock_(clock) {}

  /// Runs to the end. At the deadline the worker is killed; after a stop it gets one second to cancel the
  /// scanner.
  SessionResult run(const WorkerRequest& request, kiosk::base::MonoTime deadline, const std::stop_token& stop,
                    const std::function<void(int pages)>& progress);

 private:
  void collect(kiosk::base::MonoTime deadline, const std::stop_token& stop);
  /// False ends the collecting.
  bool handle(WorkerFrame frame);
  bool begin_page(const WorkerFrame& frame);
  bool add_pixels(const WorkerFrame& frame);
  bool end_page();
  void cancel();
  void end_with(SessionEnd end, std::string detail);

  transport::ProcessTransport process_;
  const kiosk::base::Clock& clock_;
  SessionResult result_;
  std::optional<PageGeometry> geometry_;  ///< of the page that is coming
  kiosk::base::SecureBytes bytes_;        ///< of it, with the gaps between rows
  std::function<void(int)> progress_;
};

}  // namespace drivers::scanning
