// Every (step kind, event) pair is answered, keeps the laws, and a recorded visit replays to the same bytes.
#include <boost/test/unit_test.hpp>
#include <set>

#include "kiosk/flow/transition_table.h"
#include "tests/unit/kiosk/flow/visitor.h"

using namespace kiosk;
using namespace kiosk::flow;
using kiosk::tests::Visitor;

namespace {

template <std::size_t... I>
std::vector<FlowEvent> one_of_each(std::index_sequence<I...>) {
  return {FlowEvent(std::in_place_index<I>)...};
}

/// The service whose visit passes this step.
std::string service_at(StepKind kind) {
  switch (kind) {
    case StepKind::Promise:
    case StepKind::Sign:
    case StepKind::Scan:
    case StepKind::Receipt: return "GA-03";
    case StepKind::Pay: return "GA-09";
    default: return "RS-01";
  }
}

/// A session that stands on a step.
Session session_at(StepKind kind) {
  Visitor visitor;
  visitor.prepare(service_at(kind));
  Session session = visitor.session();
  session.progress.documents = {{"d1", "t", "v", 1}};
  session.trouble.at = StepKind::Identify;
  session.at = kind;
  const auto& steps = session.service->steps;
  const auto found = std::find(steps.begin(), steps.end(), kind);
  if (found != steps.end()) session.step = static_cast<std::size_t>(found - steps.begin());
  return session;
}

bool holds_a_person(const Session& session) { return session.applicant || !session.answers.empty(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(transition_table_tests)

BOOST_AUTO_TEST_CASE(no_pair_has_two_rows) {
  std::set<std::pair<StepKind, std::size_t>> seen;
  for (const Transition& row : transition_table()) {
    BOOST_TEST(seen.emplace(row.at, row.event).second, row.sentence);
  }
}

BOOST_AUTO_TEST_CASE(every_pair_is_taken_or_ignored_in_its_named_way_and_keeps_the_laws) {
  const base::ManualClock clock;
  Visitor visitor;
  std::size_t pairs = 0;
  for (const StepKind kind : catalog::kStepKinds) {
    const Session before = session_at(kind);
    const base::SecureBytes unchanged = canonical_bytes(before);
    for (const FlowEvent& event : one_of_each(std::make_index_sequence<kEventKinds>())) {
      const StepResult result =
          visitor.engine().step(before, {event, clock.wall(), base::Uuid::make_v7(clock)});
      ++pairs;
      const std::string pair =
          std::string(catalog::to_string(kind)) + " / " + std::string(event_name(event.index()));
      if (result.disposition == Disposition::Taken) {
        BOOST_TEST(!result.sentence.empty(), pair);
      } else {
        const bool intent = is_intent(event.index());
        BOOST_TEST(result.disposition == (intent ? Disposition::NotOffered : Disposition::TooLate), pair);
        BOOST_TEST((canonical_bytes(result.session) == unchanged),
                   pair << " was ignored but changed the session");
        BOOST_TEST(result.effects.empty(), pair);
      }
      const bool nobody = result.session.at == StepKind::Attract || result.session.at == StepKind::Collect;
      BOOST_TEST(!(nobody && result.session.at != kind && holds_a_person(result.session)),
                 pair << " keeps a person");
      if (result.session.at == StepKind::Trouble && kind != StepKind::Trouble) {
        BOOST_TEST(!result.session.trouble.number.empty(), pair << " gives the trouble no number");
      }
    }
  }
  BOOST_TEST(pairs == catalog::kStepKinds.size() * kEventKinds);
}

BOOST_AUTO_TEST_CASE(every_row_of_the_table_can_happen) {
  for (const Transition& row : transition_table()) {
    BOOST_TEST((find_transition(row.at, row.event) == &row), row.sentence);
    BOOST_TEST(!row.sentence.empty());
  }
}

BOOST_AUTO_TEST_CASE(an_occurrence_survives_the_way_through_the_record) {
  const base::ManualClock clock;
  std::vector<FlowEvent> events = one_of_each(std::make_index_sequence<kEventKinds>());
  events.push_back(CardRead{tests::test_card()});
  events.push_back(AnswerField{{"phone"}, base::SecureString("13800001234")});
  events.push_back(DrawStroke{tests::test_stroke()});
  for (FlowEvent& event : events) {
    const Occurrence occurrence{event, clock.wall(), base::Uuid::make_v7(clock)};
    const OccurrenceRecord record = to_record(occurrence);
    BOOST_TEST(record.open.dump().find("测试人甲") == std::string::npos);
    BOOST_TEST(record.open.dump().find("13800001234") == std::string::npos);
    const auto back = from_record(record);
    BOOST_TEST_REQUIRE(back.has_value(), event_name(event.index()));
    BOOST_TEST((to_record(*back).open == record.open), event_name(event.index()));
    BOOST_TEST((to_record(*back).personal == record.personal), event_name(event.index()));
  }
}

BOOST_AUTO_TEST_CASE(a_cut_record_is_refused) {
  const base::ManualClock clock;
  OccurrenceRecord record =
      to_record({CardRead{tests::test_card()}, clock.wall(), base::Uuid::make_v7(clock)});
  record.personal.pop_back();
  BOOST_TEST(!from_record(record).has_value());
  record.open["event"] = "no-such-event";
  BOOST_TEST(!from_record(record).has_value());
}

BOOST_AUTO_TEST_CASE(a_recorded_visit_replays_to_the_same_bytes) {
  Visitor visitor;
  const base::ManualClock clock;
  std::vector<OccurrenceRecord> tape;
  Session live;
  const auto happens = [&](FlowEvent event) {
    const Occurrence occurrence{std::move(event), clock.wall(), base::Uuid::make_v7(clock)};
    tape.push_back(to_record(occurrence));
    live = visitor.engine().step(std::move(live), occurrence).session;
  };
  happens(SurroundingsChanged{Visitor::everything_works()});
  happens(Begin{});
  happens(ChooseService{{"RS-01"}});
  happens(Next{});
  happens(Next{});
  happens(CardRead{tests::test_card()});
  happens(Next{});
  Session replayed;
  for (const OccurrenceRecord& record : tape) {
    replayed = visitor.engine().step(std::move(replayed), from_record(record).value()).session;
  }
  BOOST_TEST((canonical_bytes(replayed) == canonical_bytes(live)));
  BOOST_TEST(replayed.at == StepKind::Form);
}

BOOST_AUTO_TEST_SUITE_END()
