// A visit is on the disk step by step, and its record replays to the same end or says where it does not.
#include <boost/test/unit_test.hpp>

#include <fstream>

#include "kiosk/app/replay.h"
#include "offline_cache/audit/audit_log.h"
#include "tests/unit/kiosk/app/recorded_terminal.h"

using namespace kiosk;
using namespace kiosk::flow;
using kiosk::tests::RecordedTerminal;
using kiosk::tests::StorageBench;

namespace {

std::string export_of(StorageBench& bench, const base::SessionId& session) {
  const auto text = bench.ask([session](StorageBench::CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.export_visit(session);
  });
  BOOST_REQUIRE(text.has_value());
  return *text;
}

base::Result<app::ReplayReport> replay(const StorageBench& bench, const std::string& text) {
  const kiosk::tests::TemporaryFolder folder;
  std::ofstream(folder / "visit.jsonl") << text;
  app::Options options;
  options.config = "config";
  options.state = bench.state();
  options.replay = folder / "visit.jsonl";
  return app::replay_visit(options, app::TerminalData::load(options).value());
}

void must_replay(const StorageBench& bench, const std::string& text) {
  const auto report = replay(bench, text);
  BOOST_REQUIRE_MESSAGE(report.has_value(), (report ? "" : report.error().to_string()));
  BOOST_TEST(report->different == 0, "first: " << report->first_different);
  BOOST_TEST(report->events == std::count(text.begin(), text.end(), '\n') - 1);
  BOOST_TEST(report->end == catalog::to_string(StepKind::Attract));
}

/// The text with one word changed for another.
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, from << " is not in " << text);
  return text.replace(at, from.size(), to);
}

/// The session that the first event names.
std::string session_of(const std::string& text) {
  const std::size_t begin = text.find('\n') + 1;
  return base::Json::parse(text.substr(begin, text.find('\n', begin) - begin))["session"];
}

std::string trail_of(StorageBench& bench, const std::string& session) {
  return bench.ask([session](StorageBench::CaseStore& store) {
    base::kStorageThread.assert_here();
    const auto records = offline_cache::audit::records_of_session(store.database(), session).value();
    std::string all;
    for (const auto& record : records)
      all += record.kind + ' ' + record.case_number + ' ' + record.fields + '\n';
    return all;
  });
}

std::string certificate_visit(StorageBench& bench) {
  RecordedTerminal terminal(bench);
  terminal.prepare("RS-01");
  BOOST_REQUIRE((terminal.at() == StepKind::Review));
  terminal.happens(Next{});
  BOOST_REQUIRE((terminal.at() == StepKind::Preview));
  terminal.happens(Next{});
  BOOST_REQUIRE((terminal.at() == StepKind::Rate));
  terminal.happens(Rate{5});
  BOOST_TEST(terminal.wiped() > 0);
  terminal.happens(WaitExpired{});
  BOOST_REQUIRE((terminal.at() == StepKind::Attract));
  return export_of(bench, terminal.last_visit());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(visit_record)

BOOST_AUTO_TEST_CASE(a_whole_visit_for_a_certificate_replays_to_the_same_end) {
  StorageBench bench("desk");
  const std::string text = certificate_visit(bench);
  bench.close();
  must_replay(bench, text);
}

BOOST_AUTO_TEST_CASE(a_signed_registration_that_ran_in_english_replays_to_the_same_end) {
  StorageBench bench("desk");
  RecordedTerminal terminal(bench);
  terminal.happens(Begin{});
  Preferences english;
  english.language = catalog::Language::En;
  english.text_size = TextSize::Largest;
  terminal.happens(SetPreferences{english});
  terminal.happens(EndVisit{});
  terminal.happens(WaitExpired{});
  must_replay(bench, export_of(bench, terminal.last_visit()));

  terminal.prepare("GA-03");
  terminal.happens(Next{});
  terminal.happens(Rate{1});
  terminal.happens(WaitExpired{});
  BOOST_REQUIRE((terminal.at() == StepKind::Attract));
  must_replay(bench, export_of(bench, terminal.last_visit()));
}

BOOST_AUTO_TEST_CASE(a_changed_public_word_is_found_where_it_stands) {
  StorageBench bench("desk");
  const std::string text = certificate_visit(bench);
  const auto other_service = replay(bench, changed(text, "\"RS-01\"", "\"GA-03\""));
  BOOST_REQUIRE_MESSAGE(other_service.has_value(), (other_service ? "" : other_service.error().to_string()));
  BOOST_TEST(other_service->different > 0);
  BOOST_TEST(other_service->first_different == 3, "the terminal's state and the first touch come before it");
}

BOOST_AUTO_TEST_CASE(a_changed_line_with_a_sealed_part_a_missing_line_and_foreign_keys_are_refused) {
  StorageBench bench("desk");
  const std::string text = certificate_visit(bench);
  const std::size_t sealed = text.rfind('\n', text.find("\"sealed\"")) + 1;
  const std::size_t sealed_end = text.find('\n', sealed);
  const std::string line = text.substr(sealed, sealed_end - sealed);
  base::Json other = base::Json::parse(line);
  other["public"]["at"] = 1;
  BOOST_TEST(!replay(bench, changed(text, line, other.dump())).has_value());
  const auto gap = replay(bench, std::string(text).erase(sealed, sealed_end + 1 - sealed));
  BOOST_TEST_REQUIRE(!gap.has_value());
  BOOST_TEST(gap.error().where.find("visit.jsonl:") != std::string::npos);
  StorageBench elsewhere("desk");
  BOOST_TEST(!replay(elsewhere, text).has_value());
}

BOOST_AUTO_TEST_CASE(the_record_in_clear_and_the_trail_say_nothing_personal) {
  StorageBench bench("desk");
  const std::string text = certificate_visit(bench);
  const std::string trail = trail_of(bench, session_of(text));
  for (const char* personal : {"测试人甲", "100000199003070028", "测试路", "pension", "2026-10"}) {
    BOOST_TEST(text.find(personal) == std::string::npos, personal);
    BOOST_TEST(trail.find(personal) == std::string::npos, personal);
  }
  BOOST_TEST(trail.find("visit.card-read") != std::string::npos, trail);
  BOOST_TEST(trail.find("case.accepted") != std::string::npos, trail);
  BOOST_TEST(trail.find("visit.page-printed") == std::string::npos,
             "counting pages is no fact for the trail");
}

BOOST_AUTO_TEST_CASE(a_touch_that_the_screen_does_not_offer_leaves_no_trace) {
  StorageBench bench("desk");
  RecordedTerminal terminal(bench);
  terminal.happens(Rate{3});
  terminal.happens(Begin{});
  const std::string before = export_of(bench, terminal.last_visit());
  terminal.happens(Rate{3});
  terminal.happens(DrawStroke{kiosk::tests::test_stroke()});
  BOOST_TEST(export_of(bench, terminal.last_visit()) == before);
}

BOOST_AUTO_TEST_SUITE_END()
