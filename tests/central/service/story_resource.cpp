// Gathering a story from the case, its receipt, its pushes and its rating.
#include "tests/central/service/story_resource.h"

#include <algorithm>
#include <set>
#include <utility>

#include "kiosk/protocol/http_names.h"
#include "tests/central/http/problem_response.h"
#include "tests/central/service/case_promise.h"
#include "tests/central/service/document_issuing.h"
#include "tests/central/service/push_resource.h"
#include "tests/central/service/submission_check.h"

namespace tests::central {
namespace {

using kiosk::base::Json;
namespace protocol = kiosk::protocol;
using protocol::LocalizedText;
using protocol::StoryStep;
using protocol::StoryStepKind;

/// The exchange table's words for citizens.
LocalizedText words_of_stage(const std::string& stage) {
  static const std::pair<const char*, LocalizedText> kWords[] = {
      {"受理", {"已受理", "Accepted for processing"}},
      {"办结", {"已办结", "Completed"}},
      {"退回", {"已退回", "Returned"}},
      {"补交告知", {"需要补交材料", "More papers are needed"}}};
  for (const auto& [word, text] : kWords) {
    if (stage == word) return text;
  }
  return {stage, {}};
}

/// Steps with the centre's time of learning them, by which they are ordered: a sender's clock may be wrong.
class Steps {
 public:
  void add(StoryStep step) {
    const std::string at = step.at;
    add(at, std::move(step));
  }
  void add(const std::string& known_at, StoryStep step) { steps_.emplace_back(known_at, std::move(step)); }
  std::vector<StoryStep> take() {
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<StoryStep> sorted;
    for (auto& step : steps_) sorted.push_back(std::move(step.second));
    return sorted;
  }

