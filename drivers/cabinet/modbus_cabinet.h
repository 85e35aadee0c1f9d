// ModbusCabinet: a cabinet controller on a Modbus RTU line.
#pragma once

#include <memory>

#include "drivers/cabinet/cabinet_model.h"
#include "drivers/cabinet/modbus_frame.h"
#include "drivers/contract/driver.h"
#include "drivers/contract/status_board.h"
#include "drivers/transport/transport.h"

namespace drivers::cabinet {

struct ModbusSettings {
  CabinetModel model{};
  std::uint8_t unit = 1;                     ///< on the bus, 1…247
  kiosk::base::Duration answer_limit{1000};  ///< a unit answers within this
  kiosk::base::Duration quiet{20};           ///< silence that ends whatever was on the line
};

/// Device strand only, but for construction.
class ModbusCabinet final : public contract::CabinetMonitor {
 public:
  ModbusCabinet(const contract::DriverContext& context, std::unique_ptr<transport::Transport> transport,
                ModbusSettings settings);

  kiosk::base::Status open() override;
  void close() override;
  void poll() override;
  contract::DeviceReport report() const override { return board_.report(); }
  bool clear_fault(contract::FaultType type) override {
    return board_.clear(type, contract::ClearedBy::Operator);
  }
  contract::Completion<contract::CabinetClimate> read_climate(const contract::JobContext& context) override;
  contract::Completion<std::monostate> set_fan(const contract::JobContext& context, int percent) override;

 private:
  /// When to give up: the caller's deadline and stop.
  struct Limit {
    kiosk::base::MonoTime deadline;
    std::stop_token stop;
  };
  kiosk::base::Result<contract::CabinetClimate> look(const Limit& limit);
  kiosk::base::Result<ModbusAnswer> exchange(const ModbusRequest& request, const Limit& limit);
  kiosk::base::Result<ModbusAnswer> attempt(const ModbusRequest& request, const Limit& limit);
  kiosk::base::Result<ModbusAnswer> ask(const ModbusRequest& request, const Limit& limit);
  void judge(const CabinetLook& look);
  void note_trouble(const kiosk::base::Error& error);
  template <class T>
  contract::Completion<T> failed(const kiosk::base::Error& error, const contract::JobContext& context);

  const kiosk::base::Clock& clock_;
  std::stop_token closing_;
  std::unique_ptr<transport::Transport> transport_;
  ModbusSettings settings_;
  contract::StatusBoard board_;
  bool in_step_ = true;  ///< no answer is on its way that nobody waits for any more
};

/// The factory for the table of drivers. Transport "serial" with option baud (the model's when it is not
/// given); settings "model" (a file below config/devices/cabinets) and "address" (1…247).
kiosk::base::Result<std::unique_ptr<contract::Device>> make_modbus_cabinet(
    const contract::DriverContext& context, const contract::DeviceConfig& config);

}  // namespace drivers::cabinet
