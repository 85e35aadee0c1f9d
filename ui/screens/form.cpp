// Form: one question a page. "Next" checks first; what is wrong is said in words at the answer.
#include "ui/screens/draws.h"
#include "ui/screens/form_entry.h"
#include "ui/screens/frame.h"

namespace ui::screens {
namespace {

using catalog::FieldKind;

std::string_view icon_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::Choice:
    case FieldKind::MultiChoice:
    case FieldKind::YesNo: return "format-list-bulleted";
    case FieldKind::Period:
    case FieldKind::Date: return "calendar";
    case FieldKind::Region: return "map-marker";
    case FieldKind::Text: return "lead-pencil";
    case FieldKind::Digits: return "pin";
    case FieldKind::Phone: return "phone";
    case FieldKind::IdentityNumber: return "account-card-details";
    case FieldKind::CreditCode: return "store";
    case FieldKind::Plate:
    case FieldKind::Vin: return "car";
    case FieldKind::BankCard: return "credit-card";
    case FieldKind::Amount: return "cash-multiple";
  }
  return "lead-pencil";
}

std::string hint_of(const Page& page, const catalog::FieldRule& rule) {
  if (rule.kind == FieldKind::Region) return region_hint(page);
  if (const std::string& own = page.in(rule.hint); !own.empty()) return own;
  if (rule.kind == FieldKind::Choice) return page.text("form.choose-one");
  if (rule.kind == FieldKind::MultiChoice) return page.text("form.choose-many");
  return {};
}

/// Questions that are answered with keys say what is wrong at the field itself.
bool is_typed(FieldKind kind) {
  switch (kind) {
    case FieldKind::Choice:
    case FieldKind::MultiChoice:
    case FieldKind::YesNo:
    case FieldKind::Period:
    case FieldKind::Date:
    case FieldKind::Region: return false;
    default: return true;
  }
}

void go_on(Page& page, const catalog::FieldRule& rule) {
  FormEntry& entry = page.state.entry;
  entry.unfinished = composing(page);
  if (entry.unfinished) return;
  entry.trouble = catalog::check_answer(rule, entry.value.reveal(), page.view.catalog, page.view.now);
  if (entry.trouble) return;
  page.emit(flow::AnswerField{rule.id, entry.value});
  page.emit(flow::Next{});
}

void draw_field(Page& page, Rect area, const catalog::FieldRule& rule) {
  const std::string trouble = trouble_text(page, rule);
  if (!trouble.empty() && !is_typed(rule.kind)) draw_trouble_strip(page, area, trouble);
  switch (rule.kind) {
    case FieldKind::Choice: return draw_choice_field(page, area, rule);
    case FieldKind::MultiChoice: return draw_multi_choice_field(page, area, rule);
    case FieldKind::YesNo: return draw_yes_no_field(page, area);
    case FieldKind::Period: return draw_period_field(page, area);
    case FieldKind::Date: return draw_date_field(page, area, rule);
    case FieldKind::Region: return draw_region_field(page, area);
    case FieldKind::Text:
      if (draw_text_field(page, area, rule)) go_on(page, rule);
      return;
    case FieldKind::Digits:
    case FieldKind::Phone:
    case FieldKind::IdentityNumber:
    case FieldKind::BankCard:
    case FieldKind::Amount: return draw_digits_field(page, area, rule);
    case FieldKind::CreditCode:
    case FieldKind::Plate:
    case FieldKind::Vin: return draw_code_field(page, area, rule);
  }
}

/// What was entered is kept even when it is not complete yet.
void go_back(Page& page, const catalog::FieldRule& rule) {
  if (!page.state.entry.value.empty()) page.emit(flow::AnswerField{rule.id, page.state.entry.value});
  page.emit(flow::Back{});
}

/// Only what is asked with the answers so far counts.
std::string counter_of(const Page& page) {
  int current = 0, total = 0;
  const auto& form = page.session().service->form;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const int asked = page.session().asks(form[i]) ? 1 : 0;
    total += asked;
    if (i <= page.session().question) current += asked;
  }
  return page.text("form.counter",
                   {{"current", std::to_string(current)}, {"total", std::to_string(total)}});
}

}  // namespace

void draw_form(Page& page) {
  const catalog::FieldRule& rule = current_rule(page);
  begin_entry(page, rule);
  const std::string counter = counter_of(page);
  const std::string optional = rule.required ? std::string() : page.text("common.optional");
  draw_head(page, {.title = page.in(rule.question) + optional,
                   .hint = hint_of(page, rule),
                   .icon = icon_of(rule.kind),
                   .above = counter});
  draw_field(page, page.zones.content, rule);
  const bool skips = !rule.required && page.state.entry.value.empty();
  const Action action = draw_actions(page, {.back = page.text("common.back"),
                                            .primary = page.text(skips ? "form.skip" : "common.next"),
                                            .primary_icon = "arrow-right"});
  if (action == Action::Back) go_back(page, rule);
  if (action == Action::Primary) go_on(page, rule);
}

}  // namespace ui::screens
