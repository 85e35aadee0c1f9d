// CardRecords: the records of a social-security card by their tags, and the card that they make. Pure.
#pragma once

#include <map>
#include <span>

#include "drivers/contract/smart_card_reader.h"

namespace drivers::smart_card {

/// Tags of the records (LD/T 32 as the public readers use it). Their places differ between generations and makers:
/// only the tag counts.
namespace tag {
inline constexpr std::uint8_t kCardClass = 0x02;
inline constexpr std::uint8_t kVersion = 0x03;
inline constexpr std::uint8_t kCardNumber = 0x07;
inline constexpr std::uint8_t kNumber = 0x08;
inline constexpr std::uint8_t kName = 0x09;
inline constexpr std::uint8_t kSex = 0x0A;
}  // namespace tag

/// Tag, length, value, each record. What it holds is personal.
class CardRecords {
 public:
  /// Takes one record; bytes behind the value are padding. False when it is shorter than it says. A tag that came
  /// before keeps its first value.
  bool add(std::span<const std::uint8_t> record);
  bool has(std::uint8_t record_tag) const { return values_.count(record_tag) != 0; }
  bool empty() const { return values_.empty(); }
  std::size_t size() const { return values_.size(); }
  /// The value without the padding behind it (zeros, spaces, FF); empty when there is none.
  std::span<const std::uint8_t> value(std::uint8_t record_tag) const;

 private:
  std::map<std::uint8_t, kiosk::base::SecureBytes> values_;
};

/// InvalidData, without a word of what stands there, when number or name are missing or impossible.
kiosk::base::Result<contract::SocialSecurityCard> card_of(const CardRecords& records);

}  // namespace drivers::smart_card
