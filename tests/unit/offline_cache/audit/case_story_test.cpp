// The story of a case is what its citizen must know, in the order in which it happened.
#include <boost/test/unit_test.hpp>

#include "offline_cache/audit/case_story.h"

namespace {

using offline_cache::audit::StoredRecord;
using offline_cache::audit::story_of;

StoredRecord record(const char* kind, std::int64_t at) {
  StoredRecord made;
  made.kind = kind;
  made.wall = kiosk::base::WallTime{kiosk::base::Duration{at}};
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(case_story)

BOOST_AUTO_TEST_CASE(tells_what_happened_to_the_case_and_leaves_out_the_touches) {
  const auto story =
      story_of({record("visit.next", 1), record("case.accepted", 2), record("visit.slip-printed", 3),
                record("visit.rate", 4), record("case.delivered", 5)});
  BOOST_TEST_REQUIRE(story.size() == 3U);
  BOOST_TEST(story[0].word == "accepted");
  BOOST_TEST(story[1].word == "slip-printed");
  BOOST_TEST(story[2].word == "delivered");
  BOOST_TEST(story[2].at.since_epoch.count() == 5);
}

BOOST_AUTO_TEST_SUITE_END()
