// The commands of a SAM_V module and the form of their answers (GA/T 467). Pure; no I/O.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace drivers::id_card {

/// SW3, the third status byte of an answer; the first two are always 0.
namespace sw {
inline constexpr std::uint8_t kOk = 0x90;
inline constexpr std::uint8_t kCardFound = 0x9F;
inline constexpr std::uint8_t kNoContent = 0x91;
inline constexpr std::uint8_t kChecksumWrong = 0x10;
inline constexpr std::uint8_t kLengthWrong = 0x11;
inline constexpr std::uint8_t kCommandError = 0x21;
inline constexpr std::uint8_t kNotPermitted = 0x23;
inline constexpr std::uint8_t kUnknownError = 0x24;
inline constexpr std::uint8_t kCardRefusesSam = 0x31;
inline constexpr std::uint8_t kSamRefusesCard = 0x32;
inline constexpr std::uint8_t kVerificationFailed = 0x33;
inline constexpr std::uint8_t kUnknownCard = 0x40;
inline constexpr std::uint8_t kReadFailed = 0x41;
inline constexpr std::uint8_t kRandomFailed = 0x47;
inline constexpr std::uint8_t kSelfTestFailed = 0x60;
inline constexpr std::uint8_t kNotAuthorised = 0x66;
inline constexpr std::uint8_t kFindFailed = 0x80;
inline constexpr std::uint8_t kSelectFailed = 0x81;
}  // namespace sw

/// One command: what is sent, and what a good answer carries.
struct SamvCommand {
  std::uint8_t cmd;
  std::uint8_t para;
  const char* name;
  std::uint8_t good;      ///< SW3 of a good answer
  std::size_t least_data;  ///< data bytes of a good answer
  std::size_t most_data;
  bool optional = false;  ///< "command error" means that this module does not have it
};

inline constexpr SamvCommand kResetSam{0x10, 0xFF, "reset", sw::kOk, 0, 0};
inline constexpr SamvCommand kSamStatus{0x11, 0xFF, "status", sw::kOk, 0, 0};
inline constexpr SamvCommand kSamNumber{0x12, 0xFF, "SAM number", sw::kOk, 16, 16};
inline constexpr SamvCommand kFindCard{0x20, 0x01, "find card", sw::kCardFound, 4, 8};
inline constexpr SamvCommand kSelectCard{0x20, 0x02, "select card", sw::kOk, 8, 8};
inline constexpr SamvCommand kReadCard{0x30, 0x01, "read text and photo", sw::kOk, 260, 1284};
/// A card has no, one or two templates of 512 bytes.
inline constexpr SamvCommand kReadCardAndFingerprints{
    0x30, 0x10, "read text, photo and fingerprints", sw::kOk, 1286, 2310, true};
inline constexpr SamvCommand kReadAddress{0x30, 0x03, "read newest address", sw::kOk, 70, 280, true};
inline constexpr SamvCommand kReadChipNumber{0x30, 0x05, "read chip number", sw::kOk, 28, 28, true};

struct SamvAnswer {
  std::uint8_t status = 0;  ///< SW3
  kiosk::base::SecureBytes data{};
};

kiosk::base::SecureBytes encode_request(const SamvCommand& command);
/// Takes a frame's body apart. InvalidData when it is shorter than the status bytes.
kiosk::base::Result<SamvAnswer> parse_answer(std::span<const std::uint8_t> body);
/// Answers carry no command code: this is how an answer to another command is noticed. True when the status and the
/// amount of data are possible for this command.
bool fits(const SamvCommand& command, const SamvAnswer& answer);

/// The text of a SAM number, as it is printed on the reader: "05.03-20260101-0001234567-0000000089".
/// Layout: little-endian u16 u16 u32 u32 u32. `data` has 16 bytes.
std::string sam_number_text(std::span<const std::uint8_t> data);

}  // namespace drivers::id_card
