// Money between terminal and centre: one payment for one key, no fen lost, nothing done that was not paid.
#include "kiosk/protocol/payment.h"
#include "tests/unit/kiosk/central/running_centre.h"

using namespace kiosk::tests;
using namespace kiosk::central;
namespace protocol = kiosk::protocol;
namespace base = kiosk::base;
using protocol::PaymentState;

BOOST_TEST_DONT_PRINT_LOG_VALUE(PaymentState)

namespace {

using Bill = Delivered<protocol::Payment>;

base::IdempotencyKey fresh_key() {
  const base::SystemClock clock;
  return {base::Uuid::make_v7(clock)};
}

protocol::PaymentQuestion question(const std::string& service, std::vector<protocol::Answer> answers) {
  protocol::PaymentQuestion question;
  question.idempotency_key = fresh_key();
  question.terminal.value = "T05";
  question.service.value = service;
  question.id_number = base::SecureString("100000199003070010");
  question.answers = std::move(answers);
  return question;
}

protocol::Answer answer(const std::string& field, const std::string& value) {
  return {{field}, base::SecureString(value), {}};
}

/// What a person says who needs a new ID card because the old one expires.
std::vector<protocol::Answer> new_card(const std::string& phone = "13800001234") {
  return {answer("reason", "expired"), answer("phone", phone), answer("delivery", "counter")};
}

struct Till {
  RunningCentre centre;
  CentralClient client = centre.client();

