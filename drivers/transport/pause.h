// Pausing on a device strand: a driver that asks again and again leaves the device some time in between.
#pragma once

#include <stop_token>

#include "kiosk/base/clock.h"

namespace drivers::transport {

/// Returns after `time`, or within 50 ms of a stop. Blocks the calling strand.
void pause_for(kiosk::base::Duration time, const kiosk::base::Clock& clock, const std::stop_token& stop);

}  // namespace drivers::transport
