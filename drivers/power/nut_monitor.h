// NutMonitor: a UPS behind NUT's upsd.
#pragma once

#include <memory>

#include "drivers/contract/driver.h"
#include "drivers/contract/status_board.h"
#include "drivers/power/nut_protocol.h"
#include "drivers/transport/transport.h"

namespace drivers::power {

struct NutSettings {
  std::string ups = "kiosk";  ///< its name in ups.conf
  kiosk::base::Duration answer_limit{2000};
  /// A UPS that was on the battery and is silent this long counts as empty, as upsmon's DEADTIME.
  kiosk::base::Duration dead_time{15'000};
};

/// Device strand only, but for construction.
class NutMonitor final : public contract::PowerMonitor {
 public:
  NutMonitor(const contract::DriverContext& context, std::unique_ptr<transport::Transport> transport,
             NutSettings settings);

  kiosk::base::Status open() override;
  void close() override { transport_->close(); }
  void poll() override;
  contract::DeviceReport report() const override { return board_.report(); }
  bool clear_fault(contract::FaultType type) override {
    return board_.clear(type, contract::ClearedBy::Operator);
  }
  contract::Completion<contract::PowerStatus> read_status(const contract::JobContext& context) override;

 private:
  kiosk::base::Status ask(kiosk::base::MonoTime deadline, const std::stop_token& stop);
  kiosk::base::Result<NutAnswer> exchange(kiosk::base::MonoTime deadline, const std::stop_token& stop);
  void tell(const std::map<std::string, std::string>& variables);
  void show_power();
  void note_silence(const kiosk::base::Error& error);

  const kiosk::base::Clock& clock_;
  std::stop_token closing_;
  std::unique_ptr<transport::Transport> transport_;
  NutSettings settings_;
  contract::StatusBoard board_;
  contract::PowerStatus status_;
  kiosk::base::MonoTime last_heard_{};
};

/// The factory for the table of drivers. Transport "tcp" (usual port 3493); option or setting "ups", the UPS's name.
kiosk::base::Result<std::unique_ptr<contract::Device>> make_nut_monitor(const contract::DriverContext& context,
                                                                        const contract::DeviceConfig& config);

}  // namespace drivers::power
