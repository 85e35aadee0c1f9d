// EmulatedReceiptPrinter: an ESC/POS receipt printer on a pty or over USB, with a roll of paper that can be looked at.
#pragma once

#include <deque>
#include <functional>
#include <memory>

#include "drivers/emulation/byte_port.h"
#include "drivers/emulation/command_words.h"
#include "drivers/emulation/emulated_device.h"
#include "drivers/emulation/escpos_tokens.h"
#include "drivers/emulation/loop_timer.h"
#include "drivers/emulation/slip_paper.h"

namespace drivers::emulation {

/// How the printer is built.
struct ReceiptPrinterBuild {
  std::filesystem::path link;  ///< where the driver finds it; empty: only the pty's own name
  int dots = 576;
  bool presenter = false;               ///< VKP80: holds the slip, full status
  kiosk::base::Duration line_time{15};  ///< for one line of text
  PortMaker make_port{};                ///< empty: a pty
};

/// Loop thread only.
class EmulatedReceiptPrinter final : public EmulatedDevice {
 public:
  EmulatedReceiptPrinter(EventLoop& loop, ReceiptPrinterBuild build);

  std::string name() const override { return "receipt"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::ReceiptPrinter; }
  std::string address() const override { return port_->address(); }
  kiosk::base::Status plug() override { return port_->plug(); }
  kiosk::base::Json describe() const override;
  /// GET_PORT_STATUS of the USB printer class: bit 5 paper empty, bit 4 selected, bit 3 no error.
  std::uint8_t port_status() const;
  const std::vector<CommandWord>& words() const override { return commands_; }

 private:
  using Reply = kiosk::base::Result<std::string>;
  void receive(std::span<const std::uint8_t> bytes);
  /// Real-time commands are carried out when they come, all others in their turn.
  bool carry_out_now(const EscposToken& token);
  void work();
  void carry_out(const EscposToken& token);
  void finish_slip();
  void keep_slip();
  void present(const EscposToken& token);
  void take_slip(bool into_bin);
  void count_line();
  bool stopped() const;
  void answer(std::vector<std::uint8_t> bytes);
  std::uint8_t status(int query) const;
  std::vector<std::uint8_t> full_status() const;

  std::vector<CommandWord> make_commands();
  CommandWord turn(const std::string& words, const std::string& purpose, std::function<void()> action);
  Reply schedule(const CommandArguments& words, std::vector<std::string> event);
  Reply set_power(const CommandArguments& words);
  Reply tear();
  Reply text(const CommandArguments& words) const;
  Reply show(const std::filesystem::path& file) const;

  ReceiptPrinterBuild build_;
  std::unique_ptr<BytePort> port_;
  SlipPaper paper_;
  EscposTokenizer tokenizer_;
  std::deque<EscposToken> waiting_;
  LoopTimer work_timer_;
  LoopTimer retract_timer_;
  LoopTimer event_timer_;

  bool paper_out_ = false;
  bool paper_low_ = false;
  bool cover_open_ = false;
  bool jammed_ = false;
  bool cutter_broken_ = false;
  bool hot_ = false;
  bool powered_ = true;
  bool mute_ = false;
  bool garbage_ = false;
  bool ticket_present_ = false;
  int lines_ = 0;  ///< printed since the start
  int asked_ = 0;  ///< status queries since the start
  int lines_until_event_ = -1;
  std::vector<std::string> event_;  ///< the command that is carried out then
  int count_ = 0;
  int retracted_ = 0;
  int torn_ = 0;  ///< slips that were torn off before their cut
  std::deque<PrintedSlip> slips_;
  std::vector<CommandWord> commands_ = make_commands();
};

}  // namespace drivers::emulation
