// Beginning, changing and checking an entry; dates and months as the answers write them.
#include "ui/screens/form_entry.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace ui::screens {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kUsualMonths = 12;

template <class... Values>
std::string print(const char* format, Values... values) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, values...);
  return buffer.data();
}

std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  int value = 0;
  const char* end = text.data() + at + count;
  const auto result = std::from_chars(text.data() + at, end, value);
  return result.ptr == end ? std::optional(value) : std::nullopt;
}

std::optional<Month> month_at(std::string_view text, std::size_t at) {
  const auto year = number_at(text, at, 4);
  const auto month = number_at(text, at + 5, 2);
  if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
  return Month{*year, *month};
}

/// Defaults are words where they depend on the day.
std::string default_of(const catalog::FieldRule& rule, base::WallTime now) {
  if (rule.default_value == "today") return to_iso(date_after(now, 0));
  if (rule.default_value == "last-12-months") return to_iso(last_months(now, kUsualMonths));
  return rule.default_value;
}

}  // namespace

const catalog::FieldRule& current_rule(const Page& page) {
  return page.session().service->form[page.session().question];
}

void begin_entry(Page& page, const catalog::FieldRule& rule) {
  FormEntry& entry = page.state.entry;
  if (entry.field == rule.id) return;
  entry = FormEntry{};
  entry.field = rule.id;
  const base::SecureString* given = page.session().answer(rule.id);
  entry.value = given != nullptr ? *given : base::SecureString(default_of(rule, page.view.now));
  if (rule.kind == catalog::FieldKind::Text) begin_writing(page, rule);
}

bool composing(const Page& page) {
  const toolkit::InputMethod* method = page.view.input_method;
  return method != nullptr && toolkit::composes(page.state.entry.keyboard.mode) &&
         !method->candidates().composition.empty();
}

void set_entry(Page& page, std::string_view value) {
  page.state.entry.value = base::SecureString(value);
  page.state.entry.trouble.reset();
  page.state.entry.unfinished = false;
}

std::string trouble_text(const Page& page, const catalog::FieldRule& rule) {
  const auto& trouble = page.state.entry.trouble;
  if (page.state.entry.unfinished) return page.text("form.text.choose-first");
  if (!trouble) return {};
  return page.text("field.error." + std::string(to_string(*trouble)),
                   {{"min", std::to_string(rule.min_length)},
                    {"max", std::to_string(rule.max_length)},
                    {"months", std::to_string(rule.max_months)}});
}

void draw_trouble_strip(Page& page, Rect& area, const std::string& words) {
  TextLook look = page.ui.look(TypeRole::Body, page.color().danger);
  look.weight = toolkit::FontWeight::Bold;
  look.max_lines = 0;
  look.line_spacing = 1.3F;
  const float icon = page.ui.theme.type(TypeRole::Title);
  const float width = area.w - 2 * page.gap() - icon - page.small_gap();
  const auto height = static_cast<float>(page.ui.paint.measure(words, look, width).height);
  Rect strip = area.take_top(std::max(height, icon) + 2 * page.small_gap());
  area.take_top(page.small_gap());
  toolkit::Node& node = page.ui.tree.add("answer-error", Role::Status, strip);
  node.set_name(words);
  node.state.error = true;
  page.ui.paint.fill(strip, page.color().danger_soft, page.ui.theme.small_radius());
  page.ui.paint.stroke(strip, page.color().danger, page.mm(0.5F), page.ui.theme.small_radius());
  Rect inner = strip.inset(page.gap(), page.small_gap());
  page.ui.paint.icon(inner.take_left(icon), "alert-circle", page.color().danger, icon);
  inner.take_left(page.small_gap());
  page.ui.paint.text(inner, words, look, VerticalAlign::Middle);
}

toolkit::Date date_after(base::WallTime today, int days) {
  const base::CivilTime civil = base::to_civil({today.since_epoch + base::Duration{days * kDayMs}});
  return {civil.year, civil.month, civil.day};
}

std::string to_iso(const toolkit::Date& date) {
  return print("%04d-%02d-%02d", date.year, date.month, date.day);
}

toolkit::Date parse_iso(std::string_view text, const toolkit::Date& otherwise) {
  const auto month = month_at(text, 0);
  const auto day = number_at(text, 8, 2);
  if (!month || !day) return otherwise;
  const toolkit::Date date{month->year, month->month, *day};
  return toolkit::is_valid(date) ? date : otherwise;
}

std::string to_iso(const Period& period) {
  return print("%04d-%02d/%04d-%02d", period.from.year, period.from.month, period.to.year, period.to.month);
}

std::optional<Period> parse_period(std::string_view text) {
  const auto from = month_at(text, 0);
  const auto to = month_at(text, 8);
  if (!from || !to) return std::nullopt;
  return Period{*from, *to};
}

Period last_months(base::WallTime now, int months) {
  const base::CivilTime civil = base::to_civil(now);
  const int current = Month{civil.year, civil.month}.index();
  return {Month::from_index(current - months), Month::from_index(current - 1)};
}

std::size_t count_characters(std::string_view utf8) {
  std::size_t count = 0;
  for (const char byte : utf8) count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

std::string_view without_last_character(std::string_view utf8) {
  while (!utf8.empty()) {
    const auto byte = static_cast<unsigned char>(utf8.back());
    utf8.remove_suffix(1);
    if ((byte & 0xC0U) != 0x80U) break;
  }
  return utf8;
}

void append_entry(Page& page, std::string_view text, std::size_t limit) {
  const base::SecureString& value = page.state.entry.value;
  if (text.empty() || count_characters(value.reveal()) + count_characters(text) > limit) return;
  base::SecureString longer = value;
  longer.append(text);
  set_entry(page, longer.reveal());
}

void delete_last_of_entry(Page& page) {
  set_entry(page, without_last_character(page.state.entry.value.reveal()));
}

}  // namespace ui::screens
