// Writing occurrences down and reading them back.
#include "kiosk/flow/record.h"

#include <cstring>

#include "kiosk/flow/found_case_record.h"
#include "kiosk/flow/personal_fields.h"

namespace kiosk::flow {
namespace {

using base::Json;
using drivers::contract::IdCard;

template <class Card, class Visit>
void visit_card_texts(Card& card, Visit&& visit) {
  for (auto* text :
       {&card.name, &card.english_name, &card.sex_code, &card.nation_code, &card.birth_date, &card.address,
        &card.number, &card.authority, &card.valid_from, &card.valid_to, &card.permit_number}) {
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
          {"low_reach", p.low_reach},
          {"voice", p.voice},
          {"voice_rate", p.voice_rate},
          {"curtain", p.curtain}};
}

Preferences preferences_from(const Json& j) {
  Preferences p;
  p.language = catalog::parse_language(j.at("language").get<std::string>()).value_or(catalog::Language::ZhCn);
  p.text_size = static_cast<TextSize>(j.at("text_size").get<int>());
  p.theme = static_cast<ThemeChoice>(j.at("theme").get<int>());
  p.low_reach = j.at("low_reach").get<bool>();
  p.voice = j.value("voice", false);
  p.voice_rate = j.value("voice_rate", 0);
  p.curtain = j.value("curtain", false);
  return p;
}

Json to_json(const Surroundings& s) {
  Json json{{"connectivity", static_cast<int>(s.connectivity)},
            {"usable_devices", s.usable_devices},
            {"queue_has_room", s.queue_has_room}};
  // Left out while it is false: visits that were recorded before it existed keep their digests.
  if (s.maintenance) json["maintenance"] = true;
  return json;
}

Surroundings surroundings_from(const Json& j) {
  return {static_cast<Surroundings::Connectivity>(j.at("connectivity").get<int>()),
          j.at("usable_devices").get<std::vector<std::string>>(), j.at("queue_has_room").get<bool>(),
          j.value("maintenance", false)};
}

Json to_json(const ScannedPage& page) {
  Json flaws = Json::array();
  for (const auto flaw : page.flaws) flaws.push_back(static_cast<int>(flaw));
  return {{"digest", page.digest}, {"flaws", flaws}};
}

ScannedPage page_from(const Json& j) {
  ScannedPage page{j.at("digest"), {}};
  for (const Json& flaw : j.at("flaws")) {
    page.flaws.push_back(static_cast<drivers::contract::PageFlaw>(flaw.get<int>()));
  }
  return page;
}

Json to_json(const std::vector<ScannedMaterial>& materials) {
  Json list = Json::array();
  for (const ScannedMaterial& material : materials) {
    Json pages = Json::array();
    for (const ScannedPage& page : material.pages) pages.push_back(to_json(page));
    list.push_back({{"later", material.follows_later}, {"pages", pages}});
  }
  return list;
}

Json to_json(const std::vector<PaymentLine>& lines) {
  Json list = Json::array();
  for (const PaymentLine& line : lines) list.push_back({{"name", line.name.wordings}, {"fen", line.fen}});
  return list;
}

std::vector<PaymentLine> lines_from(const Json& list) {
  std::vector<PaymentLine> lines;
  for (const Json& line : list) {
    lines.push_back({{line.at("name").get<std::array<std::string, 2>>()}, line.at("fen")});
  }
  return lines;
}

Json to_json(const PaymentProgress& payment) {
  return {to_string(payment.state),
          payment.key.value.to_string(),
          payment.number,
          to_json(payment.lines),
          payment.fen,
          payment.code,
          payment.valid_until.since_epoch.count(),
          payment.found_again,
          payment.line_lost,
          payment.reading_code,
          payment.message,
          payment.refund_number};
}

/// What is not personal in an event: one function for each kind that has something to say.
Json open_of(const ChooseDomain& e) { return Json{{"domain", catalog::to_string(e.domain)}}; }
Json open_of(const ChooseService& e) { return Json{{"service", e.service.value}}; }
Json open_of(const AnswerField& e) { return Json{{"field", e.field.value}}; }
Json open_of(const ChangeAnswer& e) { return Json{{"field", e.field.value}}; }
Json open_of(const Rate& e) { return Json{{"level", e.level}}; }
Json open_of(const SetPreferences& e) { return to_json(e.preferences); }
Json open_of(const CardFailed& e) {
  return Json{{"trouble", static_cast<int>(e.trouble)}, {"detail", e.detail}};
}
Json open_of(const PageScanned& e) { return to_json(e.page); }
Json open_of(const ScanFailed& e) {
  return Json{{"trouble", static_cast<int>(e.trouble)}, {"detail", e.detail}};
}
Json open_of(const CaseStored& e) { return Json{{"receipt_number", e.receipt_number}}; }
Json open_of(const CaseNotStored& e) { return Json{{"detail", e.detail}}; }
Json open_of(const CentreAccepted& e) {
  Json json{{"case_number", e.case_number}, {"message", e.message}, {"documents", to_json(e.documents)}};
  if (!e.mail_number.empty()) json["mail_number"] = e.mail_number;
  return json;
}
Json open_of(const CentreRejected& e) {
  Json json{{"case_number", e.case_number}, {"message", e.message}};
  if (!e.refund_number.empty()) json["refund_number"] = e.refund_number;
  return json;
}
Json open_of(const PaymentHeard& e) {
  return Json{{"state", static_cast<int>(e.state)},
              {"number", e.number},
              {"lines", to_json(e.lines)},
              {"fen", e.fen},
              {"code", e.code},
              {"valid_ms", e.valid_for.count()},
              {"found_again", e.found_again},
              {"message", e.message},
              {"refund_number", e.refund_number}};
}
Json open_of(const PaymentRefused& e) { return Json{{"message", e.message}}; }
Json open_of(const PaymentNotHeard& e) { return Json{{"detail", e.detail}}; }
Json open_of(const PaymentCodeNotRead& e) { return Json{{"detail", e.detail}}; }
Json open_of(const CentreNotReached& e) { return Json{{"detail", e.detail}}; }
Json open_of(const CaseWithdrawn& e) { return Json{{"withdrawn", e.withdrawn}}; }
Json open_of(const EnterNumber& e) { return Json{{"number", e.number}}; }
Json open_of(const ChooseCase& e) { return Json{{"index", e.index}}; }
Json open_of(const CodeRead& e) { return Json{{"number", e.number}}; }
Json open_of(const CodeFailed& e) { return Json{{"again", e.again}}; }
Json open_of(const CasesFound& e) { return Json{{"cases", to_json(e.cases)}, {"complete", e.complete}}; }
Json open_of(const CaseFound& e) { return Json{{"cases", to_json(std::vector<FoundCase>{e.found})}, {"complete", e.complete}}; }
Json open_of(const CaseNotFound& e) { return Json{{"trouble", static_cast<int>(e.trouble)}}; }
Json open_of(const DocumentReady& e) { return Json{{"pages", e.pages}}; }
Json open_of(const DocumentFailed& e) { return Json{{"detail", e.detail}}; }
Json open_of(const PagePrinted& e) { return Json{{"pages", e.pages}}; }
Json open_of(const PrintDone& e) {
  return Json{{"pages", e.pages}, {"counted", e.counted}, {"taken", e.taken}};
}
Json open_of(const PrintFailed& e) {
  return Json{{"trouble", static_cast<int>(e.trouble)}, {"pages_out", e.pages_out}, {"detail", e.detail}};
}
Json open_of(const SlipPrinted& e) { return Json{{"taken", e.taken}}; }
Json open_of(const SlipFailed& e) {
  return Json{{"trouble", static_cast<int>(e.trouble)}, {"detail", e.detail}};
}
Json open_of(const SurroundingsChanged& e) { return to_json(e.surroundings); }
template <class Event>
Json open_of(const Event&) {
  return Json::object();
}

base::SecureBytes personal_part(const FlowEvent& event) {
  base::SecureBytes bytes;
  FieldWriter out(bytes);
  if (const auto* read = std::get_if<CardRead>(&event)) write_card(out, read->card);
  if (const auto* given = std::get_if<AnswerField>(&event)) out.put(given->value);
  if (const auto* drawn = std::get_if<DrawStroke>(&event)) write_stroke(out, drawn->stroke);
  if (const auto* read = std::get_if<PaymentCodeRead>(&event)) out.put(read->code);
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

/// The reverse of open_of. Throws Json::exception where a member is missing.
void fill_open(ChooseDomain& e, const Json& j) {
  e.domain = catalog::parse_domain(j.at("domain").get<std::string>()).value();
}
void fill_open(ChooseService& e, const Json& j) { e.service.value = j.at("service"); }
void fill_open(AnswerField& e, const Json& j) { e.field.value = j.at("field"); }
void fill_open(ChangeAnswer& e, const Json& j) { e.field.value = j.at("field"); }
void fill_open(Rate& e, const Json& j) { e.level = j.at("level"); }
void fill_open(SetPreferences& e, const Json& j) { e.preferences = preferences_from(j); }
void fill_open(CardFailed& e, const Json& j) { e = {trouble_from(j), j.at("detail")}; }
void fill_open(PageScanned& e, const Json& j) { e.page = page_from(j); }
void fill_open(ScanFailed& e, const Json& j) { e = {trouble_from(j), j.at("detail")}; }
void fill_open(CaseStored& e, const Json& j) { e.receipt_number = j.at("receipt_number"); }
void fill_open(CaseNotStored& e, const Json& j) { e.detail = j.at("detail"); }
void fill_open(CentreAccepted& e, const Json& j) {
  e = {j.at("case_number"), j.at("message"), documents_from(j.at("documents")),
       j.value("mail_number", std::string())};
}
void fill_open(CentreRejected& e, const Json& j) {
  e = {j.at("case_number"), j.at("message"), j.value("refund_number", std::string())};
}
void fill_open(PaymentHeard& e, const Json& j) {
  e.state = static_cast<PaymentProgress::State>(j.at("state").get<int>());
  e.number = j.at("number");
  e.lines = lines_from(j.at("lines"));
  e.fen = j.at("fen");
  e.code = j.at("code");
  e.valid_for = base::Duration{j.at("valid_ms").get<std::int64_t>()};
  e.found_again = j.at("found_again");
  e.message = j.at("message");
  e.refund_number = j.at("refund_number");
}
void fill_open(PaymentRefused& e, const Json& j) { e.message = j.at("message"); }
void fill_open(PaymentNotHeard& e, const Json& j) { e.detail = j.at("detail"); }
void fill_open(PaymentCodeNotRead& e, const Json& j) { e.detail = j.at("detail"); }
void fill_open(CentreNotReached& e, const Json& j) { e.detail = j.at("detail"); }
void fill_open(CaseWithdrawn& e, const Json& j) { e.withdrawn = j.at("withdrawn"); }
void fill_open(EnterNumber& e, const Json& j) { e.number = j.at("number"); }
void fill_open(ChooseCase& e, const Json& j) { e.index = j.at("index"); }
void fill_open(CodeRead& e, const Json& j) { e.number = j.at("number"); }
void fill_open(CodeFailed& e, const Json& j) { e.again = j.at("again"); }
void fill_open(CasesFound& e, const Json& j) { e = {cases_from(j.at("cases")), j.at("complete")}; }
void fill_open(CaseFound& e, const Json& j) { e = {cases_from(j.at("cases")).at(0), j.at("complete")}; }
void fill_open(CaseNotFound& e, const Json& j) {
  e.trouble = static_cast<LookupTrouble>(j.at("trouble").get<int>());
}
void fill_open(DocumentReady& e, const Json& j) { e.pages = j.at("pages"); }
void fill_open(DocumentFailed& e, const Json& j) { e.detail = j.at("detail"); }
void fill_open(PagePrinted& e, const Json& j) { e.pages = j.at("pages"); }
void fill_open(PrintDone& e, const Json& j) { e = {j.at("pages"), j.at("counted"), j.at("taken")}; }
void fill_open(PrintFailed& e, const Json& j) { e = {trouble_from(j), j.at("pages_out"), j.at("detail")}; }
void fill_open(SlipPrinted& e, const Json& j) { e.taken = j.at("taken"); }
void fill_open(SlipFailed& e, const Json& j) { e = {trouble_from(j), j.at("detail")}; }
void fill_open(SurroundingsChanged& e, const Json& j) { e.surroundings = surroundings_from(j); }
template <class Event>
void fill_open(Event&, const Json&) {}

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
  } else if (auto* code = std::get_if<PaymentCodeRead>(&event)) {
    const auto value = in.take();
    if (!value) return false;
    code->code = base::SecureString(*value);
  }
  return in.at_end();
}

}  // namespace

