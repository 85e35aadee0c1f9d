// Stories and lists of cases: written, read, and read with full checking.
#include <boost/test/unit_test.hpp>

#include "kiosk/protocol/case_story.h"

using namespace kiosk::protocol;
using kiosk::base::Json;

namespace {

CaseSummary summary() {
  CaseSummary summary;
  summary.receipt_number = "T05-20261123-000042";
  summary.case_number = "YX-GA03-20261123-000001";
  summary.service.value = "GA-03";
  summary.title = {"居住登记申报", "Residence registration"};
  summary.state = CaseState::NeedsClerk;
  summary.kind = CaseKind::Promised;
  summary.result_code = ResultCode::NotSupplied;
  summary.received_at = "2026-11-23T14:32:01+08:00";
  summary.promised_by = "2026-11-27T00:00:00+08:00";
  summary.light = Light::Yellow;
  summary.reason = {"缺少材料", "Papers are missing"};
  summary.next_step = {"请补交", "Supply them"};
  return summary;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(stories)

BOOST_AUTO_TEST_CASE(a_story_survives_writing_and_reading) {
  CaseStory story{summary(), {}};
  for (const auto& [word, kind] : kStoryStepWords) {
    story.steps.push_back(
        {kind, story.summary.received_at, "受理", {"已受理", ""}, kind != StoryStepKind::Due});
  }
  const auto parsed = parse_case_story(to_json(story).dump());
  BOOST_REQUIRE(parsed.has_value());
  BOOST_TEST(to_json(*parsed) == to_json(story));
  BOOST_TEST(!parsed->steps.back().done);
}

BOOST_AUTO_TEST_CASE(a_list_survives_writing_and_reading) {
  const CaseList list{{summary(), summary()}, true};
  const auto parsed = parse_case_list(to_json(list).dump());
  BOOST_REQUIRE(parsed.has_value());
  BOOST_TEST(to_json(*parsed) == to_json(list));
}

BOOST_AUTO_TEST_CASE(a_step_of_an_unknown_kind_names_its_place) {
  Json json =
      to_json(CaseStory{summary(), {{StoryStepKind::Stage, "2026-11-23T14:32:01+08:00", "受理", {}}}});
  json["steps"][0]["kind"] = "surprise";
  json["steps"][0]["text"] = {{"zh-CN", "已受理"}};
  BOOST_TEST(parse_case_story(json.dump()).error().where == "case-story#/steps/0/kind");
}

BOOST_AUTO_TEST_CASE(a_question_for_somebody_without_a_number_is_not_sent_and_the_name_never_is) {
  CaseListQuery query;
  query.terminal.value = "T05";
  query.applicant.name = kiosk::base::SecureString("测试人甲");
  BOOST_TEST(encode(query).error().where == "/applicant/id_number");
  query.applicant.id_number = kiosk::base::SecureString("100000199003070010");
  const auto bytes = encode(query);
  BOOST_REQUIRE(bytes.has_value());
  BOOST_TEST(Json::parse(kiosk::base::as_text(*bytes))["applicant"].size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