 private:
  std::vector<std::pair<std::string, StoryStep>> steps_;
};

void add_beginning(Steps& steps, const CaseRecord& record) {
  const std::string at = record.terminal + " 号终端";
  LocalizedText text{"您在 " + at + "提交", "Submitted at terminal " + record.terminal};
  if (record.offline) {
    text = {"您在 " + at + "提交（当时网络中断，已离线受理）",
            "Submitted at terminal " + record.terminal + " while the line was down"};
  }
  steps.add(record.received_at, {StoryStepKind::Submitted, record.applied_at, "提交", std::move(text)});
  steps.add({StoryStepKind::Received, record.received_at, "收件",
             LocalizedText{"中心已收到", "The centre has received it"}});
}

void add_stages(Steps& steps, const CaseRecord& record, const std::vector<std::string>& stages,
                const protocol::CaseReceipt& receipt) {
  for (const std::string& stage : stages) {
    const bool last = &stage == &stages.back() && !receipt.message.empty();
    steps.add(
        {StoryStepKind::Stage, record.received_at, stage, last ? receipt.message : words_of_stage(stage)});
  }
  for (const protocol::DocumentReference& document : receipt.documents) {
    steps.add({StoryStepKind::Document, record.received_at, "出证",
               LocalizedText{"已出具《" + document.title + "》", "A document was issued"}});
  }
}

void add_pushes(Steps& steps, const std::vector<PushRecord>& pushes) {
  for (const PushRecord& push : pushes) {
    const bool acknowledged = !push.received_at.empty();
    if (push.direction == "to_approval") {
      steps.add(push.received_at, {StoryStepKind::Finding, push.at, push.stage, {push.text, {}}});
    } else if (acknowledged) {
      steps.add({StoryStepKind::ToldSupervision, push.received_at, push.stage,
                 LocalizedText{"已推送监管部门", "Told to the supervision"}});
    } else {
      steps.add({StoryStepKind::ToldSupervision, push.at, push.stage,
                 LocalizedText{"正在推送监管部门", "On its way to the supervision"}, false});
    }
  }
}

void add_rating(Steps& steps, const CaseRecord& record, const std::optional<RatingRecord>& rating,
                const std::vector<ReportRecord>& answers) {
  // How good the rating was is nobody's business who only holds the number.
  if (rating) {
    steps.add(std::max(record.received_at, rating->rated_at),
              {StoryStepKind::Rated, rating->rated_at, "评价", LocalizedText{"您已评价", "Rated"}});
  }
  for (const ReportRecord& step : answers) {
    const Json body = Json::parse(step.body);
    steps.add({StoryStepKind::RatingAnswer, step.received_at, body.at("stage"), {body.at("text"), {}}});
  }
}

}  // namespace

std::optional<protocol::CaseSummary> StoryResource::summary_of(const CaseRecord& record) const {
  const auto receipt = protocol::parse_case_receipt(record.receipt);
  const auto rule = parts_.rules.find(record.service);
  if (!receipt || rule == parts_.rules.end()) return std::nullopt;
  protocol::CaseSummary summary;
  summary.receipt_number = record.receipt_number;
  summary.case_number = record.case_number;
  summary.service.value = record.service;
  summary.title = {rule->second.title, {}};
  summary.state = receipt->state;
  summary.kind = receipt->kind;
  summary.result_code = receipt->result_code;
  summary.received_at = record.received_at;
  const CasePromise promise = promise_of(record, rule->second, parts_.calendar, parts_.clock.wall());
  summary.promised_by = promise.by;
  summary.light = promise.light;
  summary.reason = receipt->reason;
  summary.next_step = receipt->next_step;
  return summary;
}

std::vector<StoryStep> StoryResource::papers_missing(const CaseRecord& record) const {
  std::set<std::string> there;
  for (const AttachmentRecord& paper : parts_.attachments.list(record.receipt_number)) {
    if (paper.complete) there.insert(paper.name);
  }
  std::vector<StoryStep> steps;
  const auto receipt = protocol::parse_case_receipt(record.receipt);
  if (!receipt) return steps;
  for (const protocol::PaperDue& paper : receipt->papers_due) {
    if (there.count(paper.name) > 0) continue;
    steps.push_back({StoryStepKind::Due, paper.due_by, "补交",
                     LocalizedText{"请在此之前补交材料", "Bring the missing paper by then"}, false});
  }
  return steps;
}

Response StoryResource::story(const Request& request, const std::string& number) const {
  const auto record = parts_.cases.find(number);
  if (!record) return problem_response(ProblemType::NotFound, "no case has this number", request);
  const auto summary = summary_of(*record);
  if (!summary) return problem_response(ProblemType::Internal, "the stored case cannot be read", request);
  const ServiceRule& rule = parts_.rules.at(record->service);
  Steps steps;
  add_beginning(steps, *record);
  add_stages(steps, *record, rule.settle(answers_of(*record, false)).stages,
             *protocol::parse_case_receipt(record->receipt));
  add_pushes(steps, parts_.registry.pushes_of(record->case_number));
  add_rating(steps, *record, parts_.cases.find_rating(record->case_number),
             parts_.reports.list_of("rating-step", record->case_number));
  protocol::CaseStory story{*summary, steps.take()};
  for (StoryStep& due : papers_missing(*record)) story.steps.push_back(std::move(due));
  if (story.summary.light) {
    story.steps.push_back({StoryStepKind::Due, story.summary.promised_by, "办结",
                           LocalizedText{"预计在此之前办结", "Expected to be done by then"}, false});
  }
  return {200, std::string(protocol::kCaseStoryType), to_json(story).dump()};
}

Response StoryResource::mine(const Request& request) const {
  if (request.client_name == kSupervisionName) {
    return problem_response(ProblemType::TerminalMismatch, "only terminals read cards", request);
  }
  const auto message = check_message(request, parts_.contract, protocol::kCaseListQueryType, "CaseListQuery");
  if (!message) return message.error();
  const Json& applicant = message->body["applicant"];
  auto records =
      parts_.cases.cases_of(applicant["card_kind"], applicant["id_number"], protocol::kLongestCaseList + 1);
  protocol::CaseList list;
  list.more = records.size() > protocol::kLongestCaseList;
  if (list.more) records.pop_back();
  for (const CaseRecord& record : records) {
    if (auto summary = summary_of(record)) list.cases.push_back(std::move(*summary));
  }
  return {200, std::string(protocol::kCaseListType), to_json(list).dump()};
}

}  // namespace tests::central
