// Telling who one is and what one wants: card, questions, promise, signature.
#include <algorithm>
#include <cmath>

#include "kiosk/catalog/field_check.h"
#include "kiosk/flow/actions.h"

namespace kiosk::flow {
namespace {

/// A signature is more than a dot: this much ink in millimetres.
constexpr float kLeastInkMm = 30.0F;

float ink_of(const Stroke& stroke) {
  float length = 0;
  for (std::size_t i = 1; i < stroke.size(); ++i) {
    length += std::hypot(stroke[i].x_mm - stroke[i - 1].x_mm, stroke[i].y_mm - stroke[i - 1].y_mm);
  }
  return length;
}

bool is_signed(const std::vector<Stroke>& strokes) {
  float ink = 0;
  for (const Stroke& stroke : strokes) ink += ink_of(stroke);
  return ink >= kLeastInkMm;
}

const catalog::FieldRule& current_rule(const Session& session) {
  return session.service->form[session.question];
}

/// The value that the citizen gave, or the question's default.
base::SecureString value_of(const Turn& turn, const catalog::FieldRule& rule) {
  const base::SecureString* given = turn.session.answer(rule.id);
  if (given != nullptr) return *given;
  return base::SecureString(catalog::default_answer(rule, turn.occurrence.at));
}

void put_answer(Session& session, const base::FieldId& field, base::SecureString value) {
  const auto found = std::find_if(session.answers.begin(), session.answers.end(),
                                  [&field](const Answer& answer) { return answer.field == field; });
  if (found != session.answers.end()) {
    found->value = std::move(value);
  } else {
    session.answers.push_back({field, std::move(value)});
  }
}

/// The chip's end date against today's; 长期 and unknown texts never expire here.
bool is_expired(const drivers::contract::IdCard& card, base::WallTime today) {
  const std::string_view end = card.valid_to.reveal();
  const bool is_date =
      end.size() == 8 && std::all_of(end.begin(), end.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_date && end < base::to_compact_date(today);
}

}  // namespace

void keep_card(Turn& turn) {
  const drivers::contract::IdCard& card = turn.event<CardRead>().card;
  if (is_expired(card, turn.occurrence.at)) return enter_trouble(turn, TroubleKind::CardExpired, "");
  turn.session.applicant = card;
  enter_next(turn);
}

void tell_card_failure(Turn& turn) {
  const CardFailed& failed = turn.event<CardFailed>();
  enter_trouble(turn, failed.trouble, failed.detail);
}

void cancel_reading(Turn& turn) {
  turn.emit(CancelDeviceJobs{});
  enter_previous(turn);
}

void go_forward(Turn& turn) { enter_next(turn); }
void go_backward(Turn& turn) { enter_previous(turn); }

void keep_answer(Turn& turn) {
  const AnswerField& given = turn.event<AnswerField>();
  if (turn.session.service->field(given.field) == nullptr) return turn.refuse();
  put_answer(turn.session, given.field, given.value);
}

void next_question(Turn& turn) {
  Session& session = turn.session;
  const catalog::FieldRule& rule = current_rule(session);
  base::SecureString value = value_of(turn, rule);
  if (catalog::check_answer(rule, value.reveal(), turn.world.catalog, turn.occurrence.at))
    return turn.refuse();
  put_answer(session, rule.id, std::move(value));
  const auto& form = session.service->form;
  // A changed answer may ask what was not asked before: that is answered before the review comes back.
  const auto next = std::find_if(form.begin() + static_cast<std::ptrdiff_t>(session.question) + 1, form.end(),
                                 [&](const catalog::FieldRule& later) {
                                   return session.asks(later) &&
                                          (!session.back_to_review || session.answer(later.id) == nullptr);
                                 });
  if (next != form.end()) {
    session.question = static_cast<std::size_t>(next - form.begin());
    return;
  }
  if (!session.back_to_review) return enter_next(turn);
  session.back_to_review = false;
  enter(turn, StepKind::Review);
}

void previous_question(Turn& turn) {
  Session& session = turn.session;
  if (session.back_to_review) {
    session.back_to_review = false;
    return enter(turn, StepKind::Review);
  }
  do {
    if (session.question == 0) return enter_previous(turn);
    --session.question;
  } while (!session.asks(current_rule(session)));
}

void change_answer(Turn& turn) {
  Session& session = turn.session;
  const base::FieldId& field = turn.event<ChangeAnswer>().field;
  const auto& form = session.service->form;
  const auto found = std::find_if(form.begin(), form.end(),
                                  [&field](const catalog::FieldRule& rule) { return rule.id == field; });
  if (found == form.end()) return turn.refuse();
  session.question = static_cast<std::size_t>(found - form.begin());
  session.back_to_review = true;
  enter(turn, StepKind::Form);
}

void keep_promise(Turn& turn) {
  turn.session.promised = true;
  turn.session.promised_at = turn.occurrence.at;
  enter_next(turn);
}

void add_stroke(Turn& turn) { turn.session.signature.push_back(turn.event<DrawStroke>().stroke); }

void clear_signature(Turn& turn) { turn.session.signature.clear(); }

void finish_signature(Turn& turn) {
  if (!is_signed(turn.session.signature)) return turn.refuse();
  enter_next(turn);
}

}  // namespace kiosk::flow
