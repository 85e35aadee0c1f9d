// EmulatedEsclScanner: a network scanner on loopback that speaks eSCL, the protocol of driverless scanners.
#pragma once

#include <cstdint>
#include <vector>

#include "drivers/emulation/command_words.h"
#include "drivers/emulation/emulated_device.h"
#include "drivers/emulation/escl_documents.h"
#include "drivers/emulation/http_port.h"

namespace drivers::emulation {

/// The driver reaches it by SANE's airscan backend (package sane-airscan); the folder holds the backend's
/// configuration. Loop thread only.
class EmulatedEsclScanner final : public EmulatedDevice {
 public:
  EmulatedEsclScanner(EventLoop& loop, std::filesystem::path folder);

  std::string name() const override { return "escl"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::DocumentScanner; }
  std::string address() const override { return "sane:airscan:e0:Kiosk,config=" + folder_.string(); }
  kiosk::base::Status plug() override;
  kiosk::base::Json describe() const override;
  const std::vector<CommandWord>& words() const override { return words_; }

  /// The last job that was begun.
  const EsclJob& job() const { return job_; }

 private:
  using Words = kiosk::base::Result<std::string>;
  enum class Trouble { None, Busy, Jammed, CoverOpen, Error, Short };
  std::vector<CommandWord> make_words();
  Words set_trouble(const CommandArguments& arguments);
  Words set_paper(const CommandArguments& arguments);
  HttpPort::Answer answer(const HttpRequest& request);
  HttpPort::Answer begin_job(const HttpRequest& request);
  HttpPort::Answer next_page();
  std::string status() const;
  std::vector<std::uint8_t> scan_page() const;

  std::filesystem::path folder_;
  HttpPort port_;
  EsclJob job_{};
  int pages_left_ = 0;  ///< of the running job
  int jobs_ = 0;
  int in_feeder_ = 0;
  Trouble trouble_ = Trouble::None;
  bool mute_ = false;
  std::string paper_ = "lines";
  std::vector<CommandWord> words_ = make_words();
};

}  // namespace drivers::emulation
