// The four layouts of a card's text block.
#include "drivers/id_card/card_text.h"

#include <vector>

#include "drivers/id_card/card_number.h"
#include "kiosk/base/text.h"

namespace drivers::id_card {

using contract::IdCard;
using contract::IdCardKind;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::SecureString;
using kiosk::base::Status;

namespace {

constexpr std::size_t kTemplateSize = 512;
constexpr std::string_view kForever = "长期";

/// Reads fields of one text block by offset and size in bytes.
class Fields {
 public:
  explicit Fields(std::span<const std::uint8_t> text) : text_(text) {}
  SecureString at(std::size_t offset, std::size_t size) const {
    return kiosk::base::utf16le_to_secure(text_.subspan(offset, size));
  }

 private:
  std::span<const std::uint8_t> text_;
};

IdCard parse_resident(const Fields& fields) {
  IdCard card;
  card.kind = IdCardKind::Resident;
  card.name = fields.at(0, 30);
  card.sex_code = fields.at(30, 2);
  card.nation_code = fields.at(32, 4);
  card.birth_date = fields.at(36, 16);
  card.address = fields.at(52, 70);
  card.number = fields.at(122, 36);
  card.authority = fields.at(158, 30);
  card.valid_from = fields.at(188, 16);
  card.valid_to = fields.at(204, 16);
  return card;
}

IdCard parse_permit(const Fields& fields) {
  IdCard card = parse_resident(fields);
  card.kind = IdCardKind::HkMoTwPermit;
  card.permit_number = fields.at(220, 18);
  card.issue_count = fields.at(238, 4);
  return card;
}

IdCard parse_foreigner_2017(const Fields& fields) {
  IdCard card;
  card.kind = IdCardKind::Foreigner2017;
  card.english_name = fields.at(0, 120);
  card.sex_code = fields.at(120, 2);
  card.number = fields.at(122, 30);
  card.nation_code = fields.at(152, 6);
  card.name = fields.at(158, 30);
  card.valid_from = fields.at(188, 16);
  card.valid_to = fields.at(204, 16);
  card.birth_date = fields.at(220, 16);
  card.card_version = fields.at(236, 4);
  card.authority = fields.at(240, 8);
  return card;
}

IdCard parse_foreigner_2023(std::span<const std::uint8_t> text, const Fields& fields) {
  IdCard card;
  card.kind = IdCardKind::Foreigner2023;
  card.name = fields.at(0, 30);
  card.sex_code = fields.at(30, 2);
  card.issue_count = fields.at(32, 4);
  card.birth_date = fields.at(36, 16);
  card.number = fields.at(122, 36);
  card.valid_from = fields.at(188, 16);
  card.valid_to = fields.at(204, 16);
  card.nation_code = fields.at(242, 6);
  card.former_number = fields.at(250, 6);
  // Characters 1 to 35 and 36 to 46 lie apart; a space at the seam must survive.
  kiosk::base::SecureBytes name(text.begin() + 52, text.begin() + 122);
  name.insert(name.end(), text.begin() + 220, text.begin() + 242);
  card.english_name = kiosk::base::utf16le_to_secure(name);
  return card;
}

/// A 2017 foreigner's number: three letters, four digits of the place, birth as YYMMDD, two characters more.
bool foreign_number_agrees(std::string_view number, std::string_view birth) {
  return number.size() == 15 && number.substr(7, 6) == birth.substr(2);
}

bool number_agrees(const IdCard& card) {
  const std::string_view number = card.number.reveal();
  const std::string_view birth = card.birth_date.reveal();
  if (card.kind == IdCardKind::Foreigner2017) return foreign_number_agrees(number, birth);
  return has_right_check_digit(number) && number.substr(6, 8) == birth;
}

Status check_card(const IdCard& card) {
  const std::string_view valid_to = card.valid_to.reveal();
  if (card.name.empty() && card.english_name.empty())
    return fail(ErrorCode::InvalidData, "the card has no name");
  if (!is_date(card.birth_date.reveal())) return fail(ErrorCode::InvalidData, "the date of birth is no date");
  if (!is_date(card.valid_from.reveal())) return fail(ErrorCode::InvalidData, "the date of issue is no date");
  if (valid_to != kForever && !is_date(valid_to))
    return fail(ErrorCode::InvalidData, "the last day is no date");
  if (!number_agrees(card)) {
    return fail(ErrorCode::InvalidData, "the number contradicts its check digit or the date of birth");
  }
  return {};
}

/// A known layout's fields; nothing for another mark.
std::optional<IdCard> parse_layout(std::span<const std::uint8_t> text) {
  const Fields fields(text);
  if (text[kLayoutMark + 1] != 0) return std::nullopt;
  switch (text[kLayoutMark]) {
    case ' ': return parse_resident(fields);
    case 'J': return parse_permit(fields);
    case 'I': return parse_foreigner_2017(fields);
    case 'Y': return parse_foreigner_2023(text, fields);
    default: return std::nullopt;
  }
}

std::size_t big_endian(std::span<const std::uint8_t> bytes, std::size_t offset) {
  return static_cast<std::size_t>(bytes[offset] << 8 | bytes[offset + 1]);
}

/// The parts behind their big-endian lengths, one part for each length. Empty when the lengths do not add up.
std::vector<std::span<const std::uint8_t>> split_parts(std::span<const std::uint8_t> data,
                                                       std::size_t count) {
  std::vector<std::span<const std::uint8_t>> parts;
  if (data.size() < 2 * count) return parts;
  auto rest = data.subspan(2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t size = big_endian(data, 2 * i);
    if (size > rest.size()) return {};
    parts.push_back(rest.first(size));
    rest = rest.subspan(size);
  }
  if (!rest.empty()) parts.clear();
  return parts;
}

Result<IdCard> parse_parts(const std::vector<std::span<const std::uint8_t>>& parts) {
  if (parts.empty()) return fail(ErrorCode::InvalidData, "the card's data contradicts its lengths");
  auto card = parse_card_text(parts[0]);
  if (card) card->photo_wlt.assign(parts[1].begin(), parts[1].end());
  return card;
}

}  // namespace

Result<IdCard> parse_card_text(std::span<const std::uint8_t> text) {
  if (text.size() != kTextSize) return fail(ErrorCode::InvalidData, "the text block has a wrong size");
  auto card = parse_layout(text);
  if (!card) return fail(ErrorCode::InvalidData, "the text block has an unknown layout mark");
  if (auto checked = check_card(*card); !checked) return tl::unexpected(checked.error());
  return std::move(*card);
}

Result<IdCard> parse_card_data(std::span<const std::uint8_t> data) {
  return parse_parts(split_parts(data, 2));
}

Result<IdCard> parse_card_and_fingerprints(std::span<const std::uint8_t> data) {
  const auto parts = split_parts(data, 3);
  if (!parts.empty() && parts[2].size() != 0 && parts[2].size() != kTemplateSize &&
      parts[2].size() != 2 * kTemplateSize) {
    return fail(ErrorCode::InvalidData, "the fingerprints have a wrong size");
  }
  auto card = parse_parts(parts);
  if (card) card->fingerprints.assign(parts[2].begin(), parts[2].end());
  return card;
}

Result<SecureString> parse_newest_address(std::span<const std::uint8_t> data) {
  if (data.empty() || data.size() % kAddressSize != 0) {
    return fail(ErrorCode::InvalidData, "the appended addresses have a wrong size");
  }
  SecureString newest;
  for (auto rest = data; newest.empty() && !rest.empty(); rest = rest.first(rest.size() - kAddressSize)) {
    newest = kiosk::base::utf16le_to_secure(rest.last(kAddressSize));
  }
  return newest;
}

}  // namespace drivers::id_card
