// Choosing between the line, its recorder and a player.
#include "drivers/transport/tape_use.h"

#include <charconv>

#include "drivers/transport/tape_player.h"
#include "drivers/transport/tape_recorder.h"

namespace drivers::transport {

using contract::DeviceAddress;
using contract::DeviceConfig;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;

namespace {

constexpr const char* kTape = "tape";

Result<double> speed_of(const DeviceAddress& address) {
  double speed = 1;
  for (const auto& [name, value] : address.options) {
    const char* end = value.data() + value.size();
    const auto parsed = std::from_chars(value.data(), end, speed);
    const bool right = parsed.ec == std::errc{} && parsed.ptr == end && speed >= 0 && speed <= 1000;
    if (name != "speed" || !right) {
      return fail(ErrorCode::InvalidArgument, "a tape has only the option speed=0…1000", address.to_string());
    }
  }
  return speed;
}

Result<std::unique_ptr<Transport>> make_player(const contract::DriverContext& context,
                                               const DeviceConfig& config, const TapeKind& kind) {
  const auto speed = speed_of(config.address);
  if (!speed) return tl::unexpected(speed.error());
  auto tape = read_tape(config.address.path);
  if (!tape) return tl::unexpected(tape.error());
  const TapeHeader& header = tape->header;
  if (header.device_class != to_string(config.device_class) || header.driver != kind.driver) {
    return fail(ErrorCode::Conflict, "this is a tape of " + header.device_class + ", driver " + header.driver,
                config.address.path);
  }
  return std::make_unique<TapePlayer>(std::move(*tape), config.address.path, kind.make_scrubber(), *speed,
                                      context.clock);
}

}  // namespace

Result<DeviceAddress> line_address(const DeviceConfig& config) {
  if (config.address.transport != kTape) return config.address;
  const auto tape = read_tape(config.address.path);
  if (!tape) return tl::unexpected(tape.error());
  auto address = DeviceAddress::parse(tape->header.address);
  if (address && address->transport == kTape) {
    return fail(ErrorCode::InvalidData, "a tape's address must be a device's", config.address.path);
  }
  return address;
}

Result<std::unique_ptr<Transport>> with_tape(const contract::DriverContext& context,
                                             const DeviceConfig& config, const TapeKind& kind,
                                             std::unique_ptr<Transport> line) {
  if (config.address.transport == kTape) {
    auto player = make_player(context, config, kind);
    if (!player) return player;
    line = std::move(*player);
  }
  if (config.record_to.empty()) return line;
  const TapeHeader header{std::string(to_string(config.device_class)), kind.driver,
                          config.address.to_string(), config.settings};
  auto writer = TapeWriter::create(config.record_to, header);
  if (!writer) return tl::unexpected(writer.error());
  return std::make_unique<TapeRecorder>(std::move(line), kind.make_scrubber(), std::move(*writer),
                                        context.clock);
}

}  // namespace drivers::transport
