// Pay: what is asked and why, the code for the phone, and whether the centre has the money.
#include <algorithm>

#include "kiosk/typeset/qr.h"
#include "ui/screens/draws.h"
#include "ui/screens/frame.h"
#include "ui/screens/message.h"
#include "ui/screens/money.h"

namespace ui::screens {
namespace {

using State = flow::PaymentProgress::State;

const flow::PaymentProgress& payment(const Page& page) { return page.session().payment; }

struct Word {
  toolkit::BannerKind kind = toolkit::BannerKind::Warning;
  std::string title, detail;
};

/// The one thing that must be said now; empty when all is as usual.
Word word_of(const Page& page) {
  const flow::PaymentProgress& now = payment(page);
  if (now.line_lost)
    return {toolkit::BannerKind::Warning, page.text("pay.lost.title"), page.text("pay.lost.text")};
  if (now.reading_code) return {toolkit::BannerKind::Info, page.text("pay.reading"), {}};
  if (!now.message.empty()) return {toolkit::BannerKind::Warning, page.text("pay.not-taken"), now.message};
  return {};
}

void draw_word(Page& page, Rect& area) {
  const Word word = word_of(page);
  if (word.title.empty()) return;
  toolkit::banner(page.ui, area.take_top(banner_height(page, area.w, word.title, word.detail)),
                  {.kind = word.kind, .title = word.title, .detail = word.detail});
  area.take_top(page.small_gap());
}

TextLook bill_look(const Page& page, bool total) {
  TextLook look = page.ui.look(total ? TypeRole::Label : TypeRole::Body,
                               total ? page.color().text : page.color().text_secondary);
  look.max_lines = 2;
  return look;
}

void draw_bill_line(Page& page, Rect line, const std::string& name, std::int64_t fen) {
  TextLook amount = bill_look(page, false);
  amount.align = TextAlign::Right;
  amount.max_lines = 1;
  const std::string words = money_words(page, fen);
  const auto width = static_cast<float>(page.ui.paint.measure(words, amount).width) + page.gap();
  toolkit::label(page.ui, line.take_right(width), words, amount, VerticalAlign::Middle);
  toolkit::label(page.ui, line, name, bill_look(page, false), VerticalAlign::Middle);
}

void draw_total(Page& page, Rect line) {
  TextLook amount = page.ui.look(TypeRole::Title, page.color().accent_ink);
  amount.align = TextAlign::Right;
  const std::string words = money_words(page, payment(page).fen);
  const auto width = static_cast<float>(page.ui.paint.measure(words, amount).width) + page.gap();
  toolkit::label(page.ui, line.take_right(width), words, amount, VerticalAlign::Middle);
  toolkit::label(page.ui, line, page.text("pay.total"), bill_look(page, true), VerticalAlign::Middle);
}

float bill_line_height(const Page& page) { return page.line(TypeRole::Body) * 1.5F; }

/// Lines that the card has room for; what is left out is counted.
void draw_bill(Page& page, Rect& area, float most) {
  const auto& lines = payment(page).lines;
  const float line = bill_line_height(page);
  const float total = page.line(TypeRole::Title) * 1.4F;
  const float room = std::max(0.0F, most - total - 2 * page.gap());
  const auto fits = static_cast<std::size_t>(std::max(1.0F, room / line));
  const std::size_t shown = lines.size() <= fits ? lines.size() : fits - 1;
  // "3 more" says something only after the first.
  const bool cut = shown > 0 && shown < lines.size();
  const float height = 2 * page.gap() + total + line * static_cast<float>(shown + (cut ? 1 : 0));
  Rect card = area.take_top(height);
  area.take_top(page.gap());
  toolkit::card(page.ui, card);
  card = card.inset(page.gap());
  for (std::size_t i = 0; i < shown; ++i) {
    draw_bill_line(page, card.take_top(line), page.in(lines[i].name), lines[i].fen);
  }
  if (cut) {
    const std::string rest = page.text("pay.more", {{"count", std::to_string(lines.size() - shown)}});
    toolkit::label(page.ui, card.take_top(line), rest, bill_look(page, false), VerticalAlign::Middle);
  }
  draw_total(page, card);
}

std::string until_words(const Page& page) {
  const base::CivilTime time = base::to_civil(payment(page).valid_until);
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return page.text("pay.until", {{"time", two(time.hour) + ":" + two(time.minute)}});
}

void draw_code(Page& page, Rect area) {
  toolkit::card(page.ui, area);
  area = area.inset(page.gap());
  TextLook look = page.ui.look(TypeRole::Label);
  look.align = TextAlign::Center;
  look.max_lines = 2;
  const auto measured = [&](const std::string& words, const TextLook& with) {
    return static_cast<float>(page.ui.paint.measure(words, with, area.w).height);
  };
  const std::string scan = page.text("pay.scan");
  const std::string until = until_words(page);
  TextLook small = page.ui.look(TypeRole::Body, page.color().text_secondary);
  small.align = TextAlign::Center;
  small.max_lines = 2;
  const float above = measured(scan, look), below = measured(until, small);
  const float side = std::min({area.w, area.h - above - below - 2 * page.small_gap(), page.mm(130)});
  // The three belong together: what is over goes above and below them.
  Rect group = area.centered(area.w, above + below + side + 2 * page.small_gap());
  toolkit::label(page.ui, group.take_top(above), scan, look);
  toolkit::label(page.ui, group.take_bottom(below), until, small);
  const auto qr = kiosk::typeset::make_qr(payment(page).code);
  if (qr) toolkit::qr_view(page.ui, group.centered(side, side), *qr, page.text("pay.qr"));
}

bool can_read_codes(const Page& page) {
  const auto& usable = page.session().surroundings.usable_devices;
  return std::find(usable.begin(), usable.end(), "code-reader") != usable.end();
}

void draw_own_code(Page& page, Rect& area) {
  if (!can_read_codes(page)) return;
  const Rect line = area.take_bottom(page.ui.theme.target());
  area.take_bottom(page.small_gap());
  if (button(page.ui, line,
             {.id = "own-code",
              .label = page.text("pay.own-code"),
              .kind = ButtonKind::Secondary,
              .icon = "qrcode-scan",
              .busy = payment(page).reading_code})) {
    page.emit(flow::UsePaymentCode{});
  }
}

void draw_asking(Page& page, const Rect& area) {
  const std::string words = page.text("pay.asking");
  toolkit::card(page.ui, area);
  toolkit::spinner(page.ui, area.centered(page.mm(36), page.mm(36)), words);
  TextLook look = page.ui.look(TypeRole::Label);
  look.align = TextAlign::Center;
  look.max_lines = 2;
  Rect below = area.inset(page.gap());
  toolkit::label(page.ui, below.take_bottom(below.h * 0.3F), words, look);
}

/// Paid in an earlier visit: nothing is asked again.
void draw_found(Page& page, const Rect& area) {
  Message message{Illustration::Done,
                  page.text("pay.found.title"),
                  {page.text("pay.found.title"),
                   page.text("pay.found.text", {{"yuan", money_words(page, payment(page).fen)}})}};
  message.number_label = page.text("pay.number");
  message.number = payment(page).number;
  draw_message(page, area, message);
}

}  // namespace

void draw_pay(Page& page) {
  const flow::PaymentProgress& now = payment(page);
  const bool found = now.state == State::Paid;
  const bool asked = now.state == State::Asked;
  draw_head(page, {.title = page.text(found ? "pay.found.head" : "pay.title"),
                   .hint = page.text(found ? "pay.found.hint" : "pay.hint"),
                   .icon = "cash-multiple"});
  Rect area = page.zones.content;
  draw_word(page, area);
  if (asked) {
    draw_own_code(page, area);
    draw_bill(page, area, area.h * 0.42F);
    draw_code(page, area);
  } else if (found) {
    draw_found(page, area);
  } else {
    draw_asking(page, area);
  }
  const Action action = draw_actions(page, {.back = page.text(found ? "pay.refund" : "pay.cancel"),
                                            .primary = found ? page.text("pay.continue") : std::string(),
                                            .primary_icon = "arrow-right"});
  if (action == Action::Back) page.emit(flow::Back{});
  if (action == Action::Primary) page.emit(flow::Next{});
}

}  // namespace ui::screens
