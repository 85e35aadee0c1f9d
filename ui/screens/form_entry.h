// The half-entered answer: where it begins, how keys change it. Private to the room.
#pragma once

#include "ui/screens/page.h"

namespace ui::screens {

const catalog::FieldRule& current_rule(const Page& page);
/// Takes the answer given before, or the question's default, the first time that the question is shown.
void begin_entry(Page& page, const catalog::FieldRule& rule);
/// Replaces the answer; what was wrong with the old one is forgotten.
void set_entry(Page& page, std::string_view value);
/// A word is half typed: letters or strokes that no character was chosen for.
bool composing(const Page& page);
/// The mode that the citizen chose before, if this field offers it, otherwise the field's first.
void begin_writing(Page& page, const catalog::FieldRule& rule);
/// What is wrong with the entry, in words; empty when nothing was found.
std::string trouble_text(const Page& page, const catalog::FieldRule& rule);
/// One more piece at the end, unless the answer would be longer than `limit` characters.
void append_entry(Page& page, std::string_view text, std::size_t limit);
void delete_last_of_entry(Page& page);
/// The field with its caption; returns what is left for the keys.
Rect draw_entry_value(Page& page, Rect area, const catalog::FieldRule& rule, std::size_t limit);
/// A red strip with these words; what is left of the area is for the answers.
void draw_trouble_strip(Page& page, Rect& area, const std::string& words);

/// The civil date this many days after today's, in the county's zone.
toolkit::Date date_after(base::WallTime today, int days);
std::string to_iso(const toolkit::Date& date);
toolkit::Date parse_iso(std::string_view text, const toolkit::Date& otherwise);

struct Month {
  int year = 2026, month = 1;
  int index() const { return year * 12 + month - 1; }
  static Month from_index(int index) { return {index / 12, index % 12 + 1}; }
  friend bool operator==(const Month&, const Month&) = default;
};
struct Period {
  Month from, to;
  friend bool operator==(const Period&, const Period&) = default;
};
std::string to_iso(const Period& period);
std::optional<Period> parse_period(std::string_view text);
/// The `months` whole months before the current one.
Period last_months(base::WallTime now, int months);

std::size_t count_characters(std::string_view utf8);
std::string_view without_last_character(std::string_view utf8);

// One draw function for each kind of question; the area is the content zone.
void draw_choice_field(Page& page, const Rect& area, const catalog::FieldRule& rule);
void draw_multi_choice_field(Page& page, Rect area, const catalog::FieldRule& rule);
void draw_yes_no_field(Page& page, const Rect& area);
void draw_period_field(Page& page, Rect area);
void draw_date_field(Page& page, Rect area, const catalog::FieldRule& rule);
void draw_region_field(Page& page, Rect area);
/// True when the keyboard's "done" was pressed.
bool draw_text_field(Page& page, Rect area, const catalog::FieldRule& rule);
/// Digits, and what is written with digits and one more sign: phones, identity numbers, amounts.
void draw_digits_field(Page& page, Rect area, const catalog::FieldRule& rule);
/// Capitals and digits: plates, credit codes, vehicle numbers.
void draw_code_field(Page& page, Rect area, const catalog::FieldRule& rule);
/// Headline of a region question: town, village or estate.
std::string region_hint(const Page& page);

}  // namespace ui::screens
