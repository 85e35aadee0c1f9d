// EmulatedPanel: keypad and headset jack on a pipe of input events, lights and contacts as a folder of levels.
#pragma once

#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/command_words.h"
#include "drivers/emulation/event_pipe.h"

namespace drivers::emulation {

/// Wired as config/devices/panels/generic.json. Loop thread only.
class EmulatedPanel final : public EmulatedDevice {
 public:
  explicit EmulatedPanel(const BenchPlace& place);

  std::string name() const override { return "panel"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::Panel; }
  std::string address() const override {
    return "evdev:" + pipe_.path().string() + ",gpio=" + lines_.string();
  }
  kiosk::base::Status plug() override;
  kiosk::base::Json describe() const override;
  const std::vector<CommandWord>& words() const override { return words_; }
  /// Whether the light on this line shines.
  bool shines(unsigned line) const;

 private:
  using Words = kiosk::base::Result<std::string>;
  std::vector<CommandWord> make_words();
  CommandWord contact(const char* word, const char* purpose, unsigned line, bool active_low);
  Words press(const std::string& key);
  kiosk::base::Status set_line(unsigned line, bool level);

  EventPipe pipe_;
  std::filesystem::path lines_;
  bool headset_ = false;
  std::string last_key_;
  std::vector<CommandWord> words_;
};

}  // namespace drivers::emulation
