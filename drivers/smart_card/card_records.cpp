// Records to fields.
#include "drivers/smart_card/card_records.h"

#include <algorithm>

#include "kiosk/base/text.h"

namespace drivers::smart_card {

using contract::SocialSecurityCard;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::SecureString;

namespace {

using Bytes = std::span<const std::uint8_t>;

bool is_padding(std::uint8_t byte) { return byte == 0x00 || byte == 0x20 || byte == 0xFF; }
bool is_digit(std::uint8_t byte) { return byte >= '0' && byte <= '9'; }
bool is_printable(std::uint8_t byte) { return byte > 0x20 && byte < 0x7F; }

/// Text if it is one, else its digits in hexadecimal: makers write the card's class and number either way.
SecureString text_or_digits(Bytes bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  if (std::all_of(bytes.begin(), bytes.end(), is_printable)) return SecureString(kiosk::base::as_text(bytes));
  SecureString text;
  for (const std::uint8_t byte : bytes) {
    text.append(kDigits.substr(byte >> 4, 1));
    text.append(kDigits.substr(byte & 0x0F, 1));
  }
  return text;
}

/// A citizen's number has 18 characters; old cards carry 15, and foreigners' numbers have letters.
bool is_number(Bytes bytes) {
  const auto fits = [](std::uint8_t byte) { return is_digit(byte) || (byte >= 'A' && byte <= 'Z'); };
  return bytes.size() >= 15 && bytes.size() <= 18 && std::all_of(bytes.begin(), bytes.end(), fits);
}

kiosk::base::Result<SecureString> chinese(Bytes gbk) {
  auto text = kiosk::base::from_gb18030(kiosk::base::as_text(gbk));
  if (!text) return fail(ErrorCode::InvalidData, "the name is not GBK");
  SecureString secure(*text);
  kiosk::base::wipe(text->data(), text->size());
  return secure;
}

SecureString sex_of(Bytes value) {
  if (value.size() != 1) return {};
  // As a character or as a number.
  const std::uint8_t code = value[0] < 10 ? static_cast<std::uint8_t>(value[0] + '0') : value[0];
  return is_digit(code) ? SecureString(kiosk::base::as_text({&code, 1})) : SecureString();
}

}  // namespace

bool CardRecords::add(Bytes record) {
  if (record.size() < 2 || record.size() - 2 < record[1]) return false;
  const Bytes value = record.subspan(2, record[1]);
  values_.try_emplace(record[0], value.begin(), value.end());
  return true;
}

Bytes CardRecords::value(std::uint8_t record_tag) const {
  const auto found = values_.find(record_tag);
  if (found == values_.end()) return {};
  Bytes value = found->second;
  // The sex 0 of a single byte is a value, not padding.
  while (value.size() > 1 && is_padding(value.back())) value = value.first(value.size() - 1);
  if (value.size() == 1 && is_padding(value[0]) && value[0] != 0) return {};
  return value;
}

kiosk::base::Result<SocialSecurityCard> card_of(const CardRecords& records) {
  const Bytes number = records.value(tag::kNumber);
  if (!is_number(number)) return fail(ErrorCode::InvalidData, "the card has no social-security number");
  auto name = chinese(records.value(tag::kName));
  if (!name) return tl::unexpected(name.error());
  if (name->empty() || name->reveal().front() == '\0') return fail(ErrorCode::InvalidData, "the card has no name");
  SocialSecurityCard card;
  card.number = SecureString(kiosk::base::as_text(number));
  card.name = std::move(*name);
  card.card_number = text_or_digits(records.value(tag::kCardNumber));
  card.card_class = text_or_digits(records.value(tag::kCardClass));
  const Bytes version = records.value(tag::kVersion);
  card.version = text_or_digits(version);
  if (!version.empty() && version[0] >= '1' && version[0] <= '9') card.generation = version[0] - '0';
  card.sex_code = sex_of(records.value(tag::kSex));
  return card;
}

}  // namespace drivers::smart_card
