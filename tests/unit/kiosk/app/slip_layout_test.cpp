// The acceptance slip: everything that finds the case again, and nothing that tells a stranger who applied.
#include <boost/test/unit_test.hpp>

#include "kiosk/app/slip_layout.h"
#include "tests/unit/kiosk/flow/visitor.h"

using namespace kiosk;
using namespace drivers::contract;
using kiosk::tests::TestWorld;
using kiosk::tests::Visitor;

namespace {

const std::string kNumber = "T05-261123-0007-K";

struct Paper {
  std::string text;  ///< line by line; a pair as "label: value"
  std::vector<std::string> codes;

  bool says(const std::string& words) const { return text.find(words) != std::string::npos; }
};

Paper print(const flow::Session& session) {
  Paper paper;
  const Slip slip = app::make_acceptance_slip({session, TestWorld::get().catalog, TestWorld::get().terminal});
  for (const SlipPart& part : slip.parts) {
    if (const auto* line = std::get_if<SlipText>(&part)) paper.text.append(line->text.reveal()).append("\n");
    if (const auto* code = std::get_if<SlipQr>(&part)) paper.codes.push_back(code->text);
    if (const auto* pair = std::get_if<SlipPair>(&part)) {
      paper.text.append(pair->label).append(": ").append(pair->value.reveal()).append("\n");
    }
  }
  return paper;
}

std::string wording(const std::string& id, catalog::Language language = catalog::Language::ZhCn) {
  return TestWorld::get().catalog.texts().get(id, language);
}

/// A citizen whose case was stored.
struct Accepted {
  explicit Accepted(const std::string& service = "GA-03") {
    visitor.prepare(service);
    visitor.happens(flow::Next{});
    session().progress.state = flow::CaseState::Stored;
    session().progress.receipt_number = kNumber;
  }
  flow::Session& session() { return visitor.edit(); }
  Visitor visitor;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(slip_layout)

BOOST_AUTO_TEST_CASE(a_slip_carries_number_matter_applicant_time_terminal_place_and_hotline) {
  Accepted accepted;
  const Paper paper = print(accepted.session());
  BOOST_TEST(paper.says(kNumber + "\n"));
  BOOST_TEST(paper.says("办理事项: 居住登记申报及凭条打印\n"), paper.text);
  BOOST_TEST(paper.says("申请人: 测*\n"), paper.text);
  BOOST_TEST(paper.says("受理时间: 2026-11-23 14:32:00\n"), paper.text);
  BOOST_TEST(paper.says("终端编号: desk\n"));
  BOOST_TEST(paper.says("24 小时自助服务区"));
  BOOST_TEST(paper.says("办理时限: 3 个工作日\n"));
  BOOST_TEST(paper.says("12345"));
  BOOST_TEST(!paper.says("["), "a text is missing");
  BOOST_TEST(!paper.says("{"), "a placeholder is not filled");
}

BOOST_AUTO_TEST_CASE(a_slip_never_carries_the_full_name_the_id_number_or_an_answer) {
  Accepted accepted;
  const Paper paper = print(accepted.session());
  for (const char* personal : {"测试人甲", "100000199003070028", "19900307", "13800001234", "测试路1号"}) {
    BOOST_TEST(!paper.says(personal), personal);
  }
}

BOOST_AUTO_TEST_CASE(a_foreigner_without_a_chinese_name_is_named_by_the_masked_english_one) {
  Accepted accepted;
  accepted.session().applicant->name.clear();
  accepted.session().applicant->english_name = base::SecureString("TESTER ALPHA");
  const Paper paper = print(accepted.session());
  BOOST_TEST(paper.says("申请人: TESTER A*\n"), paper.text);
}

BOOST_AUTO_TEST_CASE(each_state_is_said_in_its_own_words) {
  Accepted accepted;
  const auto says = [&](flow::CaseState state, const std::string& id) {
    accepted.session().progress.state = state;
    BOOST_TEST(print(accepted.session()).says(wording("slip.state") + ": " + wording(id) + "\n"), id);
  };
  says(flow::CaseState::Stored, "slip.state.stored");
  says(flow::CaseState::Delivered, "slip.state.delivered");
  says(flow::CaseState::Unconfirmed, "slip.state.unconfirmed");
}

BOOST_AUTO_TEST_CASE(the_code_holds_the_address_of_the_case_with_its_number_only) {
  Accepted accepted;
  BOOST_TEST(print(accepted.session()).codes ==
             std::vector<std::string>{"https://localhost:8443/v1/cases/" + kNumber});
}

BOOST_AUTO_TEST_CASE(papers_that_may_follow_are_listed_and_otherwise_not_mentioned) {
  Accepted registration;
  BOOST_TEST(print(registration.session()).says("以后补交的材料: 租房合同或宿舍证明复印件\n"));
  Accepted certificate("RS-01");
  const Paper paper = print(certificate.session());
  BOOST_TEST(!paper.says(wording("slip.papers-later")));
  BOOST_TEST(paper.says("办理时限: " + wording("slip.promised.instant")));
}

BOOST_AUTO_TEST_CASE(a_slip_speaks_the_citizens_language) {
  Accepted accepted;
  accepted.session().preferences.language = catalog::Language::En;
  const Paper paper = print(accepted.session());
  BOOST_TEST(paper.says("Residence registration with slip"));
  BOOST_TEST(paper.says("24-hour self-service area"));
  BOOST_TEST(paper.says("Copy of the lease or dormitory proof"));
  BOOST_TEST(paper.says(wording("slip.title", catalog::Language::En)));
  BOOST_TEST(!paper.says("受理"));
}

BOOST_AUTO_TEST_CASE(a_paid_slip_carries_the_payment_s_number_and_the_amount) {
  Accepted accepted("GA-09");
  accepted.session().payment.number = "JF-desk-000012";
  accepted.session().payment.fen = 2000;
  accepted.session().progress.mail_number = "YX000000012CN";
  const Paper paper = print(accepted.session());
  BOOST_TEST(paper.says("受理凭条"));
  BOOST_TEST(paper.says("缴款编号: JF-desk-000012\n"), paper.text);
  BOOST_TEST(paper.says("缴款金额: 20.00 元\n"), paper.text);
  BOOST_TEST(paper.says("邮件号: YX000000012CN\n"), paper.text);
}

BOOST_AUTO_TEST_CASE(money_without_a_case_has_a_slip_of_its_own_that_claims_no_acceptance) {
  Accepted accepted("GA-09");
  accepted.session().progress.state = flow::CaseState::Rejected;
  accepted.session().payment.number = "JF-desk-000012";
  accepted.session().payment.fen = 2000;
  accepted.session().payment.refund_number = "TK-desk-000012";
  const Paper paper = print(accepted.session());
  BOOST_TEST(paper.says("缴款凭条"));
  BOOST_TEST(!paper.says("受理凭条"));
  BOOST_TEST(!paper.says(kNumber));
  BOOST_TEST(paper.says("退款编号: TK-desk-000012\n"), paper.text);
  BOOST_TEST(paper.codes.empty());
}

BOOST_AUTO_TEST_SUITE_END()
