// CrtDispenser: a card dispenser that speaks the CRT protocol over a serial line.
#pragma once

#include <memory>
#include <string>

#include "drivers/contract/driver.h"
#include "drivers/contract/status_board.h"
#include "drivers/dispensing/card_account.h"
#include "drivers/dispensing/crt_link.h"

namespace drivers::dispensing {

struct CrtSettings {
  std::string model = "CRT-591";
  std::uint8_t address = 0;
  CrtTimings timings{};
  /// Judges the stacker by our count, too: its sensor only knows "few".
  contract::SupplyRule stacker{contract::FaultType::StackerLow, contract::FaultType::StackerEmpty};
};

/// Device strand only, but for construction.
class CrtDispenser final : public contract::CardDispenser {
 public:
  CrtDispenser(const contract::DriverContext& context, std::unique_ptr<transport::Transport> transport,
               CrtSettings settings);

  /// Initialises the dispenser. A card of a visit before that is still inside goes into the error bin: nobody
  /// else may get it.
  kiosk::base::Status open() override;
  void close() override { transport_->close(); }
  void poll() override;
  contract::DeviceReport report() const override { return board_.report(); }
  bool clear_fault(contract::FaultType type) override {
    return board_.clear(type, contract::ClearedBy::Operator);
  }
  /// A card that nobody took goes into the error bin.
  void end_session(const contract::JobContext& context) override;
  contract::Completion<contract::CardMove> stage(const contract::JobContext& context) override;
  contract::Completion<contract::CardMove> present(const contract::JobContext& context) override;
  contract::Completion<contract::CardMove> reject(const contract::JobContext& context) override;
  contract::Completion<contract::CardMove> accept(const contract::JobContext& context) override;
  void restore(const contract::CardCounts& counts) override;
  void exchange(int cards_in_stacker) override;

 private:
  using Move = contract::Completion<contract::CardMove>;
  /// What one command came to: a place to go on from, or the answer to the request.
  using Step = tl::expected<CrtStatus, Move>;

  Step look(const LinkLimit& limit);
  Step order(CardOrder order, const CrtCommand& command, contract::CardPlace goal, const LinkLimit& limit);
  Step take_answer(const LinkResult& answer, const LinkLimit& limit);
  Move refusal(const std::string& code, const CrtStatus& status);
  Move refuse(contract::CompletionCode code, contract::CardMoveTrouble trouble, const std::string& detail);
  Move failed(LinkTrouble trouble);
  Move done();
  /// Looks until the card is at `place`; refuses with `late` at the deadline.
  Move await(contract::CardPlace place, contract::CardMoveTrouble late, const LinkLimit& limit);
  void note(const CrtStatus& status);
  void tell_supplies();

  const kiosk::base::Clock& clock_;
  std::stop_token closing_;
  std::unique_ptr<transport::Transport> transport_;
  CrtSettings settings_;
  CrtLink link_;
  contract::StatusBoard board_;
  CardAccount account_;
  CrtStatus status_;
  bool opening_ = false;  ///< not yet Online: a card of the visit before may still be inside
};

/// The factory for the table of drivers. Transport "serial" with option baud (9600 when it is not given);
/// settings "model", "address" (0…255) and "stacker-low" ("15%" or "20").
kiosk::base::Result<std::unique_ptr<contract::Device>> make_crt_dispenser(
    const contract::DriverContext& context, const contract::DeviceConfig& config);

}  // namespace drivers::dispensing
