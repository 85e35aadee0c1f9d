// Files, records and their answers.
#include "drivers/emulation/social_card_chip.h"

#include <algorithm>
#include <utility>

#include "drivers/smart_card/card_commands.h"
#include "kiosk/base/text.h"

namespace drivers::emulation {

using Bytes = SocialCardChip::Bytes;

namespace {

Bytes status_word(std::uint16_t word) {
  return {static_cast<std::uint8_t>(word >> 8), static_cast<std::uint8_t>(word & 0xFF)};
}

Bytes with_status(Bytes data, std::uint16_t word) {
  data.push_back(static_cast<std::uint8_t>(word >> 8));
  data.push_back(static_cast<std::uint8_t>(word & 0xFF));
  return data;
}

/// Tag, length and the text, padded with zeros to `size`.
Bytes record(std::uint8_t tag, std::string text, std::size_t size) {
  text.resize(size, '\0');
  Bytes bytes(2 + size);
  bytes[0] = tag;
  bytes[1] = static_cast<std::uint8_t>(size);
  std::copy(text.begin(), text.end(), bytes.begin() + 2);
  return bytes;
}

}  // namespace

kiosk::base::Result<SocialCardChip> SocialCardChip::make(const kiosk::base::Json& person, SocialCardBuild build) {
  const auto name = kiosk::base::to_gb18030(person.value("name", ""));
  if (!name || name->empty()) {
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidArgument, "the person has no name that a card holds");
  }
  SocialCardChip chip(build);
  const std::string version = std::to_string(build.generation) + ".00";
  chip.files_[0xEF05] = {record(0x01, "0123456789ABCDEF", 16), record(0x02, "3", 1), record(0x03, version, 4),
                         record(0x04, "100000", 12),           record(0x05, "\x20\x20\x01\x01", 4),
                         record(0x06, "\x20\x30\x01\x01", 4),  record(0x07, "T00000001", 9)};
  File holder{record(0x08, person.value("number", ""), 18), record(0x09, *name, 30)};
  // The second generation put a record for the rest of long names before the sex.
  if (build.generation > 1) holder.push_back(record(0x4E, "", 20));
  holder.push_back(record(0x0A, person.value("sex", ""), 1));
  holder.push_back(record(0x0B, person.value("nation", ""), 1));
  chip.files_[0xEF06] = std::move(holder);
  for (auto& [id, records] : chip.files_) {
    const auto first = static_cast<std::size_t>(build.turned_by) % records.size();
    std::rotate(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(first), records.end());
  }
  return chip;
}

void SocialCardChip::reset() {
  in_environment_ = false;
  selected_ = 0;
  pending_.clear();
}

Bytes SocialCardChip::answer(std::span<const std::uint8_t> command) {
  if (command.size() < 4) return status_word(0x6700);
  if (command[0] != 0x00) return status_word(0x6E00);
  switch (command[1]) {
    case 0xA4: return select(command);
    case 0xB2: return read(command);
    case 0xC0: {
      if (pending_.empty()) return status_word(0x6985);
      return with_status(std::exchange(pending_, {}), smart_card::kDone);
    }
    default: return status_word(0x6D00);
  }
}

Bytes SocialCardChip::select(std::span<const std::uint8_t> command) {
  const auto name = smart_card::select_environment();
  if (command[2] == 0x04) {
    const bool wanted = command.size() >= name.size() && std::equal(name.begin(), name.end(), command.begin());
    in_environment_ = wanted && !build_.other_card;
    if (!in_environment_) return status_word(0x6A82);
    return deliver({0x6F, 0x02, 0x84, 0x00}, command);
  }
  const auto id = command.size() < 7 ? 0 : static_cast<std::uint16_t>(command[5] << 8 | command[6]);
  if (!in_environment_ || files_.count(static_cast<std::uint16_t>(id)) == 0) return status_word(0x6A82);
  selected_ = static_cast<std::uint16_t>(id);
  return status_word(smart_card::kDone);
}

Bytes SocialCardChip::read(std::span<const std::uint8_t> command) {
  const bool by_short_id = command[3] != 0;
  const auto id = by_short_id ? static_cast<std::uint16_t>(0xEF00 | command[3] >> 3) : selected_;
  const auto file = files_.find(id);
  if (!in_environment_ || file == files_.end()) return status_word(0x6A82);
  const bool by_tag = build_.numbered_by_tag || (build_.mixed && id == 0xEF06);
  if (by_short_id == by_tag) return status_word(build_.refusal);
  if (build_.is_protected && id == 0xEF06) return status_word(0x6982);
  const File& records = file->second;
  const auto found = by_short_id
                         ? (command[2] >= 1 && command[2] <= records.size() ? records.begin() + command[2] - 1
                                                                            : records.end())
                         : std::find_if(records.begin(), records.end(),
                                        [&](const Bytes& bytes) { return bytes[0] == command[2]; });
  return found == records.end() ? status_word(smart_card::kNoRecord) : deliver(*found, command);
}

Bytes SocialCardChip::deliver(Bytes data, std::span<const std::uint8_t> command) {
  const auto size = static_cast<std::uint16_t>(data.size());
  if (build_.follow_up == 0x61) {
    pending_ = std::move(data);
    return status_word(static_cast<std::uint16_t>(0x6100 | size));
  }
  const bool exact = command.back() == size;
  if (build_.follow_up == 0x6C && !exact) return status_word(static_cast<std::uint16_t>(0x6C00 | size));
  return with_status(std::move(data), smart_card::kDone);
}

}  // namespace drivers::emulation
