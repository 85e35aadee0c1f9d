// Submissions against a real centre: delivered once in effect, however often they are sent and whatever is
// lied.
#include <algorithm>

#include "tests/unit/kiosk/central/running_centre.h"

using namespace kiosk::tests;
using namespace kiosk::central;
namespace protocol = kiosk::protocol;
using kiosk::base::SecureString;

BOOST_AUTO_TEST_SUITE(exactly_once)

BOOST_AUTO_TEST_CASE(a_case_is_submitted_issued_fetched_rated_and_found) {
  RunningCentre centre;
  CentralClient client = centre.client();
  BOOST_TEST((client.connectivity().state() == Connectivity::Offline));
  const auto receipt = expect<DeliveredCase>(submit(client, Message())).receipt;
  BOOST_TEST((client.connectivity().state() == Connectivity::Online));
  BOOST_TEST((receipt.state == protocol::CaseState::Completed));
  BOOST_TEST((receipt.kind == protocol::CaseKind::Immediate));
  BOOST_REQUIRE(receipt.documents.size() == 1);
  BOOST_TEST(receipt.documents[0].pages == 2);

  const auto pdf = client.fetch_document(receipt.documents[0], 8U << 20, {});
  BOOST_REQUIRE(pdf.has_value());
  BOOST_TEST(kiosk::base::as_text(*pdf).substr(0, 5) == "%PDF-");

  for (const std::string& number : {receipt.receipt_number, receipt.case_number}) {
    const auto progress = client.progress(number, {});
    BOOST_REQUIRE(progress.has_value());
    BOOST_TEST(progress->case_number == receipt.case_number);
    BOOST_TEST(progress->events.size() == 2);
  }
  BOOST_TEST((client.progress("T99-nobody", {}).error().code == kiosk::base::ErrorCode::NotFound));

  protocol::Rating rating;
  rating.number = receipt.receipt_number;
  rating.level = 4;
  rating.reasons = {"412"};
  rating.terminal.value = "T05";
  const Message other;
  const auto body = *encode(rating);
  auto rated = client.send_rating(rating.number, body, other.key, {});
  BOOST_REQUIRE(std::holds_alternative<Delivered<protocol::RatingReceipt>>(rated));
  rated = client.send_rating(rating.number, body, other.key, {});
  BOOST_TEST(std::holds_alternative<Delivered<protocol::RatingReceipt>>(rated));
  rated = client.send_rating(rating.number, body, Message().key, {});
  BOOST_REQUIRE(std::holds_alternative<Refused>(rated));
  BOOST_TEST((std::get<Refused>(rated).problem.type == protocol::ProblemType::AlreadyRated));
  BOOST_TEST(centre.rows()[0]["rating"]["level"] == 4);
  BOOST_TEST(centre.status()["connections"] == 1);
}

BOOST_AUTO_TEST_CASE(the_same_message_again_gets_the_same_receipt) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const Message message;
  const auto first = expect<DeliveredCase>(submit(client, message)).receipt;
  const auto second = expect<DeliveredCase>(submit(client, message)).receipt;
  BOOST_TEST(first.case_number == second.case_number);
  BOOST_TEST(centre.cases() == 1);
  BOOST_TEST(centre.rows()[0]["times_received"] == 2);
}

BOOST_AUTO_TEST_CASE(cases_go_side_by_side_on_one_connection_and_each_hears_its_own_answer) {
  RunningCentre centre;
  CentralClient client = centre.client();
  std::vector<Message> own;
  for (int i = 0; i < 4; ++i) own.emplace_back();
  std::vector<CentralClient::Submission> submissions;
  for (const Message& message : own) submissions.push_back({message.body, message.key});
  std::vector<std::size_t> heard;
  client.submit_all(submissions, {}, [&](std::size_t place, const SubmitOutcome& outcome) {
    heard.push_back(place);
    BOOST_TEST((expect<DeliveredCase>(outcome).receipt.idempotency_key == own[place].key));
  });
  std::sort(heard.begin(), heard.end());
  BOOST_TEST(heard == (std::vector<std::size_t>{0, 1, 2, 3}), boost::test_tools::per_element());
  BOOST_TEST(centre.cases() == 4);
  BOOST_TEST(centre.status()["connections"] == 1);
}

