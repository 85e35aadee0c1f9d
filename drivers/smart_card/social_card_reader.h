// SocialCardReader: a PC/SC reader that reads social-security cards.
#pragma once

#include <memory>

#include "drivers/contract/driver.h"
#include "drivers/contract/smart_card_reader.h"
#include "drivers/contract/status_board.h"
#include "drivers/transport/pcsc_slot.h"

namespace drivers::smart_card {

/// Device strand only, but for construction.
class SocialCardReader final : public contract::SmartCardReader {
 public:
  /// `reader`: what the reader's name must hold; empty for the first one.
  SocialCardReader(const contract::DriverContext& context, std::string reader);

  kiosk::base::Status open() override;
  void close() override { slot_.close(); }
  void poll() override;
  contract::DeviceReport report() const override { return board_.report(); }
  bool clear_fault(contract::FaultType type) override {
    return board_.clear(type, contract::ClearedBy::Operator);
  }
  contract::Completion<contract::SmartCardReading> read_card(const contract::JobContext& context) override;
  contract::Completion<std::monostate> wait_for_removal(const contract::JobContext& context) override;

 private:
  kiosk::base::Result<contract::SmartCardReading> read_with_retry();
  kiosk::base::Result<contract::SmartCardReading> read_once();

  const kiosk::base::Clock& clock_;
  std::stop_token closing_;
  transport::PcscSlot slot_;
  contract::StatusBoard board_;
};

/// The factory for the table of drivers. Transport "pcsc"; the path is a part of the reader's name, or "any".
kiosk::base::Result<std::unique_ptr<contract::Device>> make_social_card_reader(
    const contract::DriverContext& context, const contract::DeviceConfig& config);

}  // namespace drivers::smart_card
