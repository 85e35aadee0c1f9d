// The fields of each layout, and what stands in them afterwards.
#include "drivers/id_card/card_scrubber.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "drivers/id_card/card_text.h"

namespace drivers::id_card {
namespace {

using Mutable = std::span<std::uint8_t>;

enum class FieldKind {
  Chinese,   ///< a synthetic text of the same length
  Latin,     ///< the same in capital letters
  Value,     ///< `value`, cut to the length of what stood there
  Validity,  ///< a date, or 长期 if that stood there
};

struct Field {
  std::size_t offset;
  std::size_t size;
  FieldKind kind;
  std::u16string_view value{};
};

constexpr std::u16string_view kBirth = u"19900307";
constexpr std::u16string_view kFrom = u"20200101";
constexpr std::u16string_view kTo = u"20400101";
/// Numbers of that person; the wrong ones, for cards that were refused, contradict their check digit or
/// birth.
struct Numbers {
  std::u16string_view resident, foreigner;
};
constexpr Numbers kRight{u"100000199003070018", u"UTO100090030701"};
constexpr Numbers kWrong{u"100000199003070010", u"UTO100080030701"};
constexpr std::u16string_view kForeverUnits = u"长期";
constexpr std::u16string_view kChinese = u"测试省测试市测试县测试镇测试路人甲乙丙丁";
constexpr std::u16string_view kLatin = u"TESTPERSON";
constexpr std::u16string_view kBeyond = u"\U0002CC56";  // two units

std::vector<Field> resident_fields(const Numbers& numbers) {
  return {{0, 30, FieldKind::Chinese},      {30, 2, FieldKind::Value, u"1"},
          {32, 4, FieldKind::Value, u"01"}, {36, 16, FieldKind::Value, kBirth},
          {52, 70, FieldKind::Chinese},     {122, 36, FieldKind::Value, numbers.resident},
          {158, 30, FieldKind::Chinese},    {188, 16, FieldKind::Value, kFrom},
          {204, 16, FieldKind::Validity}};
}

/// The fields of a layout by its mark; empty for an unknown one. What no field names becomes blank.
std::vector<Field> fields_of(std::uint8_t mark, const Numbers& numbers) {
  std::vector<Field> fields = resident_fields(numbers);
  switch (mark) {
    case ' ': return fields;
    case 'J':
      fields.push_back({220, 18, FieldKind::Value, u"H00000000"});
      fields.push_back({238, 4, FieldKind::Value, u"01"});
      return fields;
    case 'I':
      return {{0, 120, FieldKind::Latin},
              {120, 2, FieldKind::Value, u"1"},
              {122, 30, FieldKind::Value, numbers.foreigner},
              {152, 6, FieldKind::Value, u"UTO"},
              {158, 30, FieldKind::Chinese},
              {188, 16, FieldKind::Value, kFrom},
              {204, 16, FieldKind::Validity},
              {220, 16, FieldKind::Value, kBirth},
              {236, 4, FieldKind::Value, u"01"},
              {240, 8, FieldKind::Value, u"1000"}};
    case 'Y':
      return {{0, 30, FieldKind::Chinese},        {30, 2, FieldKind::Value, u"1"},
              {32, 4, FieldKind::Value, u"01"},   {36, 16, FieldKind::Value, kBirth},
              {52, 70, FieldKind::Latin},         {122, 36, FieldKind::Value, numbers.resident},
              {188, 16, FieldKind::Value, kFrom}, {204, 16, FieldKind::Validity},
              {220, 22, FieldKind::Latin},        {242, 6, FieldKind::Value, u"UTO"}};
    default: return {};
  }
}

char16_t unit_at(Mutable text, std::size_t unit) {
  return static_cast<char16_t>(text[2 * unit] | text[2 * unit + 1] << 8);
}

void put_unit(Mutable text, std::size_t unit, char16_t value) {
  text[2 * unit] = static_cast<std::uint8_t>(value & 0xFF);
  text[2 * unit + 1] = static_cast<std::uint8_t>(value >> 8);
}

void blank(Mutable text, std::size_t from_unit = 0) {
  for (std::size_t unit = from_unit; unit < text.size() / 2; ++unit) put_unit(text, unit, u' ');
}

/// Units without the spaces at the end.
std::size_t used_units(Mutable text) {
  std::size_t used = text.size() / 2;
  while (used > 0 && unit_at(text, used - 1) == u' ') --used;
  return used;
}

bool is_high(char16_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(char16_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// House numbers and Latin letters within a Chinese text.
char16_t plain_filler(char16_t before) {
  if (before >= u'0' && before <= u'9') return u'1';
  const bool letter = (before >= u'A' && before <= u'Z') || (before >= u'a' && before <= u'z');
  return letter ? u'A' : u'-';
}

void scrub_text(Mutable text, std::u16string_view pattern) {
  const std::size_t used = used_units(text);
  for (std::size_t unit = 0; unit < used; ++unit) {
    const char16_t before = unit_at(text, unit);
    if (before == u' ' || before == u'·') continue;
    if (is_high(before) && unit + 1 < used && is_low(unit_at(text, unit + 1))) {
      put_unit(text, unit, kBeyond[0]);
      put_unit(text, ++unit, kBeyond[1]);
    } else {
      const bool plain = before < 0x80 && pattern == kChinese;
      put_unit(text, unit, plain ? plain_filler(before) : pattern[unit % pattern.size()]);
    }
  }
}

void put_value(Mutable text, std::u16string_view value) {
  const std::size_t used = std::min(used_units(text), value.size());
  for (std::size_t unit = 0; unit < used; ++unit) put_unit(text, unit, value[unit]);
  blank(text, used);
}

void scrub_field(Mutable text, const Field& field) {
  switch (field.kind) {
    case FieldKind::Chinese: return scrub_text(text, kChinese);
    case FieldKind::Latin: return scrub_text(text, kLatin);
    case FieldKind::Value: return put_value(text, field.value);
    case FieldKind::Validity: {
      const bool forever =
          used_units(text) == 2 && unit_at(text, 0) == kForeverUnits[0] && unit_at(text, 1) == kForeverUnits[1];
      if (!forever) put_value(text, kTo);
      return;
    }
  }
}

}  // namespace

bool scrub_card_text(Mutable text) {
  if (text.size() != kTextSize || text[kLayoutMark + 1] != 0) return false;
  const std::uint8_t mark = text[kLayoutMark];
  std::vector<Field> fields = fields_of(mark, parse_card_text(text) ? kRight : kWrong);
  if (fields.empty()) return false;
  std::size_t place = 0;
  std::sort(fields.begin(), fields.end(), [](const Field& a, const Field& b) { return a.offset < b.offset; });
  for (const Field& field : fields) {
    blank(text.subspan(place, field.offset - place));
    scrub_field(text.subspan(field.offset, field.size), field);
    place = field.offset + field.size;
  }
  blank(text.subspan(place));
  put_unit(text, kLayoutMark / 2, mark);
  return true;
}

void scrub_addresses(Mutable blocks) {
  for (std::size_t place = 0; place + kAddressSize <= blocks.size(); place += kAddressSize) {
    scrub_text(blocks.subspan(place, kAddressSize), kChinese);
  }
}

}  // namespace drivers::id_card
