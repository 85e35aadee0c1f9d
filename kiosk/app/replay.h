// Replay: plays a recorded visit through the engine and compares each step with the record.
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/app/terminal.h"

namespace kiosk::app {

struct ReplayReport {
  int events = 0;
  int different = 0;        ///< events after which the session was not the recorded one
  int first_different = 0;  ///< its number from 1; 0 when none
  std::string end;          ///< the step that the visit ended on
};

/// Needs the state folder of the terminal that recorded: the personal parts are sealed with its keys.
base::Result<ReplayReport> replay_visit(const Options& options, const TerminalData& data);

}  // namespace kiosk::app
