// EmulatedKeyReader: a code reader that plays keyboard, on a pipe with the kernel's input events.
#pragma once

#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/command_words.h"
#include "drivers/emulation/event_pipe.h"

namespace drivers::emulation {

/// Types ASCII as an American keyboard does, bytes above 127 as Alt with the digits of the keypad. Loop thread only.
/// Its node is FOLDER/code-keys.
class EmulatedKeyReader final : public EmulatedDevice {
 public:
  explicit EmulatedKeyReader(const BenchPlace& place);

  std::string name() const override { return "code-keys"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::CodeReader; }
  std::string address() const override { return "evdev:" + pipe_.path().string(); }
  kiosk::base::Status plug() override { return pipe_.plug(); }
  kiosk::base::Json describe() const override { return {{"device", name()}, {"plugged", pipe_.plugged()}}; }
  const std::vector<CommandWord>& words() const override { return words_; }

 private:
  using Words = kiosk::base::Result<std::string>;
  std::vector<CommandWord> make_words();
  Words type(const std::string& text, bool enter, int pause_ms);

  EventPipe pipe_;
  std::vector<CommandWord> words_;
};

}  // namespace drivers::emulation
