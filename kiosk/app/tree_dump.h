// The accessibility tree as JSON: of a running desk terminal, or of the first screen.
#pragma once

#include "kiosk/app/options.h"
#include "kiosk/app/terminal.h"

namespace kiosk::app {

/// Of the terminal whose robot finger listens on this socket. Personal texts are left out.
base::Result<base::Json> ask_tree(const std::filesystem::path& finger);
/// Draws the first screen into memory. Opens no store, no line and no device.
base::Result<base::Json> attract_tree(const Options& options, const TerminalData& data);

}  // namespace kiosk::app
