// EmulatedCardDispenser: a CRT card dispenser on a pty, with a stacker, a bin and faults on command.
#pragma once

#include "drivers/dispensing/crt_command.h"
#include "drivers/emulation/byte_port.h"
#include "drivers/emulation/command_words.h"
#include "drivers/emulation/emulated_device.h"
#include "drivers/emulation/line_faults.h"

namespace drivers::emulation {

/// Loop thread only.
class EmulatedCardDispenser final : public EmulatedDevice {
 public:
  /// On a pty with this link.
  EmulatedCardDispenser(EventLoop& loop, std::filesystem::path link);
  /// On a port of the caller's.
  EmulatedCardDispenser(EventLoop& loop, const PortMaker& make_port);

  std::string name() const override { return "dispenser"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::CardDispenser; }
  std::string address() const override { return port_->address(); }
  kiosk::base::Status plug() override { return port_->plug(); }
  kiosk::base::Json describe() const override;
  const std::vector<CommandWord>& words() const override { return words_; }

  int moves() const { return moves_; }  ///< how often a motor ran

 private:
  using Words = kiosk::base::Result<std::string>;
  using Text = std::vector<std::uint8_t>;
  std::vector<CommandWord> make_words();
  std::vector<CommandWord> make_fault_words();
  CommandWord number_word(const char* word, const char* purpose, int& number);
  CommandWord flag_word(const char* word, const char* purpose, bool& flag);
  CommandWord spoil_word(const char* word, const char* purpose, std::function<void(Text&)> spoiler);
  void on_bytes(std::span<const std::uint8_t> bytes);
  Text carry_out(std::uint8_t cm, std::uint8_t pm);
  /// Empty when it went well, else the error code.
  std::string move(contract::CardPlace goal, bool into_bin);
  void send_control(std::uint8_t byte);

  std::unique_ptr<BytePort> port_;
  FaultyLine line_;
  dispensing::CrtParser parser_;
  contract::CardPlace card_ = contract::CardPlace::None;
  int stacker_ = 50;
  int bin_ = 0;
  int bin_size_ = 10;
  int moves_ = 0;
  bool accepting_ = false;
  bool jammed_ = false;
  NextAnswers naks_{};
  NextAnswers eots_{};
  NextAnswers lost_acks_{};
  NextAnswers lost_answers_{};
  NextAnswers lost_moves_{};
  std::vector<CommandWord> words_ = make_words();
};

}  // namespace drivers::emulation