OccurrenceRecord to_record(const Occurrence& occurrence) {
  Json open{{"event", event_name(occurrence.event.index())},
            {"at", occurrence.at.since_epoch.count()},
            {"fresh", occurrence.fresh.to_string()},
            {"open", std::visit([](const auto& event) { return open_of(event); }, occurrence.event)}};
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
    std::visit([&](auto& made) { fill_open(made, record.open.at("open")); }, *event);
    if (!fill_personal(*event, record.personal)) return broken("the personal part is cut");
    return Occurrence{std::move(*event),
                      base::WallTime{base::Duration{record.open.at("at").get<std::int64_t>()}}, *fresh};
  } catch (const std::exception& error) {
    return broken(error.what());
  }
}

base::SecureBytes canonical_bytes(const Session& session) {
  base::SecureBytes bytes;
  FieldWriter out(bytes);
  Json open{
      {"id", session.id.value.to_string()},
      {"at", catalog::to_string(session.at)},
      {"preferences", to_json(session.preferences)},
      {"surroundings", to_json(session.surroundings)},
      {"domain", catalog::to_string(session.domain)},
      {"service", session.service == nullptr ? "" : session.service->id.value},
      {"place", {session.step, session.question, session.back_to_review}},
      {"materials", {session.material, session.scanning, to_json(session.materials)}},
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
      {"end", {session.rating.level, session.idle_warning, session.reminders, session.card_left_behind}}};
  // Left out while there is none: visits that were recorded before it existed keep their digests.
  if (session.payment.state != PaymentProgress::State::None) open["payment"] = to_json(session.payment);
  if (!session.progress.mail_number.empty()) open["mail"] = session.progress.mail_number;
  out.put(open.dump());
  // Left out where nobody asked for progress: visits that were recorded before it existed keep their digests.
  if (session.lookup.open) out.put(to_json(session.lookup).dump());
  if (session.applicant) write_card(out, *session.applicant);
  for (const Answer& answer : session.answers) {
    out.put(answer.field.value);
    out.put(answer.value);
  }
  for (const Stroke& stroke : session.signature) write_stroke(out, stroke);
  return bytes;
}

}  // namespace kiosk::flow
