// EscposLink: questions to an ESC/POS printer and its answers over a transport.
#pragma once

#include <memory>
#include <optional>

#include "drivers/printing/escpos_status.h"
#include "drivers/printing/printer_model.h"
#include "drivers/transport/transport.h"

namespace drivers::printing {

/// Device strand only. The clock must outlive it.
class EscposLink {
 public:
  EscposLink(std::unique_ptr<transport::Transport> line, const kiosk::base::Clock& clock,
             const PrinterModel& model, kiosk::base::Duration answer_time);

  /// Opens the line and brings the printer into a known state.
  kiosk::base::Status open();
  void close() { line_->close(); }
  bool is_open() const { return line_->is_open(); }
  std::string description() const { return line_->description(); }

  kiosk::base::Status send(std::span<const std::uint8_t> bytes, kiosk::base::MonoTime deadline,
                           const std::stop_token& stop);
  /// Asks for everything the printer can say; of a mute one on USB, whose bytes are held up, its port says
  /// whether the paper is out. TimedOut when it is mute otherwise or answers noise.
  kiosk::base::Result<PrinterCondition> look(const std::stop_token& stop);
  /// Takes in what comes unasked for so long.
  void take_in(kiosk::base::Duration time, const std::stop_token& stop);
  /// After GS r 1 was sent: true once its answer has come.
  bool done_seen() const { return done_seen_; }
  void forget_done() { done_seen_ = false; }
  /// Empties the printer's buffers as far as the model can, and the line.
  kiosk::base::Status resynchronise();
  /// The last resort for a mute printer: starts it anew. Unsupported where the line cannot.
  kiosk::base::Status reset();
  /// What the port says of a printer that takes or gives no bytes: nothing unless it is out of paper.
  std::optional<PrinterCondition> held_up_by_paper();

 private:
  kiosk::base::Result<PrinterCondition> look_by_bytes(const std::stop_token& stop);
  kiosk::base::Result<PrinterAnswer> ask(kiosk::base::SecureBytes question, PrinterAnswer::Kind kind,
                                         const std::stop_token& stop);
  kiosk::base::Result<PrinterAnswer> ask_once(const kiosk::base::SecureBytes& question,
                                              PrinterAnswer::Kind kind, const std::stop_token& stop);
  kiosk::base::Result<PrinterAnswer> await(PrinterAnswer::Kind kind, kiosk::base::MonoTime deadline,
                                           const std::stop_token& stop);

  std::unique_ptr<transport::Transport> line_;
  const kiosk::base::Clock& clock_;
  const PrinterModel& model_;
  kiosk::base::Duration answer_time_;
  AnswerParser parser_;
  bool done_seen_ = false;
};

}  // namespace drivers::printing
