// What the centre answers: read with full checking; a violation names its place.
#include <boost/test/unit_test.hpp>

#include <set>

#include "kiosk/protocol/case_progress.h"
#include "kiosk/protocol/case_receipt.h"
#include "kiosk/protocol/problem.h"
#include "kiosk/protocol/rating.h"
#include "kiosk/protocol/service_information.h"

using namespace kiosk::protocol;
using kiosk::base::ErrorCode;
using kiosk::base::Json;

namespace {

CaseReceipt receipt() {
  CaseReceipt receipt;
  receipt.idempotency_key.value = *kiosk::base::Uuid::parse("01936d2c-5b2e-7a10-8c11-0123456789ab");
  receipt.receipt_number = "T05-20261123-000042";
  receipt.case_number = "RS01-2026-000007";
  receipt.state = CaseState::Completed;
  receipt.result_code = ResultCode::Certified;
  receipt.received_at = "2026-11-23T14:32:01+08:00";
  receipt.message = {"已办结", "Completed"};
  receipt.documents = {{"doc-1", "社会保险个人参保缴费证明", 2, "application/pdf", std::string(64, 'a'),
                        "YX7K-2M9P", "/v1/documents/doc-1"}};
  return receipt;
}

std::string place_of_error(Json json) {
  const auto parsed = parse_case_receipt(json.dump());
  return parsed ? "none" : parsed.error().where;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answers)

BOOST_AUTO_TEST_CASE(a_receipt_survives_writing_and_reading) {
  const auto parsed = parse_case_receipt(to_json(receipt()).dump());
  BOOST_REQUIRE(parsed.has_value());
  BOOST_TEST(to_json(*parsed) == to_json(receipt()));
  BOOST_TEST(parsed->message.in("en-GB") == "Completed");
  BOOST_TEST(parsed->message.in("zh-CN") == "已办结");
}

BOOST_AUTO_TEST_CASE(members_that_are_not_known_are_ignored) {
  Json json = to_json(receipt());
  json["weather"] = "fine";
  BOOST_TEST(place_of_error(json) == "none");
}

BOOST_AUTO_TEST_CASE(each_violation_names_its_place) {
  const auto with = [](const char* pointer, Json value) {
    Json json = to_json(receipt());
    json[Json::json_pointer(pointer)] = std::move(value);
    return place_of_error(json);
  };
  BOOST_TEST(with("/version", 2) == "case-receipt#/version");
  BOOST_TEST(with("/idempotency_key", "7") == "case-receipt#/idempotency_key");
  BOOST_TEST(with("/state", "lost") == "case-receipt#/state");
  BOOST_TEST(with("/state", 3) == "case-receipt#/state");
  BOOST_TEST(with("/result_code", 7) == "case-receipt#/result_code");
  BOOST_TEST(with("/result_code", 18446744073709551615U) == "case-receipt#/result_code");
  BOOST_TEST(with("/case_number", "a/b") == "case-receipt#/case_number");
  BOOST_TEST(with("/message", "plain") == "case-receipt#/message");
  BOOST_TEST(with("/documents", 1) == "case-receipt#/documents");
  BOOST_TEST(with("/documents/0/pages", 0) == "case-receipt#/documents/0/pages");
  BOOST_TEST(with("/documents/0/sha256", std::string(64, 'Z')) == "case-receipt#/documents/0/sha256");
  BOOST_TEST(with("/documents/0/path", "/v1/documents/other") == "case-receipt#/documents/0/path");
}

BOOST_AUTO_TEST_CASE(every_required_member_is_required) {
  const Json whole = to_json(receipt());
  for (const auto& [name, value] : whole.items()) {
    if (name == "message" || name == "result_code") continue;
    Json json = whole;
    json.erase(name);
    BOOST_TEST(place_of_error(json) == "case-receipt#/" + name);
  }
}

BOOST_AUTO_TEST_CASE(a_rejected_case_must_say_why) {
  Json json = to_json(receipt());
  json["state"] = "rejected";
  BOOST_TEST(place_of_error(json) == "case-receipt#/reason");
}

BOOST_AUTO_TEST_CASE(what_is_not_json_is_refused_without_quoting_it) {
  for (const char* page : {"<html>Sign in, 张三</html>", "", "{\"version\":1", "[]", "null"}) {
    const auto parsed = parse_case_receipt(page);
    BOOST_REQUIRE(!parsed.has_value());
    BOOST_TEST((parsed.error().code == ErrorCode::InvalidData));
    BOOST_TEST(parsed.error().to_string().find("张三") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(every_problem_type_survives_its_uri_and_no_two_share_one) {
  std::set<std::string> uris;
  for (int i = 0; i <= static_cast<int>(ProblemType::Internal); ++i) {
    const auto type = static_cast<ProblemType>(i);
    BOOST_TEST((parse_type_uri(type_uri(type)) == type));
    uris.insert(type_uri(type));
  }
  BOOST_TEST(uris.size() == static_cast<std::size_t>(ProblemType::Internal) + 1);
}

BOOST_AUTO_TEST_CASE(a_foreign_problem_type_is_told_from_a_broken_problem) {
  BOOST_TEST(
      (parse_problem(R"({"type":"about:blank","status":400})").error().code == ErrorCode::Unsupported));
  BOOST_TEST((parse_problem(R"({"status":400})").error().code == ErrorCode::InvalidData));
  const Problem problem{ProblemType::IdempotencyKeyReused, 422, "reused", "", "/x",
                        receipt().idempotency_key,         {}};
  const auto parsed = parse_problem(to_json(problem).dump());
  BOOST_REQUIRE(parsed.has_value());
  BOOST_TEST((parsed->idempotency_key == problem.idempotency_key));
  BOOST_TEST((meaning_of(parsed->type) == ProblemMeaning::Refuses));
}

BOOST_AUTO_TEST_CASE(progress_survives_writing_and_reading) {
  CaseProgress progress{"R-1",
                        "C-1",
                        {"GA-03"},
                        CaseState::NeedsClerk,
                        CaseKind::Promised,
                        std::nullopt,
                        "2026-11-23T14:32:01+08:00",
                        {"缺少材料", ""},
                        {"请到 3 号窗口", ""},
                        {{"2026-11-23T14:32:01+08:00", "受理", {"已受理", "Accepted"}}}};
  const auto parsed = parse_case_progress(to_json(progress).dump());
  BOOST_REQUIRE(parsed.has_value());
  BOOST_TEST(to_json(*parsed) == to_json(progress));
}

BOOST_AUTO_TEST_CASE(a_configuration_lists_services_and_rating_reasons) {
  const auto parsed = parse_configuration(R"({"version":1,"configuration_version":"7","approved_by":"数据局",
    "expires_at":"2027-01-01T00:00:00+08:00","poll_interval_s":300,
    "services":[{"service_id":"RS-01","available":false,"notice":{"zh-CN":"系统维护"}}],
    "rating_reasons":{"reasons_version":"2020","reasons":[{"code":"412","level":4,"text":{"zh-CN":"可以自助"}}]}})");
  BOOST_REQUIRE(parsed.has_value());
  BOOST_TEST(parsed->poll_interval.count() == 300'000);
  BOOST_TEST(parsed->services.at(0).notice.zh_cn == "系统维护");
  BOOST_TEST(parsed->rating_reasons.at(0).level == 4);
  BOOST_TEST(parse_configuration(R"({"version":1})").error().where == "configuration#/configuration_version");
  BOOST_TEST(parse_health(R"({"version":1,"status":"fine","time":"x","software":"y"})").error().where ==
             "health#/status");
}

BOOST_AUTO_TEST_SUITE_END()
