// Commands to a social-security card (ISO/IEC 7816-4) and what its status words ask for. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace drivers::smart_card {

/// CLA INS P1 P2 [Lc data] [Le]. Holds nothing personal.
using Command = std::vector<std::uint8_t>;

inline constexpr std::uint16_t kDone = 0x9000;
inline constexpr std::uint16_t kNoRecord = 0x6A83;

/// The files that hold identification data, and the tags that they may hold.
struct CardFile {
  std::uint8_t short_id;
  std::uint16_t id;
  std::uint8_t first_tag;
  std::uint8_t last_tag;
};
inline constexpr CardFile kIssuerFile{0x05, 0xEF05, 0x01, 0x07};
inline constexpr CardFile kHolderFile{0x06, 0xEF06, 0x08, 0x0D};

/// SELECT of the social-security environment by its name, "sx1.sh." and 社会保障 in GBK.
Command select_environment();
Command select_file(std::uint16_t id);
/// READ RECORD by number in the file with this short id.
Command read_record(std::uint8_t number, std::uint8_t short_id);
/// READ RECORD in the selected file, where some cards number their records by tag.
Command read_selected_record(std::uint8_t number);

/// What must be sent next to get the rest of the answer: GET RESPONSE after 61xx, the same command with the right
/// length after 6Cxx; nothing when the answer is final.
std::optional<Command> follow_up(const Command& sent, std::uint16_t status);
/// The card wants a PIN or a key first: 6982, 6983, 6985, 63Cx.
bool wants_authentication(std::uint16_t status);

}  // namespace drivers::smart_card
