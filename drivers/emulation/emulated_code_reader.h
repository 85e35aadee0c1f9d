// EmulatedCodeReader: a code reader on a pty: sends what is scanned, with its terminator.
#pragma once

#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/byte_port.h"
#include "drivers/emulation/command_words.h"
#include "drivers/emulation/line_faults.h"

namespace drivers::emulation {

/// Loop thread only.
class EmulatedCodeReader final : public EmulatedDevice {
 public:
  /// On a pty with the link FOLDER/code.
  explicit EmulatedCodeReader(const BenchPlace& place);
  /// On a port of the caller's.
  EmulatedCodeReader(EventLoop& loop, const PortMaker& make_port);

  std::string name() const override { return "code"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::CodeReader; }
  std::string address() const override { return port_->address(); }
  kiosk::base::Status plug() override { return port_->plug(); }
  kiosk::base::Json describe() const override;
  const std::vector<CommandWord>& words() const override { return words_; }
  /// What the driver sent, as "16 54 0D": its trigger commands.
  const std::string& received() const { return received_; }

 private:
  using Words = kiosk::base::Result<std::string>;
  std::vector<CommandWord> make_words();
  void on_bytes(std::span<const std::uint8_t> bytes);
  Words scan(std::string payload, bool whole);
  Words scan_file(const CommandArguments& arguments);

  std::unique_ptr<BytePort> port_;
  FaultyLine line_;
  std::string terminator_ = "\r";
  std::string aim_;  ///< "]Q1" or nothing
  std::string received_;
  std::string last_;  ///< the code that was shown last
  std::vector<CommandWord> words_;
};

}  // namespace drivers::emulation
