// EmulatedSocialCard: social-security cards for the virtual reader of pcscd.
#pragma once

#include <optional>

#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/command_words.h"
#include "drivers/emulation/social_card_chip.h"
#include "drivers/emulation/vpcd_port.h"

namespace drivers::emulation {

/// Loop thread only. The reader is pcscd's own "Virtual PCD": it must run on the machine, or in the same network
/// namespace.
class EmulatedSocialCard final : public EmulatedDevice {
 public:
  explicit EmulatedSocialCard(const BenchPlace& place);

  std::string name() const override { return "smart-card"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::SmartCardReader; }
  std::string address() const override { return "pcsc:Virtual PCD 00 00"; }
  kiosk::base::Status plug() override { return {}; }
  kiosk::base::Json describe() const override { return {{"device", name()}, {"card", port_.is_in()}}; }
  const std::vector<CommandWord>& words() const override { return words_; }

 private:
  using Words = kiosk::base::Result<std::string>;
  std::vector<CommandWord> make_words();
  Words put(const CommandArguments& arguments);
  Words set_build(const CommandArguments& arguments);
  std::optional<VpcdPort::Bytes> answer(std::span<const std::uint8_t> command);

  std::filesystem::path people_file_;
  VpcdPort port_;
  SocialCardBuild build_;
  std::optional<SocialCardChip> chip_;
  std::optional<int> commands_left_;  ///< the card is pulled instead of answering the one after
  bool mute_ = false;
  std::vector<CommandWord> words_;
};

}  // namespace drivers::emulation
