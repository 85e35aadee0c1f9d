// Visits from the first touch to the wipe: what the citizen is told, and what is done in which order.
#include <boost/test/unit_test.hpp>

#include "tests/unit/kiosk/flow/visitor.h"

using namespace kiosk;
using namespace kiosk::flow;
using kiosk::tests::Visitor;

namespace {

CentreAccepted certificate_issued() { return {"C-1", "", {{"d1", "证明", "VC", 2}}}; }

/// Stands on the print step of RS-01.
void reach_print(Visitor& visitor) {
  visitor.prepare("RS-01");
  visitor.happens(Next{});
  visitor.happens(CaseStored{"R-1"});
  visitor.happens(certificate_issued());
  visitor.happens(DocumentReady{2});
  visitor.happens(Next{});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(visits)

BOOST_AUTO_TEST_CASE(a_certificate_is_stored_sent_shown_printed_counted_and_rated) {
  Visitor visitor;
  visitor.prepare("RS-01");
  BOOST_TEST(visitor.at() == StepKind::Review);
  visitor.happens(Next{});
  BOOST_TEST(visitor.was_asked<StoreCase>());
  BOOST_TEST(visitor.session().progress.state == CaseState::Storing);
  visitor.happens(CaseStored{"R-1"});
  BOOST_TEST(visitor.at() == StepKind::Submit);
  visitor.happens(certificate_issued());
  BOOST_TEST(visitor.at() == StepKind::Preview);
  BOOST_TEST(visitor.was_asked<FetchDocument>());
  visitor.happens(Next{});
  BOOST_TEST(visitor.at() == StepKind::Preview, "nothing is printed before the document is there");
  visitor.happens(DocumentReady{2});
  visitor.happens(Next{});
  BOOST_TEST(visitor.was_asked<PrintDocument>());
  visitor.happens(PagePrinted{1});
  visitor.happens(PrintDone{2, true, false});
  BOOST_TEST(visitor.at() == StepKind::Collect);
  BOOST_TEST(visitor.was_asked<AwaitCardRemoval>());
  BOOST_TEST(!visitor.session().applicant.has_value());
  visitor.happens(CardTaken{});
  BOOST_TEST(visitor.at() == StepKind::Rate);
  visitor.happens(flow::Rate{1});
  BOOST_TEST(visitor.was_asked<SendRating>());
  BOOST_TEST(visitor.at() == StepKind::Goodbye);
  BOOST_TEST(visitor.was_asked<Wipe>());
  visitor.happens(WaitExpired{});
  BOOST_TEST(visitor.at() == StepKind::Attract);
}

BOOST_AUTO_TEST_CASE(a_queued_case_is_accepted_offline_with_a_slip_and_no_waiting) {
  Visitor visitor;
  visitor.prepare("GA-03");
  Surroundings offline = Visitor::everything_works();
  offline.connectivity = Surroundings::Connectivity::Offline;
  visitor.happens(SurroundingsChanged{offline});
  visitor.happens(Next{});
  visitor.happens(CaseStored{"R-2"});
  BOOST_TEST(visitor.at() == StepKind::Receipt);
  BOOST_TEST(visitor.session().progress.state == CaseState::Stored);
  BOOST_TEST(visitor.was_asked<PrintSlip>());
  visitor.happens(SlipPrinted{true});
  visitor.happens(CardTaken{});
  BOOST_TEST(visitor.at() == StepKind::Rate);
}

BOOST_AUTO_TEST_CASE(nothing_is_called_accepted_when_the_disk_refuses) {
  Visitor visitor;
  visitor.prepare("GA-03");
  visitor.happens(Next{});
  visitor.happens(CaseNotStored{"disk full"});
  BOOST_TEST(visitor.trouble() == TroubleKind::CaseNotStored);
  BOOST_TEST(visitor.session().progress.state == CaseState::None);
  BOOST_TEST(visitor.was_asked<TellTrouble>());
}

BOOST_AUTO_TEST_CASE(an_online_case_that_was_never_sent_is_taken_back_and_said_so) {
  Visitor visitor;
  visitor.prepare("RS-01");
  visitor.happens(Next{});
  visitor.happens(CaseStored{"R-3"});
  visitor.happens(CentreNotReached{"refused"});
  BOOST_TEST(visitor.was_asked<WithdrawCase>());
  visitor.happens(CaseWithdrawn{true});
  BOOST_TEST(visitor.trouble() == TroubleKind::CentreUnreachable);
  BOOST_TEST(visitor.session().progress.state == CaseState::Withdrawn);
}

BOOST_AUTO_TEST_CASE(a_second_try_after_taking_back_is_a_new_case_with_a_new_key) {
  Visitor visitor;
  visitor.prepare("RS-01");
  visitor.happens(Next{});
  const base::IdempotencyKey first = visitor.session().progress.key;
  visitor.happens(CaseStored{"R-3"});
  visitor.happens(CentreNotReached{"refused"});
  visitor.happens(CaseWithdrawn{true});
  visitor.clock().advance(base::Duration{10});
  visitor.happens(Retry{});
  BOOST_TEST((visitor.session().progress.key != first));
  BOOST_TEST(visitor.session().progress.receipt_number.empty());
  BOOST_TEST(visitor.was_asked<StoreCase>());
}

BOOST_AUTO_TEST_CASE(an_unconfirmed_case_keeps_its_key_and_is_never_stored_twice) {
  Visitor visitor;
  visitor.prepare("RS-01");
  visitor.happens(Next{});
  const base::IdempotencyKey key = visitor.session().progress.key;
  visitor.happens(CaseStored{"R-4"});
  visitor.happens(WaitExpired{});
  BOOST_TEST(visitor.trouble() == TroubleKind::CentreUnconfirmed);
  visitor.happens(Retry{});
  BOOST_TEST((visitor.session().progress.key == key));
  BOOST_TEST(visitor.times_asked<StoreCase>() == 1u);
  visitor.happens(WaitExpired{});
  visitor.happens(certificate_issued());
  BOOST_TEST(visitor.at() == StepKind::Preview, "the answer that came after all is used");
}

BOOST_AUTO_TEST_CASE(an_unconfirmed_case_leaves_with_a_slip) {
  Visitor visitor;
  visitor.prepare("RS-01");
  visitor.happens(Next{});
  visitor.happens(CaseStored{"R-4"});
  visitor.happens(WaitExpired{});
  visitor.happens(Skip{});
  BOOST_TEST(visitor.at() == StepKind::Receipt);
  visitor.happens(SlipPrinted{});
  visitor.happens(CardTaken{});
  BOOST_TEST(visitor.at() == StepKind::Rate);
}

BOOST_AUTO_TEST_CASE(a_refused_case_shows_the_reason_and_offers_no_second_try) {
  Visitor visitor;
  visitor.prepare("RS-01");
  visitor.happens(Next{});
  visitor.happens(CaseStored{"R-5"});
  visitor.happens(CentreRejected{"C-5", "没有参保记录"});
  BOOST_TEST(visitor.trouble() == TroubleKind::CentreRefused);
  BOOST_TEST(visitor.session().progress.message == "没有参保记录");
  BOOST_TEST(!trouble_options(visitor.session()).retry);
  BOOST_TEST(visitor.happens(Retry{}) == Disposition::NotOffered);
}

BOOST_AUTO_TEST_CASE(fewer_counted_pages_than_the_document_has_are_not_called_printed) {
  Visitor visitor;
  reach_print(visitor);
  visitor.happens(PrintDone{1, true, false});
  BOOST_TEST(visitor.trouble() == TroubleKind::PrintIncomplete);
  BOOST_TEST(!visitor.session().print.done);
  visitor.happens(Retry{});
  BOOST_TEST(visitor.was_asked<PrintDocument>());
}

BOOST_AUTO_TEST_CASE(paper_out_during_the_print_lets_the_citizen_leave_with_a_number) {
  Visitor visitor;
  reach_print(visitor);
  visitor.happens(PrintFailed{TroubleKind::PaperOut, 1, "media-empty"});
  BOOST_TEST(visitor.trouble() == TroubleKind::PaperOut);
  BOOST_TEST(visitor.session().trouble.pages_out == 1);
  BOOST_TEST(visitor.session().trouble.number.size() == 9u);
  visitor.happens(Skip{});
  BOOST_TEST(visitor.at() == StepKind::Receipt);
}

BOOST_AUTO_TEST_CASE(a_card_pulled_in_mid_read_is_asked_for_again) {
  Visitor visitor;
  visitor.come_for("RS-01");
  BOOST_TEST(visitor.at() == StepKind::Identify);
  visitor.happens(CardFailed{TroubleKind::CardRemoved, ""});
  BOOST_TEST(visitor.trouble() == TroubleKind::CardRemoved);
  visitor.happens(Retry{});
  BOOST_TEST(visitor.at() == StepKind::Identify);
  BOOST_TEST(visitor.was_asked<ReadCard>());
}

BOOST_AUTO_TEST_CASE(an_expired_card_is_told_and_not_used) {
  Visitor visitor;
  visitor.come_for("RS-01");
  drivers::contract::IdCard card = tests::test_card();
  card.valid_to = base::SecureString("20251231");
  visitor.happens(CardRead{card});
  BOOST_TEST(visitor.trouble() == TroubleKind::CardExpired);
  BOOST_TEST(!visitor.session().applicant.has_value());
}

BOOST_AUTO_TEST_CASE(not_me_forgets_everything_at_once) {
  Visitor visitor;
  visitor.come_for("RS-01");
  visitor.happens(CardRead{tests::test_card()});
  BOOST_TEST(visitor.at() == StepKind::Confirm);
  visitor.happens(NotMe{});
  BOOST_TEST(!visitor.session().applicant.has_value());
  BOOST_TEST(visitor.at() == StepKind::Collect, "the card may lie there");
  visitor.happens(CardTaken{});
  BOOST_TEST(visitor.at() == StepKind::Goodbye);
}

BOOST_AUTO_TEST_CASE(a_forgotten_card_is_told_again_and_at_last_reported) {
  Visitor visitor;
  visitor.come_for("RS-01");
  visitor.happens(CardRead{tests::test_card()});
  visitor.happens(EndVisit{});
  for (int i = 0; i < 5; ++i) visitor.happens(CardStillThere{});
  BOOST_TEST(!visitor.session().card_left_behind);
  visitor.happens(CardStillThere{});
  BOOST_TEST(visitor.session().card_left_behind);
  BOOST_TEST(visitor.trouble() == TroubleKind::CardLeftBehind);
  BOOST_TEST(visitor.was_asked<TellTrouble>());
  BOOST_TEST(visitor.happens(Begin{}) == Disposition::NotOffered, "the next citizen cannot start");
  visitor.happens(CardTaken{});
  BOOST_TEST(visitor.at() == StepKind::Goodbye);
}

BOOST_AUTO_TEST_CASE(an_idle_citizen_is_asked_first_and_the_visit_ends_only_then) {
  Visitor visitor;
  visitor.come_for("RS-01");
  visitor.happens(CardRead{tests::test_card()});
  for (int i = 0; i < 10; ++i) {
    visitor.happens(IdleExpired{});
    BOOST_TEST(visitor.session().idle_warning);
    BOOST_TEST(visitor.happens(Next{}) == Disposition::NotOffered, "the warning covers the screen");
    visitor.happens(StillHere{});
    BOOST_TEST(!visitor.session().idle_warning);
  }
  visitor.happens(IdleExpired{});
  visitor.happens(IdleExpired{});
  BOOST_TEST(visitor.at() == StepKind::Collect);
  BOOST_TEST(!visitor.session().applicant.has_value());
}

BOOST_AUTO_TEST_CASE(going_back_keeps_the_answers_and_a_changed_answer_returns_to_the_review) {
  Visitor visitor;
  visitor.prepare("RS-01");
  const std::string field = visitor.session().service->form.front().id.value;
  const std::string value(visitor.session().answer({field})->reveal());
  visitor.happens(ChangeAnswer{{field}});
  BOOST_TEST(visitor.at() == StepKind::Form);
  BOOST_TEST(visitor.session().answer({field})->reveal() == value);
  visitor.happens(Next{});
  BOOST_TEST(visitor.at() == StepKind::Review);
}

BOOST_AUTO_TEST_CASE(a_default_is_taken_by_going_on) {
  Visitor visitor;
  visitor.come_for("RS-01");
  visitor.show_card();
  while (visitor.session().service->form[visitor.session().question].id.value != "period")
    visitor.happens(Next{});
  visitor.happens(Next{});
  BOOST_TEST(visitor.session().answer({"period"})->reveal() == "2025-11/2026-10");
}

BOOST_AUTO_TEST_CASE(a_wrong_answer_does_not_lead_on) {
  Visitor visitor;
  visitor.come_for("GA-03");
  visitor.show_card();
  visitor.answer("region", "000000");
  BOOST_TEST(visitor.happens(Next{}) == Disposition::NotOffered);
  BOOST_TEST(visitor.session().question == 0u);
}

BOOST_AUTO_TEST_CASE(a_dot_is_no_signature) {
  Visitor visitor;
  visitor.come_for("GA-03");
  visitor.show_card();
  visitor.fill_form();
  visitor.bring_papers_later();
  visitor.happens(Next{});
  BOOST_TEST(visitor.at() == StepKind::Sign);
  visitor.happens(DrawStroke{{{10, 10, 0}}});
  BOOST_TEST(visitor.happens(Next{}) == Disposition::NotOffered);
}

BOOST_AUTO_TEST_CASE(a_service_whose_printer_is_gone_cannot_begin) {
  Visitor visitor;
  Surroundings no_printer = Visitor::everything_works();
  no_printer.usable_devices = {"id-card-reader"};
  visitor.happens(SurroundingsChanged{no_printer});
  visitor.happens(Begin{});
  visitor.happens(ChooseService{{"RS-01"}});
  BOOST_TEST(visitor.happens(Next{}) == Disposition::NotOffered);
  BOOST_TEST((why_unavailable(*visitor.session().service, tests::TestWorld::get().terminal,
                              visitor.session().surroundings) == Unavailable::DeviceMissing));
}

BOOST_AUTO_TEST_CASE(no_visit_begins_while_a_technician_works_and_a_running_one_goes_on) {
  Visitor visitor;
  Surroundings maintenance = Visitor::everything_works();
  maintenance.maintenance = true;
  visitor.happens(Begin{});
  visitor.happens(SurroundingsChanged{maintenance});
  visitor.happens(ChooseService{{"RS-01"}});
  BOOST_TEST(visitor.happens(Next{}) == Disposition::Taken);
  Visitor next;
  next.happens(SurroundingsChanged{maintenance});
  BOOST_TEST(next.happens(Begin{}) == Disposition::NotOffered);
  BOOST_TEST(next.happens(SetPreferences{}) == Disposition::NotOffered);
  BOOST_TEST(next.at() == StepKind::Attract);
  next.happens(SurroundingsChanged{Visitor::everything_works()});
  BOOST_TEST(next.happens(Begin{}) == Disposition::Taken);
}

BOOST_AUTO_TEST_CASE(preferences_hold_for_one_visit_only) {
  Visitor visitor;
  visitor.happens(Begin{});
  Preferences large;
  large.text_size = TextSize::Largest;
  large.language = catalog::Language::En;
  visitor.happens(SetPreferences{large});
  BOOST_TEST((visitor.session().preferences == large));
  visitor.happens(EndVisit{});
  visitor.happens(WaitExpired{});
  visitor.happens(Begin{});
  BOOST_TEST((visitor.session().preferences == Preferences{}));
}

BOOST_AUTO_TEST_SUITE_END()
