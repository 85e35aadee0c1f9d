// EmulatedIppPrinter: an A4 printer on loopback that speaks IPP and can fail in more ways than ippeveprinter.
#pragma once

#include "drivers/emulation/command_words.h"
#include "drivers/emulation/emulated_device.h"
#include "drivers/emulation/http_port.h"
#include "drivers/emulation/ipp_responder.h"
#include "drivers/emulation/print_engine.h"

namespace drivers::emulation {

struct IppPrinterBuild {
  std::filesystem::path folder;  ///< printed documents go to folder/prints
  int port = 0;                  ///< 0: the system chooses
  kiosk::base::Duration page_time{1500};
};

/// Loop thread only.
class EmulatedIppPrinter final : public EmulatedDevice {
 public:
  EmulatedIppPrinter(EventLoop& loop, const IppPrinterBuild& build);

  std::string name() const override { return "certificate"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::CertificatePrinter; }
  std::string address() const override;
  kiosk::base::Status plug() override;
  kiosk::base::Json describe() const override;
  const std::vector<CommandWord>& words() const override { return commands_; }

 private:
  using Reply = kiosk::base::Result<std::string>;
  HttpPort::Answer answer(const HttpRequest& request);
  std::vector<CommandWord> make_commands();
  void add_commands_with_arguments(std::vector<CommandWord>& table);
  CommandWord turn(const std::string& words, const std::string& purpose,
                   std::function<void(PrinterTroubles&)> action);
  Reply schedule(const CommandArguments& words, const std::vector<std::string>& event);
  Reply set_power(const CommandArguments& words);
  Reply show(const CommandArguments& words) const;

  PrintEngine engine_;
  IppResponder responder_;
  HttpPort port_;
  LoopTimer closing_;
  std::vector<CommandWord> commands_ = make_commands();
};

}  // namespace drivers::emulation
