// The papers of a service: photographed, taken again, brought later.
#include <boost/test/unit_test.hpp>

#include "tests/unit/kiosk/flow/visitor.h"

using namespace kiosk;
using namespace kiosk::flow;
using drivers::contract::PageFlaw;
using kiosk::tests::Visitor;

namespace {

/// Stands on the papers of the residence registration.
struct AtTheScanner : Visitor {
  AtTheScanner() {
    come_for("GA-03");
    show_card();
    fill_form();
    BOOST_TEST_REQUIRE((at() == StepKind::Scan));
  }
  const ScannedMaterial& paper() const { return session().materials.at(session().material); }
  void take_page(const std::string& digest) {
    happens(ScanPage{});
    BOOST_TEST(was_asked<TakePicture>());
    happens(PageScanned{{digest, {}}});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(scan_step, AtTheScanner)

BOOST_AUTO_TEST_CASE(a_picture_that_came_is_kept_and_leads_on) {
  take_page("d1");
  take_page("d2");
  BOOST_TEST(paper().pages.size() == 2U);
  happens(Next{});
  BOOST_TEST((at() == StepKind::Promise));
}

BOOST_AUTO_TEST_CASE(nobody_goes_on_without_a_picture_or_the_word_later) {
  BOOST_TEST((happens(Next{}) == Disposition::NotOffered));
  happens(Skip{});
  BOOST_TEST((at() == StepKind::Promise));
  BOOST_TEST(session().materials.at(0).follows_later);
}

BOOST_AUTO_TEST_CASE(one_picture_is_taken_at_a_time) {
  happens(ScanPage{});
  BOOST_TEST((happens(ScanPage{}) == Disposition::NotOffered));
  BOOST_TEST((happens(Next{}) == Disposition::NotOffered));
  happens(PageScanned{{"d1", {PageFlaw::Blurred}}});
  BOOST_TEST((paper().pages.at(0).flaws == std::vector{PageFlaw::Blurred}));
}

BOOST_AUTO_TEST_CASE(a_picture_that_nobody_waits_for_is_dropped) {
  BOOST_TEST((happens(PageScanned{{"late", {}}}) == Disposition::TooLate));
  BOOST_TEST(paper().pages.empty());
}

BOOST_AUTO_TEST_CASE(no_more_pages_are_taken_than_the_paper_may_have) {
  const int most = session().service->materials.at(0).max_pages;
  for (int i = 0; i < most; ++i) take_page("d" + std::to_string(i));
  BOOST_TEST((happens(ScanPage{}) == Disposition::NotOffered));
}

BOOST_AUTO_TEST_CASE(a_page_taken_again_is_forgotten_by_the_application) {
  take_page("d1");
  happens(RetakePage{});
  BOOST_TEST(was_asked<DropPicture>());
  BOOST_TEST(paper().pages.empty());
}

BOOST_AUTO_TEST_CASE(later_forgets_the_pages_that_were_taken) {
  take_page("d1");
  take_page("d2");
  happens(Skip{});
  BOOST_TEST(times_asked<DropPicture>() == 2U);
}

BOOST_AUTO_TEST_CASE(back_stops_the_scanner_and_coming_back_finds_the_pages) {
  take_page("d1");
  happens(ScanPage{});
  happens(Back{});
  BOOST_TEST(was_asked<CancelDeviceJobs>());
  BOOST_TEST((at() == StepKind::Form));
  happens(Next{});
  BOOST_TEST((at() == StepKind::Scan));
  BOOST_TEST(paper().pages.size() == 1U);
  BOOST_TEST(!session().scanning);
}

BOOST_AUTO_TEST_CASE(a_scanner_that_fails_is_tried_again_with_the_pages_kept) {
  take_page("d1");
  happens(ScanPage{});
  happens(ScanFailed{TroubleKind::ScanFailed, "jammed"});
  BOOST_TEST((at() == StepKind::Trouble));
  happens(Retry{});
  BOOST_TEST((at() == StepKind::Scan));
  BOOST_TEST(paper().pages.size() == 1U);
}

BOOST_AUTO_TEST_CASE(without_a_scanner_the_paper_that_may_follow_later_does) {
  happens(ScanPage{});
  happens(ScanFailed{TroubleKind::ScannerMissing, "no device"});
  happens(Skip{});
  BOOST_TEST((at() == StepKind::Promise));
  BOOST_TEST(session().materials.at(0).follows_later);
}

BOOST_AUTO_TEST_CASE(home_forgets_the_pictures) {
  take_page("d1");
  happens(GoHome{});
  BOOST_TEST(was_asked<Wipe>());
  BOOST_TEST(session().materials.empty());
}

BOOST_AUTO_TEST_SUITE_END()
