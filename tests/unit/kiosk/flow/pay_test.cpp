// Money: asked, paid, not paid in time, found again, given back.
#include <boost/test/unit_test.hpp>

#include "tests/unit/kiosk/flow/visitor.h"

using namespace kiosk;
using namespace kiosk::flow;
using kiosk::tests::Visitor;
using State = PaymentProgress::State;

BOOST_TEST_DONT_PRINT_LOG_VALUE(State)

namespace {

/// Stands before what a new ID card costs.
struct AtTheTill : Visitor {
  AtTheTill() {
    prepare("GA-09");
    happens(Next{});
    BOOST_TEST_REQUIRE((at() == StepKind::Pay));
  }
  const PaymentProgress& money() const { return session().payment; }
  void heard(State state, std::int64_t fen = 2000) { happens(payment(state, fen)); }
  void submit_and_lose_the_line() {
    heard(State::Paid);
    happens(CaseStored{"R-1"});
    happens(CentreNotReached{"down"});
    happens(CaseWithdrawn{true});
    BOOST_TEST_REQUIRE((trouble() == TroubleKind::CentreUnreachable));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(pay_step, AtTheTill)

BOOST_AUTO_TEST_CASE(the_amount_is_asked_from_the_centre_under_a_key_of_its_own) {
  BOOST_TEST(was_asked<AskPayment>());
  BOOST_TEST((money().state == State::Asking));
  BOOST_TEST(!(money().key == base::IdempotencyKey{}));
  heard(State::Asked);
  BOOST_TEST(money().fen == 2000);
  BOOST_TEST((at() == StepKind::Pay));
}

BOOST_AUTO_TEST_CASE(nothing_is_submitted_before_the_centre_says_paid) {
  heard(State::Asked);
  BOOST_TEST((happens(Next{}) == Disposition::NotOffered));
  BOOST_TEST(times_asked<StoreCase>() == 0U);
  heard(State::Paid);
  BOOST_TEST((at() == StepKind::Submit));
  BOOST_TEST(was_asked<StoreCase>());
}

BOOST_AUTO_TEST_CASE(what_is_free_after_a_reduction_is_not_paid) {
  heard(State::Free, 0);
  BOOST_TEST((at() == StepKind::Submit));
}

BOOST_AUTO_TEST_CASE(back_closes_the_payment_and_a_second_try_has_another_key) {
  heard(State::Asked);
  const base::IdempotencyKey before = money().key;
  happens(Back{});
  BOOST_TEST(was_asked<ClosePayment>());
  BOOST_TEST((at() == StepKind::Review));
  happens(Next{});
  BOOST_TEST(!(money().key == before));
}

BOOST_AUTO_TEST_CASE(not_paid_in_time_is_told_and_can_be_tried_again) {
  heard(State::Asked);
  heard(State::Over);
  BOOST_TEST((trouble() == TroubleKind::PaymentTimedOut));
  happens(Retry{});
  BOOST_TEST((at() == StepKind::Pay));
  BOOST_TEST(was_asked<AskPayment>());
}

BOOST_AUTO_TEST_CASE(without_the_line_the_citizen_is_told_not_to_pay_twice) {
  heard(State::Asked);
  happens(PaymentNotHeard{"down"});
  BOOST_TEST(money().line_lost);
  happens(WaitExpired{});
  BOOST_TEST((trouble() == TroubleKind::PaymentUnknown));
  happens(Retry{});
  BOOST_TEST(was_asked<WatchPayment>());
  heard(State::Paid);
  BOOST_TEST((at() == StepKind::Submit));
}

BOOST_AUTO_TEST_CASE(money_that_arrives_while_the_trouble_is_shown_goes_on_by_itself) {
  heard(State::Asked);
  happens(PaymentNotHeard{"down"});
  happens(WaitExpired{});
  heard(State::Paid);
  BOOST_TEST((at() == StepKind::Submit));
}

BOOST_AUTO_TEST_CASE(who_leaves_an_unknown_payment_gets_its_number_and_the_money_back) {
  heard(State::Asked);
  happens(WaitExpired{});
  happens(Skip{});
  BOOST_TEST(was_asked<ClosePayment>());
  BOOST_TEST(was_asked<PrintSlip>());
  BOOST_TEST(money().number == "JF-desk-000001");
}

BOOST_AUTO_TEST_CASE(money_of_an_earlier_visit_is_said_and_not_asked_again) {
  PaymentHeard found = payment(State::Paid);
  found.found_again = true;
  happens(found);
  BOOST_TEST((at() == StepKind::Pay));
  happens(Next{});
  BOOST_TEST((at() == StepKind::Submit));
}

BOOST_AUTO_TEST_CASE(a_refusal_before_the_payment_is_told_with_its_reason) {
  happens(PaymentRefused{"您的新证正在制作\n请用进度查询查看"});
  BOOST_TEST((trouble() == TroubleKind::CentreRefused));
  BOOST_TEST(session().progress.message == "您的新证正在制作\n请用进度查询查看");
  BOOST_TEST(times_asked<StoreCase>() == 0U);
}

BOOST_AUTO_TEST_CASE(nobody_answers_what_it_costs_and_nothing_was_submitted) {
  happens(PaymentNotHeard{"down"});
  happens(WaitExpired{});
  BOOST_TEST((trouble() == TroubleKind::CentreUnreachable));
  happens(Retry{});
  BOOST_TEST(was_asked<AskPayment>());
}

BOOST_AUTO_TEST_CASE(paid_and_not_submitted_is_tried_again_without_paying_again) {
  submit_and_lose_the_line();
  happens(Retry{});
  BOOST_TEST((at() == StepKind::Submit));
  BOOST_TEST(was_asked<StoreCase>());
  BOOST_TEST(money().number == "JF-desk-000001");
  BOOST_TEST(times_asked<ClosePayment>() == 0U);
}

BOOST_AUTO_TEST_CASE(paid_and_given_up_goes_back_with_a_slip) {
  submit_and_lose_the_line();
  happens(Skip{});
  BOOST_TEST(was_asked<ClosePayment>());
  BOOST_TEST(was_asked<PrintSlip>());
}

BOOST_AUTO_TEST_CASE(paid_and_walked_away_from_goes_back) {
  submit_and_lose_the_line();
  happens(EndVisit{});
  BOOST_TEST(was_asked<ClosePayment>());
  BOOST_TEST(money().number.empty());
}

BOOST_AUTO_TEST_CASE(a_case_that_may_stand_keeps_its_money) {
  heard(State::Paid);
  happens(CaseStored{"R-1"});
  happens(WaitExpired{});
  BOOST_TEST((trouble() == TroubleKind::CentreUnconfirmed));
  happens(EndVisit{});
  BOOST_TEST(times_asked<ClosePayment>() == 0U);
}

BOOST_AUTO_TEST_CASE(a_refused_case_gives_the_refund_s_number_on_paper) {
  heard(State::Paid);
  happens(CaseStored{"R-1"});
  happens(CentreRejected{"C-1", "照片不符合要求", "TK-desk-000001"});
  BOOST_TEST((money().state == State::Returned));
  happens(Skip{});
  BOOST_TEST(was_asked<PrintSlip>());
  BOOST_TEST(times_asked<ClosePayment>() == 0U);
}

BOOST_AUTO_TEST_CASE(the_citizen_s_own_code_is_read_once_and_sent) {
  heard(State::Asked);
  happens(UsePaymentCode{});
  BOOST_TEST(was_asked<ReadPaymentCode>());
  BOOST_TEST((happens(UsePaymentCode{}) == Disposition::NotOffered));
  happens(PaymentCodeRead{base::SecureString("134500000000000001")});
  BOOST_TEST(was_asked<SendPaymentCode>());
  BOOST_TEST((happens(PaymentCodeRead{base::SecureString("1")}) == Disposition::TooLate));
}

BOOST_AUTO_TEST_CASE(a_payment_code_is_sealed_in_the_record) {
  const Occurrence occurrence{PaymentCodeRead{base::SecureString("134500000000000001")}, clock().wall(),
                              base::Uuid::make_v7(clock())};
  const OccurrenceRecord record = to_record(occurrence);
  BOOST_TEST(record.open.dump().find("1345") == std::string::npos);
  const auto back = from_record(record);
  BOOST_TEST_REQUIRE(back.has_value());
  BOOST_TEST(std::get<PaymentCodeRead>(back->event).code.reveal() == "134500000000000001");
}

BOOST_AUTO_TEST_CASE(a_question_that_depends_on_another_is_asked_only_then) {
  happens(Back{});
  happens(ChangeAnswer{{"delivery"}});
  answer("delivery", "mail");
  happens(Next{});
  BOOST_TEST((at() == StepKind::Form));
  BOOST_TEST(session().service->form[session().question].id.value == "mail_region");
  fill_form();
  BOOST_TEST((at() == StepKind::Review));
  happens(ChangeAnswer{{"delivery"}});
  answer("delivery", "counter");
  happens(Next{});
  BOOST_TEST((at() == StepKind::Review));
  BOOST_TEST(!session().asks(*session().service->field({"mail_street"})));
}

BOOST_AUTO_TEST_SUITE_END()
