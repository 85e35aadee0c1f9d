// CentreReport: tells the centre every minute how the terminal is, and hears what is published there.
#pragma once

#include <functional>

#include "kiosk/app/centre_watch.h"
#include "kiosk/protocol/terminal_report.h"

namespace kiosk::app {

/// Main thread. The rooms must outlive it. Nothing is sent while the centre is out of reach: the next minute
/// tells the state that is true then.
class CentreReport {
 public:
  struct World {
    Storage& storage;
    Line& line;
    base::Executor& main;
    const base::Clock& clock;
    CentreWatch& watch;
  };
  /// What the terminal itself knows; the queue and the trail are added here.
  using Describe = std::function<protocol::TerminalReport()>;
  /// What the centre publishes now; called after each answer.
  using Published = std::function<void(const std::vector<protocol::PublishedVersion>&)>;

  CentreReport(World world, std::stop_token stop, Describe describe, Published published)
      : world_(world),
        stop_(std::move(stop)),
        describe_(std::move(describe)),
        published_(std::move(published)) {}
  ~CentreReport() { world_.main.cancel(timer_); }

  /// Tells now and every minute from now on.
  void tell();

 private:
  void send(protocol::TerminalReport report);

  World world_;
  std::stop_token stop_;
  Describe describe_;
  Published published_;
  base::TimerId timer_ = 0;
};

}  // namespace kiosk::app
