// The case as the centre gets it: all that the citizen said, promised and signed.
#include <boost/test/unit_test.hpp>

#include "kiosk/app/case_payload.h"
#include "tests/unit/kiosk/flow/visitor.h"

using namespace kiosk;
using drivers::contract::IdCardKind;
using tests::TestWorld;
using tests::Visitor;

namespace {

/// A citizen who has just touched "submit".
struct Submitted {
  explicit Submitted(const std::string& service) {
    visitor.prepare(service);
    visitor.happens(flow::Next{});
  }
  protocol::CaseSubmission submission() {
    return app::make_submission(visitor.session(), TestWorld::get().catalog, TestWorld::get().terminal);
  }
  Visitor visitor;
};

const protocol::Answer& answer(const protocol::CaseSubmission& submission, const std::string& field) {
  const auto found = std::find_if(submission.answers.begin(), submission.answers.end(),
                                  [&](const protocol::Answer& a) { return a.field.value == field; });
  BOOST_REQUIRE(found != submission.answers.end());
  return *found;
}

std::string card_kind_of(IdCardKind kind) {
  Submitted citizen("RS-01");
  citizen.visitor.edit().applicant->kind = kind;
  return citizen.submission().applicant.card_kind;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(case_payload)

BOOST_AUTO_TEST_CASE(the_cards_picture_goes_to_the_centre_only_with_a_service_that_asks_for_it) {
  for (const auto& [service, asked] : {std::pair{"GA-04", true}, std::pair{"RS-01", false}}) {
    Submitted citizen(service);
    citizen.visitor.edit().applicant->photo_wlt.assign(1024, 7);
    BOOST_TEST(citizen.submission().applicant.photo.size() == (asked ? 1024U : 0U), service);
  }
}

BOOST_AUTO_TEST_CASE(a_submission_says_what_where_when_and_under_which_key) {
  Submitted citizen("GA-03");
  const auto submission = citizen.submission();
  BOOST_TEST((submission.idempotency_key == citizen.visitor.session().progress.key));
  BOOST_TEST((submission.idempotency_key != base::IdempotencyKey{}));
  BOOST_TEST(submission.terminal.value == "desk");
  BOOST_TEST(submission.service.value == "GA-03");
  BOOST_TEST(submission.catalogue_version == citizen.visitor.session().service->version);
  BOOST_TEST(submission.language == "zh-CN");
  BOOST_TEST((submission.applied_at == citizen.visitor.clock().wall()));
  BOOST_TEST(submission.receipt_number == "", "the queue gives the number");
  BOOST_TEST(!submission.offline);
}

BOOST_AUTO_TEST_CASE(every_answer_goes_with_its_word_and_the_label_that_the_citizen_saw) {
  Submitted registration("GA-03");
  const auto submission = registration.submission();
  BOOST_TEST(submission.answers.size() == registration.visitor.session().answers.size());
  for (const protocol::Answer& given : submission.answers) {
    BOOST_TEST(!given.value.empty(), given.field.value);
    BOOST_TEST(!given.label.empty(), given.field.value);
  }
  BOOST_TEST(answer(submission, "phone").value.reveal() == "13800001234");
  const auto certificate = Submitted("RS-01").submission();
  BOOST_TEST(answer(certificate, "insurance_kinds").value.reveal() == "pension");
  BOOST_TEST(answer(certificate, "insurance_kinds").label.reveal().find("养老") != std::string::npos);
  BOOST_TEST(answer(certificate, "period").value.reveal() == "2026-01/2026-10");
  BOOST_TEST(answer(certificate, "period").label.reveal() == "2026年1月 – 2026年10月");
}

BOOST_AUTO_TEST_CASE(a_promise_goes_with_its_version_and_the_moment_it_was_made) {
  Submitted citizen("GA-03");
  const auto submission = citizen.submission();
  BOOST_REQUIRE(submission.promises.size() == 1);
  BOOST_TEST(submission.promises[0].text_id == "true-address");
  BOOST_TEST(submission.promises[0].version == "2026.1");
  BOOST_TEST((submission.promises[0].accepted_at == citizen.visitor.session().promised_at));
  BOOST_TEST(Submitted("RS-01").submission().promises.empty());
}

BOOST_AUTO_TEST_CASE(a_signature_goes_in_hundredths_of_a_millimetre) {
  const auto submission = Submitted("GA-03").submission();
  BOOST_REQUIRE(submission.signature.size() == 1);
  const auto& stroke = submission.signature[0];
  BOOST_REQUIRE(stroke.size() == 3);
  BOOST_TEST(stroke[1].x == 6000);
  BOOST_TEST(stroke[1].y == 2000);
  BOOST_TEST(stroke[1].t == 300U);
  Submitted fine("GA-03");
  fine.visitor.edit().signature = {{{1.236F, 0.004F, 7}}};
  BOOST_TEST(fine.submission().signature[0][0].x == 124);
  BOOST_TEST(fine.submission().signature[0][0].y == 0);
}

BOOST_AUTO_TEST_CASE(the_applicant_is_who_the_card_says) {
  const auto applicant = Submitted("RS-01").submission().applicant;
  BOOST_TEST(applicant.name.reveal() == "测试人甲");
  BOOST_TEST(applicant.id_number.reveal() == "100000199003070028");
  BOOST_TEST(applicant.sex.reveal() == "2");
  BOOST_TEST(applicant.birth.reveal() == "19900307");
  BOOST_TEST(applicant.valid_to.reveal() == "长期");
  BOOST_TEST(applicant.photo.empty());
  Submitted foreigner("RS-01");
  foreigner.visitor.edit().applicant->name.clear();
  foreigner.visitor.edit().applicant->english_name = base::SecureString("TESTER ALPHA");
  BOOST_TEST(foreigner.submission().applicant.name.reveal() == "TESTER ALPHA");
}

BOOST_AUTO_TEST_CASE(each_kind_of_card_has_its_code) {
  BOOST_TEST(card_kind_of(IdCardKind::Resident) == "111");
  BOOST_TEST(card_kind_of(IdCardKind::HkMoTwPermit) == "553");
  BOOST_TEST(card_kind_of(IdCardKind::Foreigner2017) == "554");
  BOOST_TEST(card_kind_of(IdCardKind::Foreigner2023) == "554");
}

BOOST_AUTO_TEST_CASE(a_case_that_was_taken_without_the_centre_says_so) {
  Submitted citizen("GA-03");
  citizen.visitor.edit().surroundings.connectivity = flow::Surroundings::Connectivity::Offline;
  BOOST_TEST(citizen.submission().offline);
}

BOOST_AUTO_TEST_SUITE_END()
