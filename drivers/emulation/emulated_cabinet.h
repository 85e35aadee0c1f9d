// EmulatedCabinet: a cabinet controller on Modbus RTU over a pty: climate, door, fan.
#pragma once

#include <array>

#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/command_words.h"
#include "drivers/emulation/line_faults.h"
#include "drivers/emulation/pty_port.h"

namespace drivers::emulation {

/// Loop thread only. Its port is the link FOLDER/cabinet; unit 1, the registers of
/// config/devices/cabinets/generic.json.
class EmulatedCabinet final : public EmulatedDevice {
 public:
  explicit EmulatedCabinet(const BenchPlace& place);
  /// On a port of the caller's.
  EmulatedCabinet(EventLoop& loop, const PortMaker& make_port);

  std::string name() const override { return "cabinet"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::CabinetMonitor; }
  std::string address() const override { return port_->address(); }
  kiosk::base::Status plug() override { return port_->plug(); }
  kiosk::base::Json describe() const override;
  const std::vector<CommandWord>& words() const override { return words_; }

  LineFaults& faults() { return line_.faults(); }
  int fan() const { return registers_[3]; }

 private:
  using Words = kiosk::base::Result<std::string>;
  std::vector<CommandWord> make_words();
  CommandWord measured(const char* word, const char* purpose, std::size_t number);
  void on_bytes(std::span<const std::uint8_t> bytes);
  void answer(std::span<const std::uint8_t> request);

  std::unique_ptr<BytePort> port_;
  FaultyLine line_;
  std::array<std::uint16_t, 4> registers_{450, 235, 0, 0};  ///< humidity, temperature, door, fan
  std::vector<std::uint8_t> heard_;
  std::vector<CommandWord> words_;
};

}  // namespace drivers::emulation
