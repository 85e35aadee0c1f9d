// CodeReaderDevice: the device of both kinds of code readers.
#pragma once

#include <memory>

#include "drivers/codes/code_source.h"
#include "drivers/contract/driver.h"
#include "drivers/contract/status_board.h"

namespace drivers::codes {

/// Device strand only, but for construction.
class CodeReaderDevice final : public contract::CodeReader {
 public:
  CodeReaderDevice(const contract::DriverContext& context, std::unique_ptr<CodeSource> source);

  kiosk::base::Status open() override;
  void close() override { source_->close(); }
  void poll() override;
  contract::DeviceReport report() const override { return board_.report(); }
  bool clear_fault(contract::FaultType type) override {
    return board_.clear(type, contract::ClearedBy::Operator);
  }
  void end_session(const contract::JobContext&) override { poll(); }
  contract::Completion<contract::ScannedCode> read_code(const contract::JobContext& context) override;

 private:

  std::unique_ptr<CodeSource> source_;
  contract::StatusBoard board_;
};

/// The factory of the serial driver. Transport "serial" with option baud; setting "model" names a file below
/// config/devices/code-readers.
kiosk::base::Result<std::unique_ptr<contract::Device>> make_serial_code_reader(
    const contract::DriverContext& context, const contract::DeviceConfig& config);
/// The factory of the keyboard driver. Transport "evdev"; option or setting "aim=on" when the reader sends AIM
/// identifiers.
kiosk::base::Result<std::unique_ptr<contract::Device>> make_keyboard_code_reader(
    const contract::DriverContext& context, const contract::DeviceConfig& config);

}  // namespace drivers::codes