BOOST_AUTO_TEST_CASE(a_reply_that_is_dropped_after_the_commit_makes_no_second_case) {
  RunningCentre centre;
  CentralClient client = centre.client();
  centre.fault("drop-reply*1");
  const Message message;
  const auto fault = expect<PathFault>(submit(client, message));
  BOOST_TEST((fault.sent == SentState::UnknownOutcome));
  BOOST_TEST((fault.trouble == PathTrouble::Interrupted));
  BOOST_TEST(centre.cases() == 1);
  expect<DeliveredCase>(submit(client, message));
  BOOST_TEST(centre.cases() == 1);
}

BOOST_AUTO_TEST_CASE(a_reply_that_is_dropped_on_a_kept_connection_makes_no_second_case) {
  RunningCentre centre;
  CentralClient client = centre.client();
  expect<DeliveredCase>(submit(client, Message()));
  centre.fault("drop-reply*2");
  const Message message;
  // Over HTTP/1.1 curl sends once more by itself, and that reply is dropped too.
  BOOST_TEST((expect<PathFault>(submit(client, message)).sent == SentState::UnknownOutcome));
  centre.fault("none");
  expect<DeliveredCase>(submit(client, message));
  BOOST_TEST(centre.cases() == 2);
}

BOOST_AUTO_TEST_CASE(a_connection_cut_at_any_byte_of_the_reply_makes_no_second_case) {
  RunningCentre centre;
  CentralClient client = centre.client();
  int cases = 0;
  for (int bytes = 0; bytes < 400; bytes += 23) {
    auto submission = new_submission();
    submission.service.value = "GA-03";
    const Message message(submission);
    centre.fault("cut:" + std::to_string(bytes) + "*2");
    BOOST_TEST((expect<PathFault>(submit(client, message)).sent == SentState::UnknownOutcome));
    centre.fault("none");
    expect<DeliveredCase>(submit(client, message));
    BOOST_TEST(centre.cases() == ++cases);
  }
}

BOOST_AUTO_TEST_CASE(a_key_with_another_payload_is_refused) {
  RunningCentre centre;
  CentralClient client = centre.client();
  auto submission = new_submission();
  expect<DeliveredCase>(submit(client, Message(submission)));
  submission.answers[1].value = SecureString("2025-11/2026-10");
  const auto refused = expect<Refused>(submit(client, Message(submission)));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::IdempotencyKeyReused));
  BOOST_TEST(refused.problem.status == 422);
  BOOST_TEST(centre.cases() == 1);
}

BOOST_AUTO_TEST_CASE(a_receipt_number_of_another_case_is_refused) {
  RunningCentre centre;
  CentralClient client = centre.client();
  auto first = new_submission();
  expect<DeliveredCase>(submit(client, Message(first)));
  auto second = new_submission();
  second.receipt_number = first.receipt_number;
  const auto refused = expect<Refused>(submit(client, Message(second)));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::ReceiptNumberTaken));
}

BOOST_AUTO_TEST_CASE(a_key_that_is_still_worked_on_is_told_to_wait) {
  RunningCentre centre;
  auto settings = centre.settings();
  settings.total_timeout = kiosk::base::Duration{300};
  CentralClient hasty = RunningCentre::client(settings);
  CentralClient patient = centre.client();
  const Message message;
  centre.fault("slow:1500*1");
  BOOST_TEST((expect<PathFault>(submit(hasty, message)).trouble == PathTrouble::TimedOut));
  const auto busy = expect<Busy>(submit(patient, message));
  BOOST_TEST((busy.reason == protocol::ProblemType::StillProcessing));
  BOOST_TEST((busy.retry_after == kiosk::base::Duration{1000}));
}

