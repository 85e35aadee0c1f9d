// ReceiptPrinter: prints slips on a thermal roll.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "drivers/contract/device.h"
#include "kiosk/base/secure.h"

namespace drivers::contract {

enum class Align { Left, Center, Right };

/// One line of a slip. Text is personal until proven otherwise.
struct SlipText {
  kiosk::base::SecureString text;
  Align align = Align::Left;
  int scale = 1;  ///< 1…4 times the printer's normal character
  bool bold = false;
};
struct SlipPair {  ///< a label at the left and its value at the right, wrapped when too long
  std::string label;
  kiosk::base::SecureString value;
};
struct SlipRule {};                ///< a line across the paper
struct SlipQr { std::string text; };  ///< never holds personal data
struct SlipFeed { int lines = 1; };

using SlipPart = std::variant<SlipText, SlipPair, SlipRule, SlipQr, SlipFeed>;
struct Slip {
  std::vector<SlipPart> parts;
};

/// What is known of a printed slip. `Printed` is only said when the printer's own status says so.
enum class SlipOutcome {
  Taken,      ///< printed, and seen to be taken
  Presented,  ///< printed and cut; the printer cannot tell whether it was taken
  Retracted,  ///< not taken in time and drawn in again
  Incomplete, ///< stopped by a fault: the slip is void
};

class ReceiptPrinter : public Device {
 public:
  static constexpr DeviceClass kClass = DeviceClass::ReceiptPrinter;
  /// Prints, cuts and presents. UserError with PaperOut, CoverOpen or PaperJam when somebody must act; the
  /// value then says Incomplete when ink may be on paper, and is absent when nothing was printed.
  virtual Completion<SlipOutcome> print_slip(const JobContext& context, const Slip& slip) = 0;
};

}  // namespace drivers::contract
