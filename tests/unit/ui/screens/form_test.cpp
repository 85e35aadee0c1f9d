// Forms: what is entered is checked in words, kept on the way back, and sent before "next".
#include <boost/test/unit_test.hpp>

#include "tests/unit/ui/screens/stage.h"

namespace ui::screens::tests {
namespace {

using flow::StepKind;

flow::Session question(const std::string& id, const std::string& field) {
  flow::Session session = session_in(id, StepKind::Form);
  for (std::size_t i = 0; i < session.service->form.size(); ++i) {
    if (session.service->form[i].id.value == field) session.question = i;
  }
  return session;
}

flow::Session blank(const std::string& id, const std::string& field) {
  flow::Session session = question(id, field);
  session.answers.clear();
  return session;
}

std::string sent(const Stage& stage) {
  const auto* answer = stage.intent<flow::AnswerField>();
  return answer == nullptr ? "" : std::string(answer->value.reveal());
}

BOOST_AUTO_TEST_SUITE(forms)

BOOST_AUTO_TEST_CASE(send_the_answer_and_then_go_on) {
  Stage stage;
  stage.show(question("RS-01", "purpose"));
  BOOST_TEST_REQUIRE(stage.touch("choice.school"));
  stage.touch("next");
  BOOST_TEST_REQUIRE(stage.intents.size() == 2U);
  BOOST_TEST(sent(stage) == "school");
  BOOST_TEST(std::holds_alternative<flow::Next>(stage.intents.back()));
}

BOOST_AUTO_TEST_CASE(several_choices_keep_the_order_of_the_list) {
  Stage stage;
  stage.show(question("RS-01", "insurance_kinds"));
  stage.touch("choice.maternity");
  stage.touch("choice.pension");
  stage.touch("next");
  BOOST_TEST(sent(stage) == "medical,maternity");
  stage.touch("choose-all");
  stage.touch("next");
  BOOST_TEST(sent(stage) == "pension,medical,unemployment,work_injury,maternity");
}

BOOST_AUTO_TEST_CASE(defaults_of_the_day_become_real_values) {
  Stage stage;
  stage.show(blank("RS-01", "period"));
  stage.touch("next");
  BOOST_TEST(sent(stage) == "2025-11/2026-10");
  stage.show(blank("GA-03", "moved_in"));
  stage.touch("next");
  BOOST_TEST(sent(stage) == "2026-11-23");
}

BOOST_AUTO_TEST_CASE(other_months_are_chosen_step_by_step) {
  Stage stage;
  stage.show(question("RS-01", "period"));
  stage.touch("period.other");
  stage.touch("period.from.year.minus");
  stage.touch("period.to.month.minus");
  stage.touch("next");
  BOOST_TEST(sent(stage) == "2024-11/2026-09");
}

BOOST_AUTO_TEST_CASE(a_wrong_phone_number_is_said_in_words_and_not_sent) {
  Stage stage;
  stage.show(blank("GA-03", "phone"));
  stage.touch("1");
  stage.touch("3");
  stage.touch("next");
  BOOST_TEST(stage.intents.empty());
  BOOST_TEST(stage.host.tree().shows(stage.text("field.error.not-a-phone")));
  stage.touch("9");
  BOOST_TEST(!stage.host.tree().shows(stage.text("field.error.not-a-phone")));
  BOOST_TEST(stage.state.entry.value.reveal() == "139");
}

BOOST_AUTO_TEST_CASE(going_back_keeps_what_was_entered) {
  Stage stage;
  stage.show(blank("GA-03", "phone"));
  stage.touch("1");
  stage.touch("3");
  stage.touch("back");
  BOOST_TEST(sent(stage) == "13");
  BOOST_TEST(std::holds_alternative<flow::Back>(stage.intents.back()));
}

BOOST_AUTO_TEST_CASE(a_region_is_chosen_by_town_and_village) {
  Stage stage;
  stage.show(blank("GA-03", "region"));
  stage.touch("next");
  BOOST_TEST(stage.intents.empty());
  const catalog::Region& town = real_catalog().regions().children.at(1);
  const catalog::Region& village = town.children.at(0);
  BOOST_TEST_REQUIRE(stage.touch("region." + town.code));
  BOOST_TEST_REQUIRE(stage.touch("region." + village.code));
  stage.touch("next");
  BOOST_TEST(sent(stage) == village.code);
}

BOOST_AUTO_TEST_CASE(letters_are_written_deleted_and_limited) {
  Stage stage;
  stage.show(blank("GA-03", "house"));
  stage.touch("a");
  stage.touch("b");
  BOOST_TEST(stage.state.entry.value.reveal() == "ab");
  stage.touch(stage.text("keyboard.delete"));
  BOOST_TEST(stage.state.entry.value.reveal() == "a");
  for (int i = 0; i < 50; ++i) stage.touch("c");
  BOOST_TEST(stage.state.entry.value.size() == service("GA-03").form[1].max_length);
}

BOOST_AUTO_TEST_CASE(an_optional_question_may_be_left_empty) {
  Stage stage;
  stage.show(blank("GA-03", "landlord_name"));
  BOOST_TEST_REQUIRE(stage.touch(stage.text("form.skip")));
  BOOST_TEST(stage.intent<flow::Next>());
}

BOOST_AUTO_TEST_CASE(the_next_question_starts_clean) {
  Stage stage;
  stage.show(blank("GA-03", "phone"));
  stage.touch("1");
  stage.session.question = 1;
  stage.draw();
  BOOST_TEST(stage.state.entry.value.empty());
}

BOOST_AUTO_TEST_CASE(a_signature_of_a_dot_is_refused_and_a_long_stroke_is_sent) {
  Stage stage;
  stage.show(session_in("GA-03", StepKind::Sign));
  stage.touch("next");
  BOOST_TEST(stage.intents.empty());
  BOOST_TEST(stage.host.tree().shows(stage.text("sign.empty")));
  const toolkit::Rect pad = stage.host.tree().find("sign-pad")->bounds;
  BOOST_TEST(pad.w / stage.host.display().px_per_mm >= 100);
  BOOST_TEST(pad.h / stage.host.display().px_per_mm >= 50);
  stage.host.input().finger_down(1, {pad.x + 50, pad.y + 50});
  for (int i = 1; i < 60; ++i) {
    stage.host.input().finger_move(
        1, {pad.x + 50 + static_cast<float>(i) * 8, pad.y + 50 + static_cast<float>(i) * 2});
  }
  stage.host.input().finger_up(1, {pad.x + 530, pad.y + 170});
  stage.draw();
  BOOST_TEST_REQUIRE(stage.intent<flow::DrawStroke>());
  BOOST_TEST(stage.intent<flow::DrawStroke>()->stroke.size() > 10U);
  stage.touch("next");
  BOOST_TEST(stage.intent<flow::Next>());
}

BOOST_AUTO_TEST_CASE(the_review_changes_the_answer_that_was_touched) {
  Stage stage;
  stage.show(session_in("RS-01", StepKind::Review));
  bool found = false;
  for (std::size_t i = 0; i < stage.host.tree().size() && !found; ++i) {
    const toolkit::Node& node = stage.host.tree()[i];
    if (!node.operable || node.id.find("review.period") != 0) continue;
    found = true;
    stage.touch(std::string(node.id));
  }
  BOOST_TEST_REQUIRE(stage.intent<flow::ChangeAnswer>());
  BOOST_TEST(stage.intent<flow::ChangeAnswer>()->field.value == "period");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::screens::tests
