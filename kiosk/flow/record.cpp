// Writing occurrences down and reading them back.
#include "kiosk/flow/record.h"

#include <cstring>

#include "kiosk/base/overloaded.h"
#include "kiosk/flow/personal_fields.h"

namespace kiosk::flow {
namespace {

using base::Json;
using drivers::contract::IdCard;

template <class Card, class Visit>
void visit_card_texts(Card& card, Visit&& visit) {
  for (auto* text : {&card.name, &card.english_name, &card.sex_code, &card.nation_code, &card.birth_date,
                     &card.address, &card.number, &card.authority, &card.valid_from, &card.valid_to,
                     &card.permit_number}) {
    visit(*text);
  }
}

void write_card(FieldWriter& out, const IdCard& card) {
  out.put(std::to_string(static_cast<int>(card.kind)));
  visit_card_texts(card, [&out](const base::SecureString& text) { out.put(text); });
  out.put(card.photo_wlt);
}

std::optional<IdCard> read_card(FieldReader& in) {
  IdCard card;
  bool complete = true;
  const auto kind = in.take();
  if (!kind || kind->size() != 1) return std::nullopt;
  card.kind = static_cast<drivers::contract::IdCardKind>((*kind)[0] - '0');
  visit_card_texts(card, [&](base::SecureString& text) {
    const auto field = in.take();
    complete = complete && field.has_value();
    if (field) text = base::SecureString(*field);
  });
  const auto photo = in.take();
  if (!complete || !photo) return std::nullopt;
  const auto bytes = base::as_bytes(*photo);
  card.photo_wlt.assign(bytes.begin(), bytes.end());
  return card;
}

/// Strokes keep their exact bits, so that a replayed signature equals the drawn one.
void write_stroke(FieldWriter& out, const Stroke& stroke) {
  out.put({reinterpret_cast<const char*>(stroke.data()), stroke.size() * sizeof(StrokePoint)});
}

std::optional<Stroke> read_stroke(FieldReader& in) {
  const auto field = in.take();
  if (!field || field->size() % sizeof(StrokePoint) != 0) return std::nullopt;
  Stroke stroke(field->size() / sizeof(StrokePoint));
  if (!stroke.empty()) std::memcpy(stroke.data(), field->data(), field->size());
  return stroke;
}

Json to_json(const Preferences& p) {
  return {{"language", catalog::to_string(p.language)},
          {"text_size", static_cast<int>(p.text_size)},
          {"theme", static_cast<int>(p.theme)},
          {"low_reach", p.low_reach}};
}

Preferences preferences_from(const Json& j) {
  Preferences p;
  p.language = catalog::parse_language(j.at("language").get<std::string>()).value_or(catalog::Language::ZhCn);
  p.text_size = static_cast<TextSize>(j.at("text_size").get<int>());
  p.theme = static_cast<ThemeChoice>(j.at("theme").get<int>());
  p.low_reach = j.at("low_reach").get<bool>();
  return p;
}

Json to_json(const Surroundings& s) {
  return {{"connectivity", static_cast<int>(s.connectivity)},
          {"usable_devices", s.usable_devices},
          {"queue_has_room", s.queue_has_room}};
}

Surroundings surroundings_from(const Json& j) {
  return {static_cast<Surroundings::Connectivity>(j.at("connectivity").get<int>()),
          j.at("usable_devices").get<std::vector<std::string>>(), j.at("queue_has_room").get<bool>()};
}

Json to_json(const std::vector<IssuedDocument>& documents) {
  Json list = Json::array();
  for (const IssuedDocument& d : documents) {
    list.push_back({{"id", d.id}, {"title", d.title}, {"verify_code", d.verify_code}, {"pages", d.pages}});
  }
  return list;
}

std::vector<IssuedDocument> documents_from(const Json& list) {
  std::vector<IssuedDocument> documents;
  for (const Json& d : list) documents.push_back({d.at("id"), d.at("title"), d.at("verify_code"), d.at("pages")});
  return documents;
}

/// What is not personal in an event.
Json open_part(const FlowEvent& event) {
  return std::visit(
      base::Overloaded{
          [](const ChooseDomain& e) { return Json{{"domain", catalog::to_string(e.domain)}}; },
          [](const ChooseService& e) { return Json{{"service", e.service.value}}; },
          [](const AnswerField& e) { return Json{{"field", e.field.value}}; },
          [](const ChangeAnswer& e) { return Json{{"field", e.field.value}}; },
          [](const Rate& e) { return Json{{"level", e.level}}; },
          [](const SetPreferences& e) { return to_json(e.preferences); },
          [](const CardFailed& e) { return Json{{"trouble", static_cast<int>(e.trouble)}, {"detail", e.detail}}; },
          [](const CaseStored& e) { return Json{{"receipt_number", e.receipt_number}}; },
          [](const CaseNotStored& e) { return Json{{"detail", e.detail}}; },
          [](const CentreAccepted& e) {
            return Json{{"case_number", e.case_number}, {"message", e.message}, {"documents", to_json(e.documents)}};
          },
          [](const CentreRejected& e) { return Json{{"case_number", e.case_number}, {"message", e.message}}; },
          [](const CentreNotReached& e) { return Json{{"detail", e.detail}}; },
          [](const CaseWithdrawn& e) { return Json{{"withdrawn", e.withdrawn}}; },
          [](const DocumentReady& e) { return Json{{"pages", e.pages}}; },
          [](const DocumentFailed& e) { return Json{{"detail", e.detail}}; },
          [](const PagePrinted& e) { return Json{{"pages", e.pages}}; },
          [](const PrintDone& e) { return Json{{"pages", e.pages}, {"counted", e.counted}, {"taken", e.taken}}; },
          [](const PrintFailed& e) {
            return Json{{"trouble", static_cast<int>(e.trouble)}, {"pages_out", e.pages_out}, {"detail", e.detail}};
          },
          [](const SlipPrinted& e) { return Json{{"taken", e.taken}}; },
          [](const SlipFailed& e) { return Json{{"trouble", static_cast<int>(e.trouble)}, {"detail", e.detail}}; },
          [](const SurroundingsChanged& e) { return to_json(e.surroundings); },
          [](const auto&) { return Json::object(); }},
      event);
}

base::SecureBytes personal_part(const FlowEvent& event) {
  base::SecureBytes bytes;
  FieldWriter out(bytes);
  if (const auto* read = std::get_if<CardRead>(&event)) write_card(out, read->card);
  if (const auto* given = std::get_if<AnswerField>(&event)) out.put(given->value);
  if (const auto* drawn = std::get_if<DrawStroke>(&event)) write_stroke(out, drawn->stroke);
  return bytes;
}

/// Default-constructs the event of a kind.
template <std::size_t I = 0>
std::optional<FlowEvent> make_event(std::string_view name) {
  if constexpr (I < kEventKinds) {
    if (event_name(I) == name) return FlowEvent(std::in_place_index<I>);
    return make_event<I + 1>(name);
  } else {
    return std::nullopt;
  }
}

TroubleKind trouble_from(const Json& j) { return static_cast<TroubleKind>(j.at("trouble").get<int>()); }

/// Fills an event from its open part. Throws Json::exception where a member is missing.
void fill_open(FlowEvent& event, const Json& j) {
  std::visit(
      base::Overloaded{
          [&](ChooseDomain& e) { e.domain = catalog::parse_domain(j.at("domain").get<std::string>()).value(); },
          [&](ChooseService& e) { e.service.value = j.at("service"); },
          [&](AnswerField& e) { e.field.value = j.at("field"); },
          [&](ChangeAnswer& e) { e.field.value = j.at("field"); },
          [&](Rate& e) { e.level = j.at("level"); },
          [&](SetPreferences& e) { e.preferences = preferences_from(j); },
          [&](CardFailed& e) { e = {trouble_from(j), j.at("detail")}; },
          [&](CaseStored& e) { e.receipt_number = j.at("receipt_number"); },
          [&](CaseNotStored& e) { e.detail = j.at("detail"); },
          [&](CentreAccepted& e) {
            e = {j.at("case_number"), j.at("message"), documents_from(j.at("documents"))};
          },
          [&](CentreRejected& e) { e = {j.at("case_number"), j.at("message")}; },
          [&](CentreNotReached& e) { e.detail = j.at("detail"); },
          [&](CaseWithdrawn& e) { e.withdrawn = j.at("withdrawn"); },
          [&](DocumentReady& e) { e.pages = j.at("pages"); },
          [&](DocumentFailed& e) { e.detail = j.at("detail"); },
          [&](PagePrinted& e) { e.pages = j.at("pages"); },
          [&](PrintDone& e) { e = {j.at("pages"), j.at("counted"), j.at("taken")}; },
          [&](PrintFailed& e) { e = {trouble_from(j), j.at("pages_out"), j.at("detail")}; },
          [&](SlipPrinted& e) { e.taken = j.at("taken"); },
          [&](SlipFailed& e) { e = {trouble_from(j), j.at("detail")}; },
          [&](SurroundingsChanged& e) { e.surroundings = surroundings_from(j); },
          [](auto&) {}},
      event);
}

bool fill_personal(FlowEvent& event, const base::SecureBytes& bytes) {
  FieldReader in(bytes);
  if (auto* read = std::get_if<CardRead>(&event)) {
    auto card = read_card(in);
    if (!card) return false;
    read->card = std::move(*card);
  } else if (auto* given = std::get_if<AnswerField>(&event)) {
    const auto value = in.take();
    if (!value) return false;
    given->value = base::SecureString(*value);
  } else if (auto* drawn = std::get_if<DrawStroke>(&event)) {
    auto stroke = read_stroke(in);
    if (!stroke) return false;
    drawn->stroke = std::move(*stroke);
  }
  return in.at_end();
}

}  // namespace

OccurrenceRecord to_record(const Occurrence& occurrence) {
  Json open{{"event", event_name(occurrence.event.index())},
            {"at", occurrence.at.since_epoch.count()},
            {"fresh", occurrence.fresh.to_string()},
            {"open", open_part(occurrence.event)}};
  return {std::move(open), personal_part(occurrence.event)};
}

base::Result<Occurrence> from_record(const OccurrenceRecord& record) {
  const auto broken = [](const std::string& why) {
    return base::fail(base::ErrorCode::InvalidData, "not a recorded event: " + why);
  };
  try {
    auto event = make_event(record.open.at("event").get<std::string>());
    const auto fresh = base::Uuid::parse(record.open.at("fresh").get<std::string>());
    if (!event || !fresh) return broken("unknown event or malformed id");
    fill_open(*event, record.open.at("open"));
    if (!fill_personal(*event, record.personal)) return broken("the personal part is cut");
    return Occurrence{std::move(*event), base::WallTime{base::Duration{record.open.at("at").get<std::int64_t>()}},
                      *fresh};
  } catch (const std::exception& error) {
    return broken(error.what());
  }
}

base::SecureBytes canonical_bytes(const Session& session) {
  base::SecureBytes bytes;
  FieldWriter out(bytes);
  const Json open{{"id", session.id.value.to_string()},
                  {"at", catalog::to_string(session.at)},
                  {"preferences", to_json(session.preferences)},
                  {"surroundings", to_json(session.surroundings)},
                  {"domain", catalog::to_string(session.domain)},
                  {"service", session.service == nullptr ? "" : session.service->id.value},
                  {"place", {session.step, session.question, session.back_to_review}},
                  {"promised", {session.promised, session.promised_at.since_epoch.count()}},
                  {"case",
                   {to_string(session.progress.state), session.progress.key.value.to_string(),
                    session.progress.applied_at.since_epoch.count(), session.progress.receipt_number,
                    session.progress.case_number, session.progress.message, to_json(session.progress.documents)}},
                  {"print",
                   {session.document_ready, session.print.running, session.print.pages_printed, session.print.counted,
                    session.print.done, session.print.slip_printed, session.print.card_taken}},
                  {"trouble",
                   {to_string(session.trouble.kind), catalog::to_string(session.trouble.at), session.trouble.number,
                    session.trouble.detail, session.trouble.pages_out}},
                  {"end",
                   {session.rating.level, session.idle_warning, session.reminders, session.card_left_behind}}};
  out.put(open.dump());
  if (session.applicant) write_card(out, *session.applicant);
  for (const Answer& answer : session.answers) {
    out.put(answer.field.value);
    out.put(answer.value);
  }
  for (const Stroke& stroke : session.signature) write_stroke(out, stroke);
  return bytes;
}

}  // namespace kiosk::flow
