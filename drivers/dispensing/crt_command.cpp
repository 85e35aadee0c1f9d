// Texts of commands and answers.
#include "drivers/dispensing/crt_command.h"

#include <array>

namespace drivers::dispensing {

using contract::CardPlace;

namespace {

constexpr std::uint8_t kCommand = 0x43;
constexpr std::uint8_t kGood = 0x50;
constexpr std::uint8_t kBad = 0x45;

std::optional<CrtStatus> parse_status(std::span<const std::uint8_t> bytes) {
  const auto digit = [](std::uint8_t byte, int most) { return byte >= '0' && byte <= '0' + most; };
  if (!digit(bytes[0], 2) || !digit(bytes[1], 2) || !digit(bytes[2], 1)) return std::nullopt;
  constexpr std::array kPlaces{CardPlace::None, CardPlace::Exit, CardPlace::ReadPosition};
  constexpr std::array kLevels{StackerLevel::Empty, StackerLevel::Few, StackerLevel::Enough};
  const auto index = [](std::uint8_t byte) { return static_cast<std::size_t>(byte - '0'); };
  return CrtStatus{kPlaces[index(bytes[0])], kLevels[index(bytes[1])], bytes[2] == '1'};
}

bool is_code(std::uint8_t byte) { return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'F'); }

}  // namespace

std::vector<std::uint8_t> encode_command(std::uint8_t address, const CrtCommand& command) {
  const std::array<std::uint8_t, 3> text{kCommand, command.cm, command.pm};
  return encode_frame(address, text);
}

std::optional<CrtAnswer> parse_answer(const CrtCommand& command, std::span<const std::uint8_t> text) {
  if (text.size() < 5 || text[1] != command.cm || text[2] != command.pm) return std::nullopt;
  if (text[0] == kBad && is_code(text[3]) && is_code(text[4])) {
    return CrtAnswer{{}, {static_cast<char>(text[3]), static_cast<char>(text[4])}};
  }
  if (text[0] != kGood || text.size() < 6) return std::nullopt;
  const auto status = parse_status(text.subspan(3, 3));
  if (!status) return std::nullopt;
  return CrtAnswer{status, {}};
}

}  // namespace drivers::dispensing
