// Numbers: a pad of digits, or a keyboard of capitals and digits.
#include <algorithm>
#include <array>

#include "ui/screens/form_entry.h"

namespace ui::screens {
namespace {

using catalog::FieldKind;

constexpr std::array<std::string_view, 4> kCapitals{"1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"};
constexpr std::array<std::string_view, 4> kProvinces{"陕京津沪渝冀豫云辽", "黑湘皖鲁新苏浙赣鄂",
                                                     "桂甘晋蒙吉闽贵粤青", "藏川宁琼"};
constexpr std::array<std::string_view, 5> kPlateRest{"1234567890", "QWERTYUP", "ASDFGHJKL", "ZXCVBNM",
                                                     "挂学警港澳"};
constexpr std::u32string_view kCreditAllowed = U"0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::u32string_view kVinAllowed = U"0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

struct Pad {
  std::string_view extra;
  std::size_t limit;
};

Pad pad_of(const catalog::FieldRule& rule) {
  switch (rule.kind) {
    case FieldKind::Phone: return {"-", 13};
    case FieldKind::IdentityNumber: return {"X", 18};
    case FieldKind::BankCard: return {"", 19};
    case FieldKind::Amount: return {".", 14};
    default: return {"", rule.max_length};
  }
}

void take_key(Page& page, const toolkit::EntryKey& key, std::size_t limit) {
  using Kind = toolkit::EntryKey::Kind;
  if (key.kind == Kind::Text) append_entry(page, key.text, limit);
  if (key.kind == Kind::Backspace) delete_last_of_entry(page);
  if (key.kind == Kind::Clear) set_entry(page, "");
}

/// A plate begins with its province; then come letters and digits.
toolkit::CodeKeyboardSpec keyboard_of(const Page& page, FieldKind kind) {
  if (kind == FieldKind::CreditCode) return {.id = "code", .rows = kCapitals, .allowed = kCreditAllowed};
  if (kind == FieldKind::Vin) return {.id = "code", .rows = kCapitals, .allowed = kVinAllowed};
  if (page.state.entry.value.empty()) return {.id = "province", .rows = kProvinces};
  return {.id = "code", .rows = kPlateRest};
}

std::size_t code_limit(FieldKind kind) {
  if (kind == FieldKind::Plate) return 8;
  return kind == FieldKind::Vin ? 17 : 18;
}

}  // namespace

void draw_digits_field(Page& page, Rect area, const catalog::FieldRule& rule) {
  const Pad pad = pad_of(rule);
  Rect keys = draw_entry_value(page, area, rule, pad.limit);
  keys = keys.take_top(std::min(keys.h, page.mm(190)));
  const float width = std::min(keys.w, page.mm(230));
  keys = {keys.center().x - width / 2, keys.y, width, keys.h};
  const auto key = toolkit::digits_pad(page.ui, keys, {.id = "digits", .extra = pad.extra});
  if (key) take_key(page, *key, pad.limit);
}

void draw_code_field(Page& page, Rect area, const catalog::FieldRule& rule) {
  const std::size_t limit = code_limit(rule.kind);
  const Rect keys = draw_entry_value(page, area, rule, limit);
  const auto key = toolkit::code_keyboard(page.ui, keys, keyboard_of(page, rule.kind));
  if (key) take_key(page, *key, limit);
}

}  // namespace ui::screens
