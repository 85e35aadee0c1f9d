// A case's story and the cases of a person, as a terminal reads them from a real centre.
#include "kiosk/protocol/case_story.h"
#include "tests/unit/kiosk/central/speaker.h"

using namespace kiosk::tests;
using namespace kiosk::central;
namespace protocol = kiosk::protocol;
namespace base = kiosk::base;
using base::Json;
using protocol::StoryStepKind;

namespace {

protocol::CaseSubmission submission_of(const std::string& service, const std::string& house = "1") {
  auto submission = new_submission();
  submission.service.value = service;
  submission.answers = {{{"house"}, base::SecureString(house), {}}};
  return submission;
}

std::string kinds(const protocol::CaseStory& story) {
  std::string words;
  for (const auto& step : story.steps) {
    words += protocol::wire_word(step.kind, protocol::kStoryStepWords) + (step.done ? " " : "? ");
  }
  return words;
}

protocol::CaseStory story_of(CentralClient& client, const std::string& number) {
  auto story = client.case_story(number, {});
  if (!story) BOOST_FAIL(story.error().to_string());
  return std::move(*story);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(story)

BOOST_AUTO_TEST_CASE(a_case_tells_each_step_also_what_the_supervision_got_and_answered) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const auto submission = submission_of("GA-03");
  const auto receipt = expect<DeliveredCase>(submit(client, Message(submission))).receipt;
  BOOST_TEST(kinds(story_of(client, receipt.case_number)) ==
             "submitted received stage told_supervision? due? ");
  Speaker supervision(centre, "supervision");
  supervision.get("/v1/pushes?after=0");
  const std::string push = std::to_string(supervision.answer["pushes"][0]["push_id"].get<int>());
  supervision.send(Method::Post, "/v1/pushes/" + push + "/receipt", "application/json", Json::object());
  supervision.send(Method::Post, "/v1/pushes", protocol::kPushType,
                   {{"case_number", receipt.case_number},
                    {"stage", "监督检查"},
                    {"text", "现场核查通过"},
                    {"at", "2026-11-23T15:00:00+08:00"}});
  const auto story = story_of(client, submission.receipt_number);
  BOOST_TEST(kinds(story) == "submitted received stage told_supervision finding due? ");
  BOOST_TEST(story.steps[3].text.zh_cn == "已推送监管部门");
  BOOST_TEST(story.steps[4].text.zh_cn == "现场核查通过");
  BOOST_TEST(story.steps[5].at == story.summary.promised_by);
  BOOST_TEST(story.summary.title.zh_cn == "居住登记申报及凭条打印");
}

BOOST_AUTO_TEST_CASE(a_finished_case_tells_its_document_and_that_it_was_rated_but_not_how) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const auto receipt = expect<DeliveredCase>(submit(client, Message())).receipt;
  protocol::Rating rating;
  rating.number = receipt.receipt_number;
  rating.level = 4;
  rating.terminal.value = "T05";
  rating.rated_at = base::SystemClock().wall();
  BOOST_REQUIRE(client.send_rating(rating.number, *encode(rating), Message().key, {}).index() == 0U);
  const auto story = story_of(client, receipt.receipt_number);
  const std::string words = kinds(story);
  BOOST_TEST(words.find("document") != std::string::npos, words);
  BOOST_TEST(words.find("rated") != std::string::npos, words);
  BOOST_TEST(words.find("due") == std::string::npos, words);
  BOOST_TEST(to_json(story).dump().find("\"level\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_refused_case_keeps_its_reason_and_next_step_and_an_unknown_number_is_said_so) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const auto submission = submission_of("GA-03", "样例退回路 1 号");
  expect<DeliveredCase>(submit(client, Message(submission)));
  const auto story = story_of(client, submission.receipt_number);
  BOOST_TEST((story.summary.state == protocol::CaseState::Rejected));
  BOOST_TEST(!story.summary.reason.empty());
  BOOST_TEST(!story.summary.next_step.empty());
  BOOST_TEST((client.case_story("T05-none", {}).error().code == base::ErrorCode::NotFound));
  BOOST_TEST((client.case_story("../cases", {}).error().code == base::ErrorCode::NotFound));
}

BOOST_AUTO_TEST_CASE(a_person_sees_the_own_cases_only_the_newest_first) {
  RunningCentre centre;
  CentralClient client = centre.client();
  auto first = submission_of("GA-03"), other = submission_of("GA-03"), last = submission_of("RS-08");
  other.applicant.id_number = base::SecureString("100000199103070018");
  for (const auto* submission : {&first, &other, &last}) {
    expect<DeliveredCase>(submit(client, Message(*submission)));
  }
  const auto list = client.cases_of({{"T05"}, first.applied_at, first.applicant}, {});
  if (!list) BOOST_FAIL(list.error().to_string());
  BOOST_REQUIRE(list->cases.size() == 2);
  BOOST_TEST(list->cases[0].receipt_number == last.receipt_number);
  BOOST_TEST(list->cases[1].receipt_number == first.receipt_number);
  BOOST_TEST(!list->more);
  first.applicant.id_number = base::SecureString("100000198001010016");
  BOOST_TEST(client.cases_of({{"T05"}, first.applied_at, first.applicant}, {})->cases.empty());
}

BOOST_AUTO_TEST_CASE(nobody_asks_for_a_person_s_cases_in_another_terminal_s_name) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const auto submission = new_submission();
  const auto answer = client.cases_of({{"T01"}, submission.applied_at, submission.applicant}, {});
  BOOST_REQUIRE(!answer.has_value());
  BOOST_TEST((answer.error().code == base::ErrorCode::PermissionDenied));
  Speaker supervision(centre, "supervision");
  BOOST_TEST(supervision.send(Method::Post, std::string(protocol::kCaseListPath),
                              protocol::kCaseListQueryType,
                              {{"read_at", "2026-11-23T14:32:01+08:00"},
                               {"applicant", {{"card_kind", "111"}, {"id_number", "1"}}}}) == 403);
}

BOOST_AUTO_TEST_CASE(more_than_fifty_cases_are_said_to_be_more) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const auto submission = new_submission();
  for (std::size_t i = 0; i <= protocol::kLongestCaseList; ++i) {
    expect<DeliveredCase>(submit(client, Message(submission_of("GA-03"))));
  }
  const auto list = client.cases_of({{"T05"}, submission.applied_at, submission.applicant}, {});
  BOOST_REQUIRE(list.has_value());
  BOOST_TEST(list->cases.size() == protocol::kLongestCaseList);
  BOOST_TEST(list->more);
}

BOOST_AUTO_TEST_SUITE_END()