  protocol::Payment ask(const protocol::PaymentQuestion& question) {
    const auto outcome = client.ask_payment(*protocol::encode(question), question.idempotency_key, {});
    BOOST_REQUIRE(std::holds_alternative<Bill>(outcome));
    return std::get<Bill>(outcome).receipt;
  }
  protocol::Payment state(const std::string& number) { return client.payment(number, {}).value(); }
  void pay(const std::string& number, const std::string& how = "") {
    BOOST_REQUIRE(centre.command("payment pay " + number + " " + how)["ok"] == true);
  }
  PaymentState close(const protocol::Payment& payment, const base::IdempotencyKey& payment_key) {
    const protocol::PaymentClose message{fresh_key(), {"T05"}, payment_key};
    const auto outcome =
        client.close_payment(payment.payment_number, *protocol::encode(message), message.idempotency_key, {});
    BOOST_REQUIRE(std::holds_alternative<Bill>(outcome));
    return std::get<Bill>(outcome).receipt.state;
  }
  protocol::CaseReceipt submit_for(const std::string& number, const std::string& phone = "13800001234") {
    protocol::CaseSubmission submission = new_submission();
    submission.service.value = "GA-09";
    submission.answers = new_card(phone);
    submission.payment_number = number;
    return expect<DeliveredCase>(submit(client, Message(submission))).receipt;
  }
  std::int64_t balance(const std::string& number) {
    const base::Json list = centre.command("payment list");
    for (const base::Json& row : list.at("payments")) {
      if (row["number"] == number) return row["balance"];
    }
    return -1;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(payments, Till)

BOOST_AUTO_TEST_CASE(the_same_key_asks_for_one_payment_only) {
  const auto bill = question("GA-09", new_card());
  const protocol::Payment first = ask(bill);
  BOOST_TEST((first.state == PaymentState::Asked));
  BOOST_TEST(first.fen == 2000);
  BOOST_TEST(!first.code.empty());
  BOOST_TEST(ask(bill).payment_number == first.payment_number);
}

BOOST_AUTO_TEST_CASE(a_bill_whose_answer_is_lost_is_the_same_bill_the_second_time) {
  const auto bill = question("GA-09", new_card());
  centre.fault("drop-reply*1");
  const auto lost = client.ask_payment(*protocol::encode(bill), bill.idempotency_key, {});
  BOOST_TEST(!std::holds_alternative<Bill>(lost));
  BOOST_TEST(ask(bill).payment_number.size() > 0U);
  BOOST_TEST(centre.command("payment list")["payments"].size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_paid_case_uses_its_payment_once) {
  const protocol::Payment bill = ask(question("GA-09", new_card()));
  pay(bill.payment_number);
  BOOST_TEST((state(bill.payment_number).state == PaymentState::Paid));
  const auto receipt = submit_for(bill.payment_number);
  BOOST_TEST((receipt.state == protocol::CaseState::Accepted));
  BOOST_TEST(receipt.payment.value().fen == 2000);
  BOOST_TEST((state(bill.payment_number).state == PaymentState::Done));
  BOOST_TEST(balance(bill.payment_number) == 2000);
}

BOOST_AUTO_TEST_CASE(nothing_is_done_for_a_payment_that_was_not_made) {
  const protocol::Payment bill = ask(question("GA-09", new_card()));
  const auto receipt = submit_for(bill.payment_number);
  BOOST_TEST((receipt.state == protocol::CaseState::Rejected));
  BOOST_TEST(!receipt.next_step.zh_cn.empty());
  protocol::CaseSubmission without = new_submission();
  without.service.value = "GA-09";
  without.answers = new_card();
  const auto refused = expect<Refused>(submit(client, Message(without)));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::PaymentMissing));
}

BOOST_AUTO_TEST_CASE(money_of_a_case_that_is_refused_goes_back_with_a_number) {
  const auto answers = new_card("13900000009");
  const protocol::Payment bill = ask(question("GA-09", answers));
  pay(bill.payment_number);
  const auto receipt = submit_for(bill.payment_number, "13900000009");
  BOOST_TEST((receipt.state == protocol::CaseState::Rejected));
  BOOST_TEST(!receipt.payment.value().refund_number.empty());
  BOOST_TEST(receipt.next_step.zh_cn.find(receipt.payment->refund_number) != std::string::npos);
  BOOST_TEST(balance(bill.payment_number) == 0);
}

BOOST_AUTO_TEST_CASE(what_is_paid_twice_or_too_late_goes_back) {
  const protocol::Payment bill = ask(question("GA-09", new_card()));
  pay(bill.payment_number);
  pay(bill.payment_number);
  BOOST_TEST(balance(bill.payment_number) == 2000);
  const protocol::Payment late = ask(question("JR-01", {answer("purpose", "own")}));
  BOOST_TEST((late.state == PaymentState::Free));
  const protocol::Payment licence = ask(question("JT-02", {answer("reason", "lost")}));
  centre.command("payment expire " + licence.payment_number);
  pay(licence.payment_number);
  BOOST_TEST((state(licence.payment_number).state == PaymentState::Refunded));
  BOOST_TEST(balance(licence.payment_number) == 0);
}

BOOST_AUTO_TEST_CASE(money_without_a_case_is_found_again_or_goes_back) {
  const protocol::Payment bill = ask(question("GA-09", new_card()));
  pay(bill.payment_number);
  const auto again = question("GA-09", new_card());
  const protocol::Payment found = ask(again);
  BOOST_TEST(found.payment_number == bill.payment_number);
  BOOST_TEST(found.found_again);
  // The visit that was cut off closes what is now another visit's: it stays.
  BOOST_TEST((close(found, bill.idempotency_key) == PaymentState::Paid));
  BOOST_TEST((close(found, again.idempotency_key) == PaymentState::Refunded));
  BOOST_TEST(balance(bill.payment_number) == 0);
}

BOOST_AUTO_TEST_CASE(money_that_nobody_comes_back_for_goes_back_by_itself) {
  const protocol::Payment bill = ask(question("GA-09", new_card()));
  pay(bill.payment_number);
  centre.command("payment sweep");
  BOOST_TEST(!state(bill.payment_number).refund_number.empty());
}

BOOST_AUTO_TEST_CASE(a_refused_code_says_so_and_a_good_one_pays) {
  const protocol::Payment bill = ask(question("GA-09", new_card()));
  const auto show = [&](const std::string& code) {
    const protocol::PaymentCode message{fresh_key(), {"T05"}, base::SecureString(code)};
    const auto outcome = client.send_payment_code(bill.payment_number, *protocol::encode(message),
                                                  message.idempotency_key, {});
    return std::get<Bill>(outcome).receipt;
  };
  const protocol::Payment refused = show("134500000000000000");
  BOOST_TEST((refused.state == PaymentState::Asked));
  BOOST_TEST(!refused.reason.empty());
  BOOST_TEST((show("134500000000000001").state == PaymentState::Paid));
}

BOOST_AUTO_TEST_CASE(a_limit_is_told_before_anybody_pays_with_what_to_do) {
  const protocol::Payment bill = ask(question("GA-09", new_card()));
  pay(bill.payment_number);
  submit_for(bill.payment_number);
  const protocol::Payment second = ask(question("GA-09", new_card()));
  BOOST_TEST((second.state == PaymentState::Refused));
  BOOST_TEST(!second.reason.zh_cn.empty());
  BOOST_TEST(!second.next_step.en.empty());
}

BOOST_AUTO_TEST_CASE(two_credit_reports_a_year_are_free_and_the_third_is_not) {
  for (int i = 0; i < 2; ++i) {
    const protocol::Payment free = ask(question("JR-01", {answer("purpose", "own")}));
    BOOST_TEST((free.state == PaymentState::Free));
    protocol::CaseSubmission submission = new_submission();
    submission.service.value = "JR-01";
    submission.answers = {answer("purpose", "own"), answer("phone", "13800001234")};
    submission.payment_number = free.payment_number;
    expect<DeliveredCase>(submit(client, Message(submission)));
  }
  BOOST_TEST(ask(question("JR-01", {answer("purpose", "own")})).fen == 1000);
}

BOOST_AUTO_TEST_CASE(bills_add_up_from_the_answers) {
  const auto fen = [this](const std::string& service, std::vector<protocol::Answer> answers) {
    return ask(question(service, std::move(answers))).fen;
  };
  BOOST_TEST(fen("SW-05", {answer("energy", "fuel"), answer("price", "120000.50")}) == 1'200'005);
  BOOST_TEST(fen("SW-05", {answer("energy", "new_energy"), answer("price", "120000")}) == 600'000);
  BOOST_TEST(fen("SW-03", {answer("quantity", "10"), answer("price", "100")}) == 1'050);
  BOOST_TEST(fen("SW-06", {answer("insurance", "pension"), answer("level", "l500")}) == 50'000);
  BOOST_TEST(fen("SW-06", {answer("insurance", "medical"), answer("support", "low_income")}) == 0);
  BOOST_TEST(fen("SW-08", {answer("turnover", "100000")}) == 0);
  BOOST_TEST(fen("SW-08", {answer("turnover", "200000")}) == 300'000);
}

BOOST_AUTO_TEST_CASE(a_mailed_result_has_an_order_whose_way_can_be_followed) {
  const protocol::Payment bill = ask(question("JT-02", {answer("reason", "lost")}));
  pay(bill.payment_number);
  protocol::CaseSubmission submission = new_submission();
  submission.service.value = "JT-02";
  submission.payment_number = bill.payment_number;
  submission.answers = {answer("reason", "lost"), answer("phone", "13800001234"), answer("delivery", "mail"),
                        answer("mail_region", "100001102201"), answer("mail_street", "测试路 9 号")};
  const auto receipt = expect<DeliveredCase>(submit(client, Message(submission))).receipt;
  BOOST_TEST(!receipt.mail.value().order_number.empty());
  const auto step = [&](const std::string& state) {
    return centre.command("mail-step " + receipt.case_number + " " + state)["ok"] == true;
  };
  BOOST_TEST(!step("delivered"));
  BOOST_TEST(step("handed_over"));
  BOOST_TEST(step("on_the_way"));
  BOOST_TEST(step("delivered"));
  const auto progress = client.progress(receipt.receipt_number, {}).value();
  BOOST_TEST((progress.mail.value().state == protocol::MailState::Delivered));
  BOOST_TEST(progress.events.size() >= 5U);
}

BOOST_AUTO_TEST_SUITE_END()
