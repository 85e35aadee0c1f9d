// Masking and the button that lifts it.
#include "ui/screens/masked.h"

#include "kiosk/base/mask.h"

namespace ui::screens {
namespace {

constexpr std::size_t kAddressKept = 6;
constexpr std::size_t kTextKept = 1;
constexpr std::size_t kPlateKept = 2;
constexpr std::size_t kRegionKept = 3;

void note_holding(Page& page, bool clicked) {
  auto& since = page.state.shown_since;
  if (page.ui.touch.pressed("show")) {
    if (!since) since = page.ui.now;
    page.state.shown_by_key = false;
  } else if (clicked) {
    page.state.shown_by_key = !since;
    since = since ? std::nullopt : std::optional(page.ui.now);
  } else if (!page.state.shown_by_key) {
    since.reset();
  }
}

}  // namespace

bool hold_to_show(Page& page, const Rect& rect) {
  const std::string words = page.text("review.show");
  const bool clicked =
      button(page.ui, rect,
             {.id = "show", .label = words, .kind = ButtonKind::Quiet, .icon = "eye", .guarded = false});
  note_holding(page, clicked);
  const auto& since = page.state.shown_since;
  if (!since) return false;
  const base::Duration shown = page.ui.now - *since;
  if (shown >= kShowAtMost) {
    if (page.state.shown_by_key) page.state.shown_since.reset();
    return false;
  }
  page.wake_in(kShowAtMost - shown);
  return true;
}

base::SecureString masked_name(const base::SecureString& name) {
  return base::SecureString(base::mask_name(name.reveal()));
}

base::SecureString masked_number(const base::SecureString& number) {
  return base::SecureString(base::mask_id_number(number.reveal()));
}

base::SecureString masked_address(const base::SecureString& address) {
  return base::SecureString(base::mask_tail(address.reveal(), kAddressKept));
}

base::SecureString masked_answer(const catalog::FieldRule& rule, std::string_view readable) {
  if (!rule.personal || readable.empty()) return base::SecureString(readable);
  switch (rule.kind) {
    case catalog::FieldKind::Phone: return base::SecureString(base::mask_phone(readable));
    case catalog::FieldKind::IdentityNumber:
    case catalog::FieldKind::CreditCode:
    case catalog::FieldKind::Vin:
    case catalog::FieldKind::BankCard: return base::SecureString(base::mask_id_number(readable));
    case catalog::FieldKind::Plate: return base::SecureString(base::mask_tail(readable, kPlateKept));
    case catalog::FieldKind::Text:
    case catalog::FieldKind::Digits: return base::SecureString(base::mask_tail(readable, kTextKept));
    case catalog::FieldKind::Region: return base::SecureString(base::mask_tail(readable, kRegionKept));
    case catalog::FieldKind::Choice:
    case catalog::FieldKind::MultiChoice:
    case catalog::FieldKind::Period:
    case catalog::FieldKind::Date:
    case catalog::FieldKind::Amount:
    case catalog::FieldKind::YesNo: return base::SecureString(readable);
  }
  return base::SecureString(readable);
}

}  // namespace ui::screens
