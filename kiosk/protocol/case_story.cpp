// Reading and writing a case's story and lists of cases.
#include "kiosk/protocol/case_story.h"

#include "kiosk/base/text.h"
#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/secure_json_writer.h"

namespace kiosk::protocol {
namespace {

CaseSummary read_summary(JsonReader& reader) {
  CaseSummary summary;
  summary.receipt_number = reader.text("receipt_number", 64);
  summary.case_number = reader.text("case_number", 64);
  summary.service.value = reader.text("service_id", 32);
  summary.title = read_optional_text(reader, "title");
  summary.state = reader.word("state", kCaseStateWords);
  summary.kind = reader.word("kind", kCaseKindWords);
  if (const auto code = reader.optional_integer("result_code", 0, 6)) {
    summary.result_code = static_cast<ResultCode>(*code);
  }
  summary.received_at = reader.text("received_at", 40);
  summary.promised_by = reader.optional_text("promised_by", 40);
  if (reader.has("light")) summary.light = reader.word("light", kLightWords);
  summary.reason = read_optional_text(reader, "reason");
  summary.next_step = read_optional_text(reader, "next_step");
  return summary;
}

base::Json summary_json(const CaseSummary& summary) {
  base::Json json = {{"receipt_number", summary.receipt_number},
                     {"case_number", summary.case_number},
                     {"service_id", summary.service.value},
                     {"title", to_json(summary.title)},
                     {"state", wire_word(summary.state, kCaseStateWords)},
                     {"kind", wire_word(summary.kind, kCaseKindWords)},
                     {"received_at", summary.received_at}};
  if (summary.result_code) json["result_code"] = static_cast<int>(*summary.result_code);
  if (!summary.promised_by.empty()) json["promised_by"] = summary.promised_by;
  if (summary.light) json["light"] = wire_word(*summary.light, kLightWords);
  if (!summary.reason.empty()) json["reason"] = to_json(summary.reason);
  if (!summary.next_step.empty()) json["next_step"] = to_json(summary.next_step);
  return json;
}

CaseStory read_story(JsonReader& reader) {
  CaseStory story;
  story.summary = read_summary(reader);
  for (JsonReader& item : reader.objects("steps", 200)) {
    story.steps.push_back({item.word("kind", kStoryStepWords), item.text("at", 40), item.text("stage", 60),
                           read_optional_text(item, "text"), item.boolean("done")});
  }
  return story;
}

CaseList read_list(JsonReader& reader) {
  CaseList list;
  list.more = reader.boolean("more");
  for (JsonReader& item : reader.objects("cases", kLongestCaseList)) list.cases.push_back(read_summary(item));
  return list;
}

}  // namespace

base::Result<CaseStory> parse_case_story(std::string_view json) {
  return read_message<CaseStory>(json, "case-story", read_story);
}

base::Result<CaseList> parse_case_list(std::string_view json) {
  return read_message<CaseList>(json, "case-list", read_list);
}

base::Json to_json(const CaseStory& story) {
  base::Json json = summary_json(story.summary);
  json["version"] = kProtocolVersion;
  json["steps"] = base::Json::array();
  for (const StoryStep& step : story.steps) {
    json["steps"].push_back({{"kind", wire_word(step.kind, kStoryStepWords)},
                             {"at", step.at},
                             {"stage", step.stage},
                             {"text", to_json(step.text)},
                             {"done", step.done}});
  }
  return json;
}

base::Json to_json(const CaseList& list) {
  base::Json json = {{"version", kProtocolVersion}, {"more", list.more}, {"cases", base::Json::array()}};
  for (const CaseSummary& summary : list.cases) json["cases"].push_back(summary_json(summary));
  return json;
}

base::Result<base::SecureBytes> encode(const CaseListQuery& query) {
  const std::string_view number = query.applicant.id_number.reveal();
  if (number.empty() || number.size() > 40 || !base::is_valid_utf8(number)) {
    return base::fail(base::ErrorCode::InvalidArgument, "is no card's number", "/applicant/id_number");
  }
  SecureJsonWriter out(512);
  out.begin_object();
  out.key("version");
  out.number(kProtocolVersion);
  out.member("terminal_id", query.terminal.value);
  out.member("read_at", base::to_rfc3339(query.read_at));
  out.key("applicant");
  out.begin_object();
  out.member("card_kind", query.applicant.card_kind);
  out.member("id_number", query.applicant.id_number);
  out.end_object();
  out.end_object();
  return out.take();
}

}  // namespace kiosk::protocol
