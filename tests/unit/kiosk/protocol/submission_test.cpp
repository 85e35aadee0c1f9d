// What the terminal sends: JSON in locked memory, the same bytes every time, refused when it is not
// well-formed.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/json_file.h"
#include "kiosk/protocol/case_submission.h"
#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/rating.h"
#include "kiosk/protocol/secure_json_writer.h"

using namespace kiosk::protocol;
using kiosk::base::as_text;
using kiosk::base::Json;
using kiosk::base::SecureString;

namespace {

CaseSubmission example() {
  CaseSubmission submission;
  submission.idempotency_key.value = *kiosk::base::Uuid::parse("01936d2c-5b2e-7a10-8c11-0123456789ab");
  submission.receipt_number = "T05-20261123-000042";
  submission.terminal.value = "T05";
  submission.service.value = "RS-01";
  submission.catalogue_version = "2026.11";
  submission.applied_at = {kiosk::base::Duration{1'795'415'520'000}};
  submission.applicant.name = SecureString("测试人\"甲\"");
  submission.applicant.id_number = SecureString("100000199003070010");
  submission.applicant.photo = {0, 1, 2, 3};
  submission.answers = {{{"period"}, SecureString("last_24_months"), SecureString("最近 24 个月\n")}};
  submission.promises = {{"address-true", "3", submission.applied_at}};
  submission.signature = {{{1, -2, 0}, {3, 4, 15}}, {{5, 6, 40}}};
  submission.offline = true;
  return submission;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(submission)

BOOST_AUTO_TEST_CASE(a_submission_is_json_that_a_foreign_parser_reads_back) {
  const auto bytes = encode(example());
  BOOST_REQUIRE(bytes.has_value());
  const Json json = Json::parse(as_text(*bytes));
  BOOST_TEST(json["version"] == 1);
  BOOST_TEST(json["idempotency_key"] == "01936d2c-5b2e-7a10-8c11-0123456789ab");
  BOOST_TEST(json["applied_at"] == "2026-11-23T14:32:00+08:00");
  BOOST_TEST(json["applicant"]["name"] == "测试人\"甲\"");
  BOOST_TEST(json["applicant"]["photo"] == "AAECAw==");
  BOOST_TEST(json["answers"][0]["label"] == "最近 24 个月\n");
  BOOST_TEST(json["promises"][0]["text_id"] == "address-true");
  BOOST_TEST(json["signature"] == Json::parse("[[[1,-2,0],[3,4,15]],[[5,6,40]]]"));
  BOOST_TEST(json["offline"] == true);
  BOOST_TEST(!json["applicant"].contains("address"));
}

BOOST_AUTO_TEST_CASE(the_same_submission_gives_the_same_bytes) {
  BOOST_TEST((*encode(example()) == *encode(example())));
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_refused_and_the_error_does_not_repeat_it) {
  CaseSubmission broken = example();
  broken.answers[0].value = SecureString("geheim\xff");
  const auto bytes = encode(broken);
  BOOST_REQUIRE(!bytes.has_value());
  BOOST_TEST(bytes.error().where == "/answers/period");
  BOOST_TEST(bytes.error().to_string().find("geheim") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_receipt_number_that_cannot_stand_in_a_path_is_refused) {
  for (const char* number : {"", "T05/1", "T05 1", "../cases"}) {
    CaseSubmission broken = example();
    broken.receipt_number = number;
    BOOST_TEST(!encode(broken).has_value());
  }
}

BOOST_AUTO_TEST_CASE(every_control_character_is_escaped) {
  std::string all;
  for (char c = 1; c < 32; ++c) all += c;
  all += "\"\\\x7f";
  SecureJsonWriter writer;
  writer.begin_array();
  writer.text(all);
  writer.end_array();
  BOOST_TEST(Json::parse(as_text(writer.take()))[0] == all);
}

BOOST_AUTO_TEST_CASE(base64_pads_all_three_lengths) {
  SecureJsonWriter writer;
  writer.begin_array();
  for (const std::string text : {"", "f", "fo", "foo", "foob"}) writer.base64(kiosk::base::as_bytes(text));
  writer.end_array();
  BOOST_TEST(Json::parse(as_text(writer.take())) == Json({"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="}));
}

BOOST_AUTO_TEST_CASE(a_rating_may_have_no_level_and_counts_characters_not_bytes) {
  Rating rating;
  rating.number = "T05-20261123-000042";
  for (int i = 0; i < 150; ++i) rating.text.append("好");
  auto bytes = encode(rating);
  BOOST_REQUIRE(bytes.has_value());
  BOOST_TEST(!Json::parse(as_text(*bytes)).contains("level"));
  rating.text.append("!");
  BOOST_TEST(encode(rating).error().where == "/text");
  rating.text.clear();
  rating.level = 6;
  BOOST_TEST(encode(rating).error().where == "/level");
}

BOOST_AUTO_TEST_CASE(the_idempotency_header_is_a_quoted_uuid) {
  const auto key = example().idempotency_key;
  BOOST_TEST(to_header_value(key) == "\"01936d2c-5b2e-7a10-8c11-0123456789ab\"");
  BOOST_TEST((parse_header_value(to_header_value(key)) == key));
  BOOST_TEST(!parse_header_value(key.value.to_string()).has_value());
  BOOST_TEST(!parse_header_value("\"").has_value());
  BOOST_TEST(media_type_of("Application/Problem+JSON ; charset=utf-8") == "application/problem+json");
}

BOOST_AUTO_TEST_SUITE_END()
