// Devices as lines for people, from the status file's or the control socket's JSON.
#pragma once

#include <ostream>

#include "kiosk/base/json_file.h"

namespace kiosk::ctl {

/// Class, state, model; then its faults and supplies, one a line.
void print_device(std::ostream& out, const base::Json& device);
/// What it can do.
void print_capabilities(std::ostream& out, const base::Json& device);

}  // namespace kiosk::ctl
