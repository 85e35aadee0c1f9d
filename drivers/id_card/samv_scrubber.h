// Scrubbers for tapes of SAM_V readers: everything that a card says becomes a synthetic person of region
// 100000.
#pragma once

#include <memory>

#include "drivers/transport/tape_scrubber.h"

namespace drivers::id_card {

/// Requests, bare answers and the module's own number pass. The data of a card keep their lengths: text
/// fields, photo, fingerprints, addresses and chip number get synthetic values, the checksum is made anew. A
/// frame that does not fit the request before it is hidden, and so is everything between frames.
std::unique_ptr<transport::TapeScrubber> make_samv_scrubber();

}  // namespace drivers::id_card