BOOST_AUTO_TEST_CASE(a_rejected_case_brings_its_reason_and_next_step) {
  RunningCentre centre;
  CentralClient client = centre.client();
  auto submission = new_submission();
  submission.service.value = "GA-03";
  submission.answers = {{{"house"}, SecureString("云溪镇样例退回路 1 号"), {}}};
  const auto receipt = expect<DeliveredCase>(submit(client, Message(submission))).receipt;
  BOOST_TEST((receipt.state == protocol::CaseState::Rejected));
  BOOST_TEST(!receipt.reason.empty());
  const auto progress = client.progress(submission.receipt_number, {});
  BOOST_REQUIRE(progress.has_value());
  BOOST_TEST(progress->next_step.zh_cn == receipt.next_step.zh_cn);
}

BOOST_AUTO_TEST_CASE(a_terminal_cannot_speak_for_another) {
  RunningCentre centre;
  CentralClient client = centre.client();
  auto submission = new_submission();
  submission.terminal.value = "T01";
  const auto fault = expect<PathFault>(submit(client, Message(submission)));
  BOOST_TEST((fault.trouble == PathTrouble::Unauthorized));
  BOOST_TEST((client.connectivity().state() == Connectivity::Offline));
  BOOST_TEST(centre.cases() == 0);
}

BOOST_AUTO_TEST_CASE(a_message_that_breaks_the_contract_is_refused_with_its_place) {
  RunningCentre centre;
  CentralClient client = centre.client();
  auto submission = new_submission();
  submission.applicant.id_number.clear();
  auto refused = expect<Refused>(submit(client, Message(submission)));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::InvalidMessage));
  BOOST_TEST(refused.problem.pointer == "/applicant/id_number");
  submission = new_submission();
  submission.service.value = "XX-99";
  refused = expect<Refused>(submit(client, Message(submission)));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::UnknownService));
}

BOOST_AUTO_TEST_CASE(no_lie_on_the_way_decides_a_case) {
  RunningCentre centre;
  const std::string lies[] = {"html-400",  "html-200",      "status:502",     "status:201",
                              "wrong-key", "stale-receipt", "broken-receipt", "plain-receipt"};
  int cases = 0;
  for (const std::string& lie : lies) {
    CentralClient client = centre.client();
    const Message message;
    centre.fault(lie);
    const auto fault = expect<PathFault>(submit(client, message));
    BOOST_TEST((fault.trouble == PathTrouble::ForeignAnswer), lie << ": " << fault.message);
    BOOST_TEST((fault.sent == SentState::UnknownOutcome), lie);
    centre.fault("none");
    expect<DeliveredCase>(submit(client, message));
    BOOST_TEST(centre.cases() == ++cases, lie);
  }
}

BOOST_AUTO_TEST_CASE(a_duplicated_reply_over_http_1_does_not_answer_the_next_message) {
  RunningCentre::Options options;
  options.http2 = false;
  RunningCentre centre(options);
  CentralClient client = centre.client();
  centre.fault("twice*1");
  expect<DeliveredCase>(submit(client, Message()));
  const auto submission = new_submission();
  const auto receipt = expect<DeliveredCase>(submit(client, Message(submission))).receipt;
  BOOST_TEST(receipt.receipt_number == submission.receipt_number);
}

BOOST_AUTO_TEST_CASE(a_duplicated_reply_over_http_2_breaks_the_connection_and_decides_nothing_else) {
  RunningCentre centre;
  CentralClient client = centre.client();
  centre.fault("twice*1");
  expect<DeliveredCase>(submit(client, Message()));
  const auto submission = new_submission();
  const Message message(submission);
  SubmitOutcome outcome = submit(client, message);
  if (std::holds_alternative<PathFault>(outcome)) outcome = submit(client, message);
  BOOST_TEST(expect<DeliveredCase>(outcome).receipt.receipt_number == submission.receipt_number);
  BOOST_TEST(centre.cases() == 2);
}

BOOST_AUTO_TEST_CASE(a_busy_centre_says_when_to_come_back) {
  RunningCentre centre;
  CentralClient client = centre.client();
  centre.fault("busy:7");
  const auto busy = expect<Busy>(submit(client, Message()));
  BOOST_TEST((busy.retry_after == kiosk::base::Duration{7000}));
  BOOST_TEST((client.connectivity().state() == Connectivity::Degraded));
  centre.fault("internal");
  BOOST_TEST((expect<Busy>(submit(client, Message())).reason == protocol::ProblemType::Internal));
  BOOST_TEST(centre.cases() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
