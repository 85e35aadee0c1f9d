// EmulatedSamvReader: an ID-card reader that speaks SAM_V on a pty or over USB, with cards and faults on
// command.
#pragma once

#include <deque>
#include <optional>

#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/byte_port.h"
#include "drivers/emulation/command_words.h"
#include "drivers/emulation/line_faults.h"
#include "drivers/emulation/loop_timer.h"
#include "drivers/emulation/samv_module.h"
#include "drivers/id_card/samv_frame.h"

namespace drivers::emulation {

/// Loop thread only.
class EmulatedSamvReader final : public EmulatedDevice {
 public:
  /// On a pty with the link FOLDER/reader.
  explicit EmulatedSamvReader(const BenchPlace& place);
  /// On a port of the caller's.
  EmulatedSamvReader(const BenchPlace& place, const PortMaker& make_port);

  std::string name() const override { return "reader"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::IdCardReader; }
  std::string address() const override { return port_->address(); }
  kiosk::base::Status plug() override { return port_->plug(); }
  kiosk::base::Json describe() const override;
  const std::vector<CommandWord>& words() const override { return words_; }

  SamvModule& module() { return module_; }
  /// The last 32 requests, oldest first, as "20 01": shows what a driver did after a trouble.
  const std::deque<std::string>& recent_requests() const { return recent_; }

 private:
  using Words = kiosk::base::Result<std::string>;
  std::vector<CommandWord> make_words();
  std::vector<CommandWord> make_fault_words();       ///< faults of the line
  std::vector<CommandWord> make_card_fault_words();  ///< faults of the module and the card
  void remember(std::span<const std::uint8_t> request);
  void on_bytes(std::span<const std::uint8_t> bytes);
  void answer(std::span<const std::uint8_t> request);
  Words put_card(const CommandArguments& arguments);
  Words remove_card(const CommandArguments& arguments);
  Words add_garbage(const CommandArguments& arguments);
  Words set_length(const CommandArguments& arguments);
  Words spoil(int times, std::function<void(std::vector<std::uint8_t>&)> spoiler);
  Words set_lacking(const CommandArguments& arguments);
  Words set_speed(const CommandArguments& arguments);
  Words set_sam(const CommandArguments& arguments);
  Words unplug();
  Words swap_card(const CommandArguments& arguments);
  Words reboot(const CommandArguments& arguments);

  std::filesystem::path people_file_;
  std::unique_ptr<BytePort> port_;
  FaultyLine line_;
  LoopTimer hand_;  ///< puts the other card down, or ends a reboot
  SamvModule module_;
  id_card::FrameParser parser_{2};         ///< the shortest request is "sleep"
  std::optional<std::size_t> pull_after_;  ///< the card is pulled after so many bytes of the next reading
  std::deque<std::string> recent_;
  std::vector<CommandWord> words_;
};

}  // namespace drivers::emulation
