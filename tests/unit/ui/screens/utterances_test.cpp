// Every visible text of every screen is said, and the loudspeaker says nothing personal.
#include <boost/test/unit_test.hpp>

#include "tests/unit/ui/screens/stage.h"
#include "ui/voice/narrator.h"

namespace ui::screens::tests {
namespace {

std::string joined(const voice::Utterances& all, bool open) {
  std::string text;
  for (const auto& one : all) text += (open ? one.open : std::string(one.full.reveal())) + "\n";
  return text;
}

void check_said(const toolkit::Node& node, const std::string& said, const std::string& where) {
  for (const std::string_view text :
       {std::string_view(node.name), std::string_view(node.value), std::string_view(node.reason),
        node.personal_name.reveal(), node.personal_value.reveal()}) {
    BOOST_TEST(said.find(text) != std::string::npos, where << ": not said: " << text);
  }
}

BOOST_AUTO_TEST_SUITE(utterances)

BOOST_AUTO_TEST_CASE(every_part_has_a_name_and_every_visible_text_its_utterance) {
  const voice::Narrator narrator(real_catalog().texts());
  for (const auto language : {catalog::Language::ZhCn, catalog::Language::En}) {
    Stage stage;
    flow::Preferences preferences;
    preferences.language = language;
    stage.prefer(preferences);
    for (const Scene& scene : all_scenes()) {
      stage.show(scene.session);
      if (scene.prepare) scene.prepare(stage.state);
      stage.draw();
      const toolkit::UiTree& tree = stage.host.tree();
      const std::string said = joined(narrator.everything(tree, language), false);
      for (std::size_t i = 0; i < tree.size(); ++i) {
        if (tree[i].operable)
          BOOST_TEST(!narrator.part(tree[i], language).empty(), scene.name << " " << tree[i].id);
        check_said(tree[i], said, scene.name);
      }
      const std::string page = joined(narrator.page(tree, language), false);
      BOOST_TEST(!page.empty(), scene.name);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_loudspeaker_never_says_anything_personal) {
  const voice::Narrator narrator(real_catalog().texts());
  Stage stage;
  for (const Scene& scene : all_scenes()) {
    stage.show(scene.session);
    stage.press("show");
    const std::string said = joined(narrator.everything(stage.host.tree(), catalog::Language::ZhCn), true);
    for (const char* canary : {kName, kNumber, kAddress, kPhone}) {
      BOOST_TEST(said.find(canary) == std::string::npos, scene.name << " says " << canary);
    }
    stage.release("show");
  }
}

BOOST_AUTO_TEST_CASE(a_key_under_the_idle_warning_presses_nothing_below_it) {
  Stage stage;
  flow::Session session = session_in("RS-01", flow::StepKind::Notice);
  stage.show(session);
  while (stage.host.tree().find("next") != nullptr && !stage.host.tree().find("next")->state.focused) {
    stage.host.input().key(toolkit::NavigationKey::Next);
    stage.draw();
  }
  stage.session.idle_warning = true;
  stage.draw();
  stage.host.input().key(toolkit::NavigationKey::Activate);
  stage.draw();
  BOOST_TEST(stage.intents.empty());
}

BOOST_AUTO_TEST_CASE(turning_voice_on_opens_its_sheet_and_back_closes_it) {
  Stage stage;
  stage.show(session_at(flow::StepKind::Home));
  BOOST_TEST(stage.touch("bar.voice"));
  BOOST_TEST_REQUIRE(stage.intent<flow::SetPreferences>());
  flow::Preferences on;
  on.voice = true;
  BOOST_TEST((stage.intent<flow::SetPreferences>()->preferences == on));
  stage.prefer(on);
  stage.draw();
  BOOST_TEST(stage.host.tree().find("voice.curtain"));
  stage.host.input().key(toolkit::NavigationKey::Back);
  stage.draw();
  BOOST_TEST(!stage.host.tree().find("voice.curtain"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::screens::tests
