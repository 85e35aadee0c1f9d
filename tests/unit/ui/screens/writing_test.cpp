// Writing Chinese on the form's page with a finger: candidates, modes, what is remembered and what is not.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/unit/ui/screens/stage.h"

namespace ui::screens::tests {
namespace {

flow::Session text_question(const std::string& field) {
  flow::Session session = session_in("GA-03", flow::StepKind::Form);
  session.answers.clear();
  for (std::size_t i = 0; i < session.service->form.size(); ++i) {
    if (session.service->form[i].id.value == field) session.question = i;
  }
  return session;
}

struct Writer : Stage {
  explicit Writer(const std::string& field = "landlord_name") {
    with_input_methods();
    show(text_question(field));
  }
  void type(const std::string& letters) {
    for (const char letter : letters) BOOST_TEST_REQUIRE(touch("keyboard." + std::string(1, letter)));
  }
  std::string value() const { return std::string(state.entry.value.reveal()); }
  std::string name_of(const std::string& id) const {
    const toolkit::Node* node = host.tree().find(id);
    return node == nullptr ? "" : node->name + std::string(node->personal_name.reveal());
  }
};

BOOST_AUTO_TEST_SUITE(writing)

BOOST_AUTO_TEST_CASE(a_name_is_written_by_pinyin_and_sent) {
  Writer stage;
  stage.type("zhang");
  BOOST_TEST(stage.name_of("keyboard.candidate0") == "候选一 张");
  BOOST_TEST(stage.touch("候选一 张"));
  stage.type("san");
  BOOST_TEST(stage.host.tree().shows("san"));
  BOOST_TEST(stage.touch("keyboard.candidate0"));
  BOOST_TEST(stage.value().size() == 6U);
  stage.touch("next");
  BOOST_TEST_REQUIRE(stage.intent<flow::AnswerField>());
  BOOST_TEST(stage.intent<flow::AnswerField>()->value.reveal() == stage.value());
}

BOOST_AUTO_TEST_CASE(a_half_typed_word_is_not_lost_and_not_sent) {
  Writer stage;
  stage.type("zha");
  stage.touch("next");
  BOOST_TEST(stage.intents.empty());
  BOOST_TEST(stage.host.tree().shows(stage.text("form.text.choose-first")));
  stage.touch("keyboard.backspace");
  BOOST_TEST(!stage.host.tree().shows(stage.text("form.text.choose-first")));
  stage.touch("keyboard.done");
  BOOST_TEST(!stage.value().empty());
  BOOST_TEST(stage.intents.empty());
}

BOOST_AUTO_TEST_CASE(backspace_deletes_letters_first_and_characters_then) {
  Writer stage("house");
  stage.type("qiao");
  stage.touch("keyboard.candidate0");
  BOOST_TEST(stage.value() == "桥");
  stage.type("t");
  stage.touch("keyboard.backspace");
  BOOST_TEST(stage.value() == "桥");
  stage.touch("keyboard.backspace");
  BOOST_TEST(stage.value().empty());
}

BOOST_AUTO_TEST_CASE(modes_switch_in_the_middle_of_an_address) {
  Writer stage("house");
  stage.type("qiaotou");
  stage.touch("keyboard.candidate0");
  stage.touch(stage.text("keyboard.digits"));
  stage.touch("1");
  stage.touch("2");
  stage.touch("号");
  BOOST_TEST(stage.value() == "桥头12号");
}

BOOST_AUTO_TEST_CASE(the_row_of_modes_stays_where_it_is) {
  Writer stage("house");
  const toolkit::Rect place = stage.host.tree().find("keyboard.mode.digits")->bounds;
  for (const char* mode :
       {"nine", "handwriting", "strokes", "rare", "latin", "digits", "symbols", "pinyin"}) {
    BOOST_TEST_REQUIRE(stage.touch("keyboard.mode." + std::string(mode)));
    BOOST_TEST((stage.host.tree().find("keyboard.mode.digits")->bounds == place), mode);
  }
  stage.type("shi");
  BOOST_TEST((stage.host.tree().find("keyboard.mode.digits")->bounds == place));
  stage.touch("next");
  BOOST_TEST((stage.host.tree().find("keyboard.mode.digits")->bounds == place));
}

BOOST_AUTO_TEST_CASE(candidates_are_large_and_their_pages_turn_both_ways) {
  Writer stage;
  stage.type("yi");
  const std::string first = stage.name_of("keyboard.candidate0");
  const auto* cell = stage.host.tree().find("keyboard.candidate0");
  BOOST_TEST(cell->bounds.w / stage.host.display().px_per_mm >= 19.5F);
  BOOST_TEST(cell->bounds.h / stage.host.display().px_per_mm >= 19.5F);
  BOOST_TEST(stage.host.tree().find("keyboard.previous")->state.disabled);
  BOOST_TEST_REQUIRE(stage.touch("keyboard.more"));
  BOOST_TEST(stage.name_of("keyboard.candidate0") != first);
  BOOST_TEST_REQUIRE(stage.touch("keyboard.previous"));
  BOOST_TEST(stage.name_of("keyboard.candidate0") == first);
}

BOOST_AUTO_TEST_CASE(the_mode_is_remembered_in_a_visit_and_forgotten_after_it) {
  Writer stage("house");
  stage.touch("keyboard.mode.strokes");
  stage.session.question = 3;
  stage.draw();
  BOOST_TEST((stage.state.entry.keyboard.mode == toolkit::EntryMode::Strokes));
  stage.session = session_at(flow::StepKind::Attract);
  stage.draw();
  BOOST_TEST(!stage.state.entry_mode.has_value());
  stage.session = text_question("house");
  stage.draw();
  BOOST_TEST((stage.state.entry.keyboard.mode == toolkit::EntryMode::Pinyin));
}

BOOST_AUTO_TEST_CASE(a_name_offers_no_digits_and_an_address_does) {
  Writer stage;
  BOOST_TEST(stage.host.tree().find("keyboard.mode.digits") == nullptr);
  BOOST_TEST(stage.host.tree().find("keyboard.·") != nullptr);
  stage.show(text_question("house"));
  BOOST_TEST(stage.host.tree().find("keyboard.mode.digits") != nullptr);
}

BOOST_AUTO_TEST_CASE(what_is_being_composed_is_personal_in_the_tree) {
  Writer stage;
  stage.type("zhang");
  const std::string tree = stage.host.tree().to_json().dump();
  BOOST_TEST(tree.find("zhang") == std::string::npos);
  BOOST_TEST(tree.find("张") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(english_citizens_hear_numbered_choices) {
  Writer stage;
  flow::Preferences english;
  english.language = catalog::Language::En;
  stage.prefer(english);
  stage.show(text_question("landlord_name"));
  stage.type("li");
  BOOST_TEST(stage.name_of("keyboard.candidate0") == "Choice 1 李");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::screens::tests
