// Found cases in the record of a visit.
#include "kiosk/flow/found_case_record.h"

namespace kiosk::flow {

using base::Json;

namespace {

Json wordings(const catalog::Text& text) { return Json(text.wordings); }

catalog::Text text_from(const Json& j) {
  catalog::Text text;
  for (std::size_t i = 0; i < text.wordings.size(); ++i) text.wordings[i] = j.at(i).get<std::string>();
  return text;
}

Json lines_json(const std::vector<StoryLine>& lines) {
  Json list = Json::array();
  for (const StoryLine& line : lines) {
    list.push_back({{"at", line.at}, {"text", wordings(line.text)}, {"done", line.done}});
  }
  return list;
}

FoundCase case_from(const Json& j) {
  FoundCase found;
  found.number = j.at("number");
  found.service.value = j.at("service");
  found.state = j.at("state");
  found.from_centre = j.at("from_centre");
  found.refused = j.at("refused");
  found.title = text_from(j.at("title"));
  found.reason = text_from(j.at("reason"));
  found.next_step = text_from(j.at("next_step"));
  found.received_at = j.at("received_at");
  found.promised_by = j.at("promised_by");
  for (const Json& line : j.at("lines")) {
    found.lines.push_back({line.at("at"), text_from(line.at("text")), line.at("done")});
  }
  found.documents = documents_from(j.at("documents"));
  return found;
}

}  // namespace

Json to_json(const std::vector<IssuedDocument>& documents) {
  Json list = Json::array();
  for (const IssuedDocument& d : documents) {
    list.push_back({{"id", d.id}, {"title", d.title}, {"verify_code", d.verify_code}, {"pages", d.pages}});
  }
  return list;
}

std::vector<IssuedDocument> documents_from(const Json& list) {
  std::vector<IssuedDocument> documents;
  for (const Json& d : list)
    documents.push_back({d.at("id"), d.at("title"), d.at("verify_code"), d.at("pages")});
  return documents;
}

Json to_json(const std::vector<FoundCase>& cases) {
  Json list = Json::array();
  for (const FoundCase& found : cases) {
    list.push_back({{"number", found.number},
                    {"service", found.service.value},
                    {"state", found.state},
                    {"from_centre", found.from_centre},
                    {"refused", found.refused},
                    {"title", wordings(found.title)},
                    {"reason", wordings(found.reason)},
                    {"next_step", wordings(found.next_step)},
                    {"received_at", found.received_at},
                    {"promised_by", found.promised_by},
                    {"lines", lines_json(found.lines)},
                    {"documents", to_json(found.documents)}});
  }
  return list;
}

std::vector<FoundCase> cases_from(const Json& list) {
  std::vector<FoundCase> cases;
  for (const Json& j : list) cases.push_back(case_from(j));
  return cases;
}

Json to_json(const Lookup& lookup) {
  return {{"flags", {lookup.by_card, lookup.by_code, lookup.asking, lookup.complete, lookup.fetching}},
          {"trouble", to_string(lookup.trouble)},
          {"chosen", lookup.chosen},
          {"cases", to_json(lookup.cases)}};
}

}  // namespace kiosk::flow
