// KeyboardCodeSource: a code reader that plays keyboard (USB HID), taken exclusively.
#pragma once

#include "drivers/codes/code_source.h"
#include "drivers/codes/key_assembler.h"
#include "drivers/transport/evdev_device.h"

namespace drivers::codes {

/// Such readers have no trigger: they always look.
class KeyboardCodeSource final : public CodeSource {
 public:
  KeyboardCodeSource(transport::EvdevDevice device, KeyAssembler assembler)
      : device_(std::move(device)), assembler_(std::move(assembler)) {}

  kiosk::base::Status open() override { return device_.open(); }
  void close() override;
  bool is_open() const override { return device_.is_open(); }
  bool plays_keyboard() const override { return true; }
  kiosk::base::Status begin(const ReadLimit& limit) override;
  kiosk::base::Result<contract::ScannedCode> next(const ReadLimit& limit) override;
  void end() override {}
  kiosk::base::Status drop_stale() override;
  std::string model() const override;

 private:
  transport::EvdevDevice device_;
  KeyAssembler assembler_;
};

}  // namespace drivers::codes
