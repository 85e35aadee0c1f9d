// What an ESC/POS printer says about itself: an incremental parser of its answers and their meaning. Pure: no
// I/O.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "drivers/contract/fault.h"
#include "drivers/printing/escpos_commands.h"

namespace drivers::printing {

/// One thing that came from the printer.
struct PrinterAnswer {
  enum class Kind {
    Status,      ///< one byte after DLE EOT 1…4 (it does not say which)
    FullStatus,  ///< Custom: paper, user, recoverable, unrecoverable
    Done,        ///< after GS r 1: everything before has been carried out
  };
  Kind kind = Kind::Status;
  std::array<std::uint8_t, 4> bytes{};
};

/// Cuts the incoming bytes into answers. DLE EOT answers have fixed bits (byte & 0x93) == 0x12; XON, XOFF,
/// automatic status blocks (first byte & 0x93 == 0x10, three more) and noise are passed over.
class AnswerParser {
 public:
  /// `full_status`: the model answers DLE EOT 20 with 10 0F and four bytes.
  explicit AnswerParser(bool full_status) : full_status_(full_status) {}
  std::optional<PrinterAnswer> feed(std::uint8_t byte);
  /// How many bytes meant nothing since the start.
  std::size_t discarded() const { return discarded_; }
  void reset() { state_ = State::Idle; }

 private:
  enum class State { Idle, Escape, Full, Automatic };
  std::optional<PrinterAnswer> feed_idle(std::uint8_t byte);
  std::optional<PrinterAnswer> feed_full(std::uint8_t byte);

  bool full_status_;
  State state_ = State::Idle;
  std::size_t count_ = 0;
  PrinterAnswer answer_;
  std::size_t discarded_ = 0;
};

/// The condition of the printer, put together from its status bytes.
struct PrinterCondition {
  bool offline = false;
  bool cover_open = false;
  bool paper_out = false;
  bool paper_low = false;
  bool paper_jam = false;
  bool cutter_fault = false;
  bool over_temperature = false;  ///< or another error that ends by itself
  bool unrecoverable = false;
  bool other_error = false;
  bool spooling = false;        ///< full status only
  bool ticket_present = false;  ///< full status only

  /// Takes over what one DLE EOT byte says.
  void apply(StatusQuery query, std::uint8_t byte);
  /// Takes over Custom's four bytes.
  void apply_full(const std::array<std::uint8_t, 4>& bytes);
  /// The faults in order of what a person must do first.
  std::vector<contract::FaultType> faults() const;
  /// The first fault that stops printing, if any.
  std::optional<contract::FaultType> blocking() const;
};

}  // namespace drivers::printing
