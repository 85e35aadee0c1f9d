// Lookup: lay the card down, show the slip's code, or type its number; whichever comes first.
#include <array>

#include "ui/screens/draws.h"
#include "ui/screens/form_entry.h"
#include "ui/screens/frame.h"
#include "ui/toolkit/pictures.h"

namespace ui::screens {
namespace {

constexpr std::array<std::string_view, 4> kNumberKeys{"1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM-"};
constexpr std::size_t kLongestNumber = 30;

void take_number_key(Page& page, const toolkit::EntryKey& key) {
  using Kind = toolkit::EntryKey::Kind;
  if (key.kind == Kind::Text) append_entry(page, key.text, kLongestNumber);
  if (key.kind == Kind::Backspace) delete_last_of_entry(page);
  if (key.kind == Kind::Clear) set_entry(page, "");
}

/// The card is the shortest way, so it stands first.
void draw_card_way(Page& page, const Rect& area) {
  toolkit::card(page.ui, area);
  Rect inner = area.inset(page.gap(), page.small_gap());
  toolkit::illustration(page.ui, inner.take_left(std::min(inner.h * 1.5F, inner.w * 0.3F)),
                        Illustration::CardOnReader, page.text("identify.title"));
  inner.take_left(page.gap());
  TextLook look = page.ui.look(TypeRole::Label);
  look.max_lines = 3;
  look.line_spacing = 1.3F;
  toolkit::label(page.ui, inner, page.text("lookup.card"), look, VerticalAlign::Middle);
}

void draw_number_way(Page& page, Rect area) {
  const flow::Lookup& lookup = page.session().lookup;
  TextLook hint = page.ui.look(TypeRole::Body, page.color().text_secondary);
  hint.max_lines = 3;
  const std::string words = page.text("lookup.or");
  const auto height = static_cast<float>(page.ui.paint.measure(words, hint, area.w).height);
  toolkit::label(page.ui, area.take_top(height), words, hint);
  area.take_top(page.small_gap());
  if (lookup.trouble != flow::LookupTrouble::None) {
    draw_trouble_strip(page, area, page.text("lookup.trouble." + std::string(to_string(lookup.trouble))));
  }
  const std::string label = page.text("lookup.number");
  const std::string placeholder = page.text("lookup.number.hint");
  toolkit::text_field(page.ui, area.take_top(page.ui.theme.target() * 1.25F),
                      {.id = "entry",
                       .label = label,
                       .value = page.state.entry.value,
                       .placeholder = placeholder,
                       .active = true});
  area.take_top(page.small_gap());
  if (const auto key = toolkit::code_keyboard(page.ui, area, {.id = "code", .rows = kNumberKeys})) {
    take_number_key(page, *key);
  }
}

}  // namespace

void draw_lookup(Page& page) {
  draw_head(page,
            {.title = page.text("lookup.title"), .hint = {}, .icon = "magnify", .shows_service = false});
  Rect area = page.zones.content;
  const float card = std::max(page.mm(52), page.line(TypeRole::Label) * 3.4F);
  // After a wrong number the keys matter more than the picture, where there is no room for both.
  const bool cramped = area.h < page.ui.theme.target() * 12;
  if (page.session().lookup.trouble == flow::LookupTrouble::None || !cramped) {
    draw_card_way(page, area.take_top(std::min(card, area.h * 0.24F)));
    area.take_top(page.gap());
  }
  draw_number_way(page, area);
  const bool asking = page.session().lookup.asking;
  const std::string_view number = page.state.entry.value.reveal();
  const std::string placeholder = page.text("lookup.number.hint");
  const Action action = draw_actions(
      page, {.back = page.text("common.back"),
             .primary = asking ? page.text("lookup.asking") : page.text("lookup.find"),
             .disabled_reason = number.empty() ? std::string_view(placeholder) : std::string_view(),
             .busy = asking});
  if (action == Action::Back) page.emit(flow::Back{});
  if (action == Action::Primary && !asking) page.emit(flow::EnterNumber{std::string(number)});
}

}  // namespace ui::screens
