// CardImage: the contents of an emulated card's chip, made from a synthetic person or from a recorded answer.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"

namespace drivers::emulation {

/// Bytes as the card gives them. Emulated people are synthetic, so nothing here is secret.
struct CardImage {
  std::string label;                    ///< who it is, for the bench's list
  std::vector<std::uint8_t> text;       ///< 256 bytes
  std::vector<std::uint8_t> photo;      ///< 1024 bytes of WLT
  std::vector<std::uint8_t> addresses;  ///< appended addresses, 0 to 4 times 70 bytes
  std::vector<std::uint8_t> fingerprints;  ///< 0, 512 or 1024 bytes
};

/// Builds the chip of one person of people.json. InvalidData for an unknown kind or a missing field.
kiosk::base::Result<CardImage> make_card(const kiosk::base::Json& person);
/// Takes the chip out of a complete answer to 30 01 (1295 bytes).
kiosk::base::Result<CardImage> card_from_answer(std::span<const std::uint8_t> answer, std::string label);
/// A file that holds either a person as JSON or a complete answer to 30 01.
kiosk::base::Result<CardImage> load_card(const std::filesystem::path& file);
/// The person of this name. NotFound names those that there are.
kiosk::base::Result<CardImage> find_person(const std::filesystem::path& people_file, const std::string& name);

}  // namespace drivers::emulation
