// Commands and answers of CRT card dispensers. Pure; no I/O.
#pragma once

#include <optional>
#include <string>

#include "drivers/contract/card_dispenser.h"
#include "drivers/dispensing/crt_frame.h"

namespace drivers::dispensing {

/// What is sent: CM and PM.
struct CrtCommand {
  std::uint8_t cm;
  std::uint8_t pm;
  bool moves;  ///< a motor runs: it takes seconds, and must never be sent twice on suspicion
};

/// Initialise; a card on the transport stays, or goes to the exit, or into the error bin.
inline constexpr CrtCommand kInitKeep{0x30, 0x33, false};
inline constexpr CrtCommand kToExit{0x30, 0x30, true};
inline constexpr CrtCommand kToErrorBin{0x30, 0x31, true};
inline constexpr CrtCommand kStatus{0x31, 0x30, false};
/// Takes the card on the transport, or else the next one of the stacker, to the contactless read position.
inline constexpr CrtCommand kToReadPosition{0x32, 0x32, true};
inline constexpr CrtCommand kAcceptCard{0x33, 0x30, false};
inline constexpr CrtCommand kRefuseCards{0x33, 0x31, false};

enum class StackerLevel { Empty, Few, Enough };

/// ST0, ST1, ST2.
struct CrtStatus {
  contract::CardPlace card = contract::CardPlace::None;
  StackerLevel stacker = StackerLevel::Enough;
  bool error_bin_full = false;
};

struct CrtAnswer {
  std::optional<CrtStatus> status{};  ///< of a good answer
  std::string error{};                ///< E1 E0 of a bad one: "10"
};

/// Error codes that the driver can act on; all others are a hardware fault with the code in its detail.
namespace crt_error {
inline constexpr const char* kJam = "10";
inline constexpr const char* kBinFull = "A1";
inline constexpr const char* kStackerEmpty = "A0";
inline constexpr const char* kNoCard = "02";  ///< the command cannot be carried out now
}  // namespace crt_error

std::vector<std::uint8_t> encode_command(std::uint8_t address, const CrtCommand& command);
/// Nothing when the text is no answer to this command.
std::optional<CrtAnswer> parse_answer(const CrtCommand& command, std::span<const std::uint8_t> text);

}  // namespace drivers::dispensing
