// Reading and writing a case's progress.
#include "kiosk/protocol/case_progress.h"

#include "kiosk/protocol/http_names.h"

namespace kiosk::protocol {
namespace {

CaseProgress read_progress(JsonReader& reader) {
  CaseProgress progress;
  progress.receipt_number = reader.text("receipt_number", 64);
  progress.case_number = reader.text("case_number", 64);
  progress.service.value = reader.text("service_id", 32);
  progress.state = reader.word("state", kCaseStateWords);
  progress.kind = reader.word("kind", kCaseKindWords);
  if (const auto code = reader.optional_integer("result_code", 0, 6)) {
    progress.result_code = static_cast<ResultCode>(*code);
  }
  progress.received_at = reader.text("received_at", 40);
  progress.reason = read_optional_text(reader, "reason");
  progress.next_step = read_optional_text(reader, "next_step");
  progress.promised_by = reader.optional_text("promised_by", 40);
  if (reader.has("light")) progress.light = reader.word("light", kLightWords);
  if (reader.has("mail")) progress.mail = read_mail(reader.object("mail"));
  for (JsonReader& item : reader.objects("events", 200)) {
    progress.events.push_back(
        {item.text("at", 40), item.text("stage", 60), read_optional_text(item, "text")});
  }
  return progress;
}

}  // namespace

base::Result<CaseProgress> parse_case_progress(std::string_view json) {
  return read_message<CaseProgress>(json, "case-progress", read_progress);
}

base::Json to_json(const CaseProgress& progress) {
  base::Json events = base::Json::array();
  for (const CaseEvent& event : progress.events) {
    events.push_back({{"at", event.at}, {"stage", event.stage}, {"text", to_json(event.text)}});
  }
  base::Json json = {{"version", kProtocolVersion},
                     {"receipt_number", progress.receipt_number},
                     {"case_number", progress.case_number},
                     {"service_id", progress.service.value},
                     {"state", wire_word(progress.state, kCaseStateWords)},
                     {"kind", wire_word(progress.kind, kCaseKindWords)},
                     {"received_at", progress.received_at},
                     {"events", events}};
  if (progress.result_code) json["result_code"] = static_cast<int>(*progress.result_code);
  if (!progress.promised_by.empty()) json["promised_by"] = progress.promised_by;
  if (progress.light) json["light"] = wire_word(*progress.light, kLightWords);
  if (progress.mail) json["mail"] = to_json(*progress.mail);
  if (!progress.reason.empty()) json["reason"] = to_json(progress.reason);
  if (!progress.next_step.empty()) json["next_step"] = to_json(progress.next_step);
  return json;
}

}  // namespace kiosk::protocol
