// Bytes of the commands.
#include "drivers/smart_card/card_commands.h"

namespace drivers::smart_card {

Command select_environment() {
  return {0x00, 0xA4, 0x04, 0x00, 0x0F, 's',  'x',  '1',  '.',  's',
          'h',  '.',  0xC9, 0xE7, 0xBB, 0xE1, 0xB1, 0xA3, 0xD5, 0xCF};
}

Command select_file(std::uint16_t id) {
  return {0x00, 0xA4, 0x00, 0x00, 0x02, static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id & 0xFF)};
}

Command read_record(std::uint8_t number, std::uint8_t short_id) {
  return {0x00, 0xB2, number, static_cast<std::uint8_t>(short_id << 3 | 0x04), 0x00};
}

Command read_selected_record(std::uint8_t number) { return {0x00, 0xB2, number, 0x00, 0x00}; }

std::optional<Command> follow_up(const Command& sent, std::uint16_t status) {
  const auto length = static_cast<std::uint8_t>(status & 0xFF);
  if (status >> 8 == 0x61) return Command{0x00, 0xC0, 0x00, 0x00, length};
  if (status >> 8 != 0x6C) return std::nullopt;
  Command again = sent;
  // A command with data and without Le gets one; a command that ends with Le gets the right one.
  const bool has_data = again.size() > 5;
  const bool has_length = has_data ? again.size() == 6U + again[4] : again.size() == 5;
  if (has_length) {
    again.back() = length;
  } else {
    again.push_back(length);
  }
  return again;
}

bool wants_authentication(std::uint16_t status) {
  return status == 0x6982 || status == 0x6983 || status == 0x6985 || (status & 0xFFF0) == 0x63C0;
}

}  // namespace drivers::smart_card
