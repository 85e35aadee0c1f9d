// Screens: every step kind has one, buttons return their intents, nothing personal stands where it must not.
#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/unit/ui/screens/stage.h"

namespace ui::screens::tests {
namespace {

using flow::StepKind;

BOOST_AUTO_TEST_SUITE(screens)

BOOST_AUTO_TEST_CASE(every_step_kind_has_one) {
  for (const StepKind kind : catalog::kStepKinds) BOOST_TEST(has_screen(kind), to_string(kind));
}

/// Shows the session, touches the button with this text and expects an intent of this type.
template <class Event>
void expect_intent(Stage& stage, flow::Session session, std::string_view text_id) {
  stage.show(std::move(session));
  BOOST_TEST_REQUIRE(stage.touch(stage.text(text_id)), "no button " << text_id);
  BOOST_TEST((stage.intent<Event>() != nullptr), "no intent after " << text_id);
}

BOOST_AUTO_TEST_CASE(return_the_intent_of_each_primary_button) {
  Stage stage;
  expect_intent<flow::Begin>(stage, session_at(StepKind::Attract), "attract.touch");
  expect_intent<flow::ChooseDomain>(stage, session_at(StepKind::Home), "domain.social-security.name");
  expect_intent<flow::Next>(stage, session_in("RS-01", StepKind::ServicePage), "service.start");
  expect_intent<flow::Next>(stage, session_in("RS-01", StepKind::Notice), "notice.agree");
  expect_intent<flow::Back>(stage, session_in("RS-01", StepKind::Identify), "common.back");
  expect_intent<flow::Next>(stage, session_in("RS-01", StepKind::Confirm), "confirm.yes");
  expect_intent<flow::NotMe>(stage, session_in("RS-01", StepKind::Confirm), "confirm.not-me");
  expect_intent<flow::Next>(stage, session_in("RS-01", StepKind::Form), "common.next");
  expect_intent<flow::Next>(stage, session_in("GA-03", StepKind::Promise), "promise.agree");
  expect_intent<flow::ClearSignature>(stage, session_in("GA-03", StepKind::Sign), "sign.clear");
  expect_intent<flow::Next>(stage, session_in("RS-01", StepKind::Review), "review.submit");
  expect_intent<flow::Skip>(stage, session_in("RS-01", StepKind::Rate), "rate.skip");
  expect_intent<flow::Begin>(stage, session_at(StepKind::Goodbye), "common.done");
}

BOOST_AUTO_TEST_CASE(open_the_service_that_was_touched) {
  Stage stage;
  flow::Session session = session_at(StepKind::Domain);
  session.domain = catalog::Domain::SocialSecurity;
  stage.show(session);
  BOOST_TEST_REQUIRE(stage.touch("service.RS-01"));
  BOOST_TEST_REQUIRE(stage.intent<flow::ChooseService>());
  BOOST_TEST(stage.intent<flow::ChooseService>()->service.value == "RS-01");
}

BOOST_AUTO_TEST_CASE(offer_a_trouble_what_the_engine_allows) {
  Stage stage;
  flow::Session session = session_in("RS-01", StepKind::Trouble);
  session.trouble = {flow::TroubleKind::PaperOut, StepKind::Print, "7KQ2-M8XD", "", 1};
  expect_intent<flow::Retry>(stage, session, "trouble.retry");
  expect_intent<flow::Skip>(stage, session, "trouble.go-on");
  expect_intent<flow::EndVisit>(stage, session, "trouble.end");
  BOOST_TEST(stage.host.tree().shows("7KQ2-M8XD"));
  session.trouble.kind = flow::TroubleKind::CentreRefused;
  stage.show(session);
  BOOST_TEST(!stage.touch(stage.text("trouble.retry")));
}

BOOST_AUTO_TEST_CASE(print_only_a_document_that_is_there) {
  Stage stage;
  flow::Session session = session_in("RS-01", StepKind::Preview);
  stage.show(session);
  stage.touch(stage.text("preview.print"));
  BOOST_TEST(!stage.intent<flow::Next>());
  session.document_ready = true;
  session.progress.documents = {{"d1", "", "", 2}};
  expect_intent<flow::Next>(stage, session, "preview.print");
}

BOOST_AUTO_TEST_CASE(give_the_document_s_picture_back_when_it_is_left) {
  Stage stage;
  flow::Session session = session_in("RS-01", StepKind::Preview);
  session.document_ready = true;
  stage.show(session);
  BOOST_TEST(stage.state.page_texture != 0U);
  stage.session.at = StepKind::Print;
  stage.draw();
  BOOST_TEST(stage.state.page_texture == 0U);
}

BOOST_AUTO_TEST_CASE(rate_five_levels) {
  Stage stage;
  for (int level = 1; level <= 5; ++level) {
    expect_intent<flow::Rate>(stage, session_in("RS-01", StepKind::Rate),
                              "rate.level." + std::to_string(level));
    BOOST_TEST(stage.intent<flow::Rate>()->level == level);
  }
}

BOOST_AUTO_TEST_CASE(warn_of_idleness_above_everything_else) {
  Stage stage;
  flow::Session session = session_in("RS-01", StepKind::Notice);
  session.idle_warning = true;
  stage.show(session);
  stage.touch(stage.text("notice.agree"));
  BOOST_TEST(!stage.intent<flow::Next>());
  BOOST_TEST(stage.touch(stage.text("idle.stay")));
  BOOST_TEST(stage.intent<flow::StillHere>());
  BOOST_TEST(stage.host.tree().shows("28"));
  expect_intent<flow::EndVisit>(stage, session, "idle.end");
}

BOOST_AUTO_TEST_CASE(change_size_theme_reach_and_language_from_the_bar) {
  Stage stage;
  stage.show(session_at(StepKind::Home));
  stage.touch("bar.text-size");
  BOOST_TEST((stage.intent<flow::SetPreferences>()->preferences.text_size == flow::TextSize::Large));
  stage.touch("bar.contrast");
  BOOST_TEST((stage.intent<flow::SetPreferences>()->preferences.theme == flow::ThemeChoice::HighContrast));
  for (const auto& [now, next] : {std::pair(flow::ThemeChoice::HighContrast, flow::ThemeChoice::Night),
                                  std::pair(flow::ThemeChoice::Night, flow::ThemeChoice::Default)}) {
    Stage other;
    other.session.preferences.theme = now;
    other.prefer(other.session.preferences);
    other.show(session_at(StepKind::Home));
    other.touch("bar.contrast");
    BOOST_TEST((other.intent<flow::SetPreferences>()->preferences.theme == next));
  }
  stage.touch("bar.low-reach");
  BOOST_TEST(stage.intent<flow::SetPreferences>()->preferences.low_reach);
  stage.touch("bar.language");
  BOOST_TEST((stage.intent<flow::SetPreferences>()->preferences.language == catalog::Language::En));
  stage.touch("bar.home");
  BOOST_TEST(stage.intent<flow::GoHome>());
}

BOOST_AUTO_TEST_CASE(do_not_leave_a_case_that_is_being_stored) {
  Stage stage;
  stage.show(session_in("RS-01", StepKind::Submit));
  stage.touch("bar.home");
  BOOST_TEST(!stage.intent<flow::GoHome>());
}

BOOST_AUTO_TEST_CASE(help_says_numbers_and_that_nobody_is_there_at_night) {
  Stage stage;
  stage.show(session_at(StepKind::Home));
  stage.touch("bar.help");
  BOOST_TEST(stage.host.tree().shows(stage.terminal.hotline));
  BOOST_TEST(stage.host.tree().shows(stage.terminal.duty_phone));
  BOOST_TEST(stage.host.tree().shows(stage.text("help.night")));
  stage.touch("domain.social-security");
  BOOST_TEST(!stage.intent<flow::ChooseDomain>());
  stage.touch(stage.text("help.close"));
  BOOST_TEST(!stage.state.help_open);
}

BOOST_AUTO_TEST_CASE(a_touch_anywhere_wakes_the_terminal) {
  Stage stage;
  stage.show(session_at(StepKind::Attract));
  stage.host.input().finger_down(1, {300, 60});
  stage.draw();
  BOOST_TEST(stage.intent<flow::Begin>());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::screens::tests
