// Tapes in a driver's factory: recording and playing, the same way for every driver that speaks over a byte
// stream.
//
//   const auto address = transport::line_address(config);        // of a tape: the recorded device's address
//   … make the line from *address …
//   return transport::with_tape(context, config, {"samv", make_samv_scrubber}, std::move(line));
#pragma once

#include <memory>

#include "drivers/contract/driver.h"
#include "drivers/transport/tape_scrubber.h"
#include "drivers/transport/transport.h"

namespace drivers::transport {

/// Whose tapes these are, and what takes personal data out of them.
struct TapeKind {
  const char* driver;
  std::unique_ptr<TapeScrubber> (*make_scrubber)();
};

/// The address that the driver's line is made from. Errors of read_tape for an address "tape:FILE".
kiosk::base::Result<contract::DeviceAddress> line_address(const contract::DeviceConfig& config);

/// The line itself; or a player in its place when the address is "tape:FILE[,speed=N]"; or, when the
/// configuration says so, a recorder around it, whose file is made now. The line must not be open. Errors:
/// those of read_tape and TapeWriter::create; Conflict for another class's or driver's tape; InvalidArgument
/// for another option than speed.
kiosk::base::Result<std::unique_ptr<Transport>> with_tape(const contract::DriverContext& context,
                                                          const contract::DeviceConfig& config,
                                                          const TapeKind& kind,
                                                          std::unique_ptr<Transport> line);

}  // namespace drivers::transport
