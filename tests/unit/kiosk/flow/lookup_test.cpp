// Asking how far a case is: by card, by number, by code; what is found is shown, what is not is said.
#include <boost/test/unit_test.hpp>

#include "tests/unit/kiosk/flow/visitor.h"

using namespace kiosk;
using namespace kiosk::flow;
using kiosk::tests::Visitor;

BOOST_TEST_DONT_PRINT_LOG_VALUE(LookupTrouble)

namespace {

FoundCase found(const std::string& number) {
  FoundCase made;
  made.number = number;
  made.service = {"RS-01"};
  made.state = "completed";
  made.documents = {{"d1", "证明", "VC", 2}};
  return made;
}

void ask_for_progress(Visitor& visitor) {
  visitor.happens(Begin{});
  visitor.happens(FindCases{});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lookup)

BOOST_AUTO_TEST_CASE(card_code_and_number_are_all_waited_for) {
  Visitor visitor;
  ask_for_progress(visitor);
  BOOST_TEST(visitor.at() == StepKind::Lookup);
  BOOST_TEST(visitor.was_asked<ReadCard>());
  BOOST_TEST(visitor.was_asked<AwaitCode>());
  visitor.happens(EnterNumber{"R-1"});
  BOOST_TEST(visitor.was_asked<QueryCase>());
  BOOST_TEST(visitor.happens(EnterNumber{"R-2"}) == Disposition::NotOffered);
  visitor.happens(CaseFound{found("R-1"), true});
  BOOST_TEST(visitor.at() == StepKind::Story);
  BOOST_TEST(visitor.was_asked<CancelDeviceJobs>());
}

BOOST_AUTO_TEST_CASE(a_number_that_nobody_knows_is_said_and_the_next_one_is_asked_for) {
  Visitor visitor;
  ask_for_progress(visitor);
  visitor.happens(CodeRead{"R-1"});
  visitor.happens(CaseNotFound{LookupTrouble::UnknownHere});
  BOOST_TEST(visitor.at() == StepKind::Lookup);
  BOOST_TEST(visitor.session().lookup.trouble == LookupTrouble::UnknownHere);
  BOOST_TEST(visitor.was_asked<AwaitCode>());
  visitor.happens(EnterNumber{"R-2"});
  BOOST_TEST(visitor.session().lookup.trouble == LookupTrouble::None);
  visitor.happens(CaseNotFound{LookupTrouble::Mistyped});
  BOOST_TEST(!visitor.was_asked<AwaitCode>(), "the code reader waits already");
}

BOOST_AUTO_TEST_CASE(a_document_is_printed_for_the_owner_of_the_card_only) {
  Visitor visitor;
  ask_for_progress(visitor);
  visitor.happens(EnterNumber{"R-1"});
  visitor.happens(CaseFound{found("R-1"), true});
  BOOST_TEST(visitor.happens(Next{}) == Disposition::NotOffered);
  visitor.happens(Back{});
  visitor.happens(CardRead{tests::test_card()});
  BOOST_TEST(visitor.at() == StepKind::Cases);
  BOOST_TEST(visitor.was_asked<QueryCases>());
  visitor.happens(CasesFound{{found("R-1"), found("R-2")}, true});
  visitor.happens(ChooseCase{1});
  visitor.happens(CaseFound{found("R-2"), true});
  visitor.happens(Next{});
  BOOST_TEST(visitor.was_asked<FetchDocument>());
  visitor.happens(DocumentReady{2});
  BOOST_TEST(visitor.at() == StepKind::Print);
  visitor.happens(PrintDone{2, true, false});
  BOOST_TEST(visitor.at() == StepKind::Story);
  BOOST_TEST(visitor.session().print.done);
}

BOOST_AUTO_TEST_CASE(a_printer_without_paper_leads_back_to_the_story) {
  Visitor visitor;
  ask_for_progress(visitor);
  visitor.happens(CardRead{tests::test_card()});
  visitor.happens(CasesFound{{found("R-1")}, true});
  visitor.happens(ChooseCase{0});
  visitor.happens(Next{});
  visitor.happens(DocumentReady{2});
  visitor.happens(PrintFailed{TroubleKind::PaperOut, 0, "out"});
  BOOST_TEST(visitor.at() == StepKind::Trouble);
  visitor.happens(Skip{});
  BOOST_TEST(visitor.at() == StepKind::Story);
}

BOOST_AUTO_TEST_CASE(going_home_forgets_the_card_and_what_was_found) {
  Visitor visitor;
  ask_for_progress(visitor);
  visitor.happens(CardRead{tests::test_card()});
  visitor.happens(CasesFound{{found("R-1")}, true});
  visitor.happens(GoHome{});
  BOOST_TEST(!visitor.session().applicant.has_value());
  BOOST_TEST(visitor.session().lookup.cases.empty());
  BOOST_TEST(visitor.was_asked<Wipe>());
}

BOOST_AUTO_TEST_CASE(what_was_found_survives_the_way_through_the_record) {
  const base::ManualClock clock;
  FoundCase made = found("R-1");
  made.reason.wordings = {"原因", "reason"};
  made.lines = {{"2026-11-23T10:00:00+08:00", made.reason, false}};
  const Occurrence occurrence{CasesFound{{made}, false}, clock.wall(), base::Uuid::make_v7(clock)};
  const auto back = from_record(to_record(occurrence));
  BOOST_TEST_REQUIRE(back.has_value());
  BOOST_TEST((to_record(*back).open == to_record(occurrence).open));
  const auto& cases = std::get<CasesFound>(back->event).cases;
  BOOST_TEST_REQUIRE(cases.size() == 1U);
  BOOST_TEST(cases[0].reason.wordings[1] == "reason");
  BOOST_TEST(!cases[0].lines.at(0).done);
}

BOOST_AUTO_TEST_SUITE_END()
