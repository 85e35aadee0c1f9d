// A visit is recorded with its personal parts sealed, exported as lines and read back.
#include <boost/test/unit_test.hpp>

#include "offline_cache/visits/visit_record.h"
#include "tests/support/temporary_folder.h"

using namespace offline_cache::visits;
using kiosk::base::ErrorCode;
using offline_cache::store::Database;
using offline_cache::store::in_transaction;
using offline_cache::store::Transaction;

namespace {

struct Recording {
  Recording() {
    BOOST_REQUIRE(database->execute(kTablesUp));
    append("touched", {{"screen", "attract"}}, "", "d1");
    append("card.read", {{"名", "测*"}}, "测试人甲", "d2");
    append("submitted", kiosk::base::Json::object(), "", "d3");
  }
  void append(const std::string& kind, const kiosk::base::Json& fields, std::string_view personal,
              const std::string& digest) {
    const auto bytes = kiosk::base::as_bytes(personal);
    const VisitEvent event{session, kind, fields, {bytes.begin(), bytes.end()}, digest};
    BOOST_REQUIRE(in_transaction(*database, [&](Transaction& t) { return recorder.append(t, event); }));
  }
  std::string text() { return export_visit(*database, session).value(); }
  kiosk::base::Error error_of(const std::string& changed) {
    return parse_visit(changed, "file", sealer).error();
  }

  kiosk::tests::TemporaryFolder folder;
  kiosk::base::ManualClock clock;
  kiosk::crypto::KeyRing ring = kiosk::crypto::KeyRing::open_with_file(folder / "keys").value();
  kiosk::crypto::Sealer sealer{ring};
  std::unique_ptr<Database> database = Database::open(folder / "a.db").value();
  VisitRecorder recorder{sealer, clock};
  kiosk::base::SessionId session{kiosk::base::Uuid::make_v7(clock)};
};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  BOOST_REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(visits, Recording)

BOOST_AUTO_TEST_CASE(an_exported_visit_reads_back_as_it_was) {
  BOOST_TEST(text().find("测试人甲") == std::string::npos);
  const auto events = parse_visit(text(), "file", sealer).value();
  BOOST_REQUIRE(events.size() == 3U);
  BOOST_TEST(events[1].sequence == 2);
  BOOST_TEST(events[1].event.kind == "card.read");
  BOOST_TEST(events[1].event.public_fields["名"] == "测*");
  BOOST_TEST(std::string(kiosk::base::as_text(events[1].event.personal)) == "测试人甲");
  BOOST_TEST(events[2].event.state_digest == "d3");
  BOOST_TEST(events[2].event.personal.empty());
  BOOST_TEST((events[0].event.session == session));
  BOOST_TEST((events[0].wall == clock.wall()));
}

BOOST_AUTO_TEST_CASE(a_changed_line_around_a_sealed_part_does_not_open) {
  for (const auto& [what, with] : std::vector<std::pair<std::string, std::string>>{
           {"测*", "甲*"}, {"card.read", "card.reed"}, {"\"d2\"", "\"d9\""}}) {
    const auto error = error_of(replaced(text(), what, with));
    BOOST_TEST((error.code == ErrorCode::InvalidData));
    BOOST_TEST(error.where == "file:3");
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_visit_or_has_a_gap_is_refused_with_the_line) {
  BOOST_TEST(error_of("").where == "file:1");
  BOOST_TEST(error_of("{\"format\":\"other\"}\n").where == "file:1");
  BOOST_TEST(error_of("[1]\n").where == "file:1");
  BOOST_TEST(error_of("{\"format\":\"kiosk-visit-1\"}\nnonsense\n").where == "file:2");
  BOOST_TEST(error_of(replaced(text(), "\"sequence\":1", "\"sequence\":2")).where == "file:2");
  const std::string all = text();
  const std::size_t third = all.find('\n', all.find("card.read")) + 1;
  const std::size_t second = all.rfind('\n', all.find("card.read")) + 1;
  BOOST_TEST(error_of(all.substr(0, second) + all.substr(third)).where == "file:3");
}

BOOST_AUTO_TEST_CASE(another_terminals_keys_do_not_open_it) {
  const auto other = kiosk::crypto::KeyRing::open_with_file(folder / "other").value();
  BOOST_TEST(!parse_visit(text(), "file", kiosk::crypto::Sealer(other)).has_value());
}

BOOST_AUTO_TEST_CASE(equal_states_have_equal_digests_on_this_terminal_only) {
  auto other = kiosk::crypto::KeyRing::open_with_file(folder / "other").value();
  const auto state = kiosk::base::as_bytes("state");
  const auto digester = StateDigester::open(ring).value();
  BOOST_TEST(digester.digest(state).size() == 64U);
  BOOST_TEST(digester.digest(state) == StateDigester::open(ring).value().digest(state));
  BOOST_TEST(digester.digest(state) != digester.digest(kiosk::base::as_bytes("State")));
  BOOST_TEST(digester.digest(state) != StateDigester::open(other).value().digest(state));
}

BOOST_AUTO_TEST_CASE(personal_parts_can_be_erased_and_the_rest_stays) {
  BOOST_REQUIRE(in_transaction(*database, [&](Transaction& t) { return erase_personal(t, session); }));
  const auto events = parse_visit(text(), "file", sealer).value();
  BOOST_TEST(events.size() == 3U);
  BOOST_TEST(events[1].event.personal.empty());
}

BOOST_AUTO_TEST_CASE(sessions_are_listed_newest_first_and_an_unknown_one_is_not_found) {
  const auto first = session;
  session = {kiosk::base::Uuid::make_v7(clock)};
  BOOST_TEST((export_visit(*database, session).error().code == ErrorCode::NotFound));
  append("touched", kiosk::base::Json::object(), "", "");
  const auto sessions = recorded_sessions(*database, 10).value();
  BOOST_REQUIRE(sessions.size() == 2U);
  BOOST_TEST((sessions[0] == session));
  BOOST_TEST((sessions[1] == first));
}

BOOST_AUTO_TEST_SUITE_END()
