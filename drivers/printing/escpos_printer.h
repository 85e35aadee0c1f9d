// EscposPrinter: a receipt printer that speaks ESC/POS, with or without a presenter.
#pragma once

#include <memory>
#include <span>

#include "drivers/contract/driver.h"
#include "drivers/contract/receipt_printer.h"
#include "drivers/contract/status_board.h"
#include "drivers/printing/escpos_link.h"
#include "drivers/printing/slip_encoder.h"

namespace drivers::printing {

/// What the driver is told about one printer.
struct EscposSettings {
  PrinterModel model;
  kiosk::base::Duration answer_time{1000};  ///< a status answer comes within this
  kiosk::base::Duration take_time{30'000};  ///< how long a presenter holds a slip before it draws it in
};

/// Device strand only. A slip that stopped half-way is cut off and its rest thrown away before the next job,
/// so that nobody gets another person's lines.
class EscposPrinter final : public contract::ReceiptPrinter {
 public:
  EscposPrinter(const contract::DriverContext& context, EscposSettings settings,
                std::unique_ptr<transport::Transport> line, SlipArtist artist);

  kiosk::base::Status open() override;
  void close() override;
  void poll() override;
  contract::DeviceReport report() const override { return board_.report(); }
  bool clear_fault(contract::FaultType type) override {
    return board_.clear(type, contract::ClearedBy::Operator);
  }
  contract::Completion<contract::SlipOutcome> print_slip(const contract::JobContext& context,
                                                         const contract::Slip& slip) override;

 private:
  using Outcome = contract::Completion<contract::SlipOutcome>;
  /// Nothing: go on. Otherwise the job's end.
  using Stop = std::optional<Outcome>;

  Outcome run(const contract::JobContext& context, const contract::Slip& slip);
  Stop check_before(const contract::JobContext& context);
  Stop send_all(const contract::JobContext& context, const std::vector<kiosk::base::SecureBytes>& pieces);
  Stop send_chunk(const contract::JobContext& context, std::span<const std::uint8_t> chunk);
  Stop wait_until_done(const contract::JobContext& context);
  Outcome wait_until_taken(const contract::JobContext& context);
  Outcome retract(contract::CompletionCode code);

  /// One look at the printer in mid-job; fills `last_`.
  Stop look_while(const contract::JobContext& context);
  Stop interrupted(const contract::JobContext& context) const;
  Outcome failed(const kiosk::base::Error& error, const contract::JobContext& context);
  Outcome stopped_by(contract::FaultType fault) const;

  /// Brings faults, supplies and state in line with what the printer says.
  void take_over(const PrinterCondition& condition);
  void line_failed(const kiosk::base::Error& error);
  /// Throws the rest of a stopped slip away and cuts it off.
  void recover();

  const kiosk::base::Clock& clock_;
  std::stop_token closing_;
  EscposSettings settings_;
  contract::StatusBoard board_;
  EscposLink link_;
  SlipArtist artist_;
  PrinterCondition last_;
  bool ink_on_paper_ = false;    ///< the running job has sent something printable
  bool slip_seen_ = false;       ///< the presenter has shown the running job's slip
  bool needs_recovery_ = false;  ///< a slip stopped half-way and its rest may still be in the printer
};

/// Factory for the driver table: driver "escpos", address "serial:…". Settings: "model" (a file's name in
/// config/devices/printers, default generic-80mm), "answer-ms", "take-seconds".
kiosk::base::Result<std::unique_ptr<contract::Device>> make_escpos_printer(
    const contract::DriverContext& context, const contract::DeviceConfig& config);

}  // namespace drivers::printing
