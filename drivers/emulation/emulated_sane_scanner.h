// EmulatedSaneScanner: SANE's own test device behind a private configuration, with its troubles on command.
#pragma once

#include "drivers/emulation/command_words.h"
#include "drivers/emulation/emulated_device.h"

namespace drivers::emulation {

/// The bench only writes the configuration; SANE's library in the driver's worker is the device. Each scan
/// reads it anew. Loop thread only.
class EmulatedSaneScanner final : public EmulatedDevice {
 public:
  explicit EmulatedSaneScanner(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::string name() const override { return "scanner"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::DocumentScanner; }
  std::string address() const override { return "sane:test:0,config=" + folder_.string(); }
  kiosk::base::Status plug() override;
  kiosk::base::Json describe() const override;
  const std::vector<CommandWord>& words() const override { return words_; }

 private:
  using Words = kiosk::base::Result<std::string>;
  std::vector<CommandWord> make_words();
  Words choose(const CommandArguments& arguments,
               const std::vector<std::pair<std::string, std::string>>& choices, std::string& value);
  Words write(std::string said) const;

  std::filesystem::path folder_;
  bool plugged_ = false;
  bool slow_ = false;
  std::string status_ = "Default";
  std::string picture_ = "Grid";
  std::vector<CommandWord> words_ = make_words();
};

}  // namespace drivers::emulation
