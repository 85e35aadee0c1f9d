// Rules that hold on every screen in every look: reach, sizes, privacy, no holes in the texts, help in its
// place.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/unit/ui/screens/stage.h"
#include "ui/screens/reach.h"

namespace ui::screens::tests {
namespace {

using flow::StepKind;

constexpr float kFloorMm = 12.7F;
constexpr float kDesignMm = 20.0F;
constexpr float kRounding = 0.5F;

bool is_key(const toolkit::Node& node) { return node.role == toolkit::Role::Key; }

void check_part(const Stage& stage, const toolkit::Node& node, const std::string& where) {
  const float px_per_mm = stage.host.display().px_per_mm;
  const float line = reach_line_px(stage.terminal.display, static_cast<float>(stage.host.display().height_px),
                                   px_per_mm, stage.session.preferences.low_reach);
  BOOST_TEST(node.bounds.y >= line, where << " above reach: " << node.bounds.y << " < " << line);
  const float least = is_key(node) ? kFloorMm : kDesignMm;
  BOOST_TEST((node.bounds.h + kRounding) / px_per_mm >= least,
             where << " too low: " << node.bounds.h / px_per_mm << " mm");
  BOOST_TEST((node.bounds.w + kRounding) / px_per_mm >= kFloorMm,
             where << " too narrow: " << node.bounds.w / px_per_mm);
  BOOST_TEST(!(node.name.empty() && node.personal_name.empty()), where << " has no name");
  const auto& display = stage.host.display();
  BOOST_TEST(node.bounds.right() <= static_cast<float>(display.width_px), where << " sticks out");
  BOOST_TEST(node.bounds.bottom() <= static_cast<float>(display.height_px), where << " sticks out below");
}

void check_no_overlap(const Stage& stage, const std::string& where) {
  const toolkit::UiTree& tree = stage.host.tree();
  std::size_t first = 0;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (tree[i].role == toolkit::Role::Veil) first = i;
  }
  for (std::size_t i = first; i < tree.size(); ++i) {
    for (std::size_t j = i + 1; j < tree.size(); ++j) {
      if (!tree[i].operable || !tree[j].operable) continue;
      const toolkit::Rect& a = tree[i].bounds;
      const toolkit::Rect& b = tree[j].bounds;
      const bool apart =
          a.right() <= b.x + 1 || b.right() <= a.x + 1 || a.bottom() <= b.y + 1 || b.bottom() <= a.y + 1;
      BOOST_TEST(apart, where << ": " << tree[i].id << " and " << tree[j].id << " overlap");
    }
  }
}

void check_holes(const Stage& stage, const std::string& where) {
  const toolkit::UiTree& tree = stage.host.tree();
  for (std::size_t i = 0; i < tree.size(); ++i) {
    for (const std::string* text : {&tree[i].name, &tree[i].value, &tree[i].reason}) {
      BOOST_TEST(text->find('[') == std::string::npos, where << ": hole " << *text);
      BOOST_TEST(text->find('{') == std::string::npos, where << ": unfilled " << *text);
    }
  }
}

void check_scene(Stage& stage, const Scene& scene, const std::string& look) {
  const std::string where = look + "/" + scene.name;
  stage.show(scene.session);
  if (scene.touches) scene.touches(stage);
  if (scene.prepare) scene.prepare(stage.state);
  stage.draw();
  const toolkit::UiTree& tree = stage.host.tree();
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (tree[i].operable) check_part(stage, tree[i], where + " " + tree[i].id);
  }
  check_no_overlap(stage, where);
  check_holes(stage, where);
}

BOOST_AUTO_TEST_SUITE(rules)

BOOST_AUTO_TEST_CASE(every_control_has_a_name_is_large_enough_and_within_reach) {
  for (const Look& look : all_looks()) {
    Stage stage(look.landscape);
    stage.with_input_methods();
    stage.prefer(look.preferences);
    for (const Scene& scene : all_scenes()) check_scene(stage, scene, look.name);
  }
}

BOOST_AUTO_TEST_CASE(help_is_at_the_same_place_on_every_screen_in_every_text_size) {
  for (const bool landscape : {false, true}) {
    std::optional<toolkit::Rect> place;
    for (const Look& look : all_looks()) {
      if (look.landscape != landscape) continue;
      Stage stage(landscape);
      stage.prefer(look.preferences);
      for (const Scene& scene : all_scenes()) {
        stage.show(scene.session);
        const toolkit::Node* help = stage.host.tree().find("bar.help");
        BOOST_TEST_REQUIRE(help, scene.name);
        if (!place) place = help->bounds;
        BOOST_TEST((help->bounds == *place), look.name << "/" << scene.name);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(nothing_personal_stands_where_nobody_or_anybody_may_look) {
  for (const StepKind kind :
       {StepKind::Attract, StepKind::Home, StepKind::Goodbye, StepKind::Collect, StepKind::Rate}) {
    Stage stage;
    flow::Session session = session_in("GA-03", kind);
    stage.show(session);
    for (const char* canary : {kName, kNumber, kAddress, kPhone}) {
      BOOST_TEST(!stage.host.tree().shows(canary), to_string(kind));
    }
  }
}

BOOST_AUTO_TEST_CASE(personal_rows_are_masked_unless_show_is_held) {
  Stage stage;
  for (const StepKind kind : {StepKind::Confirm, StepKind::Review}) {
    stage.show(session_in("GA-03", kind));
    BOOST_TEST(!stage.host.tree().shows(kName));
    BOOST_TEST(!stage.host.tree().shows(kNumber));
    BOOST_TEST(!stage.host.tree().shows(kPhone));
    stage.press("show");
    BOOST_TEST(stage.host.tree().shows(kName));
    BOOST_TEST(stage.host.tree().shows(kNumber));
    stage.advance(base::Duration{5'100});
    stage.draw();
    BOOST_TEST(!stage.host.tree().shows(kNumber), "shown for longer than five seconds");
    stage.release("show");
    BOOST_TEST(!stage.host.tree().shows(kName));
    BOOST_TEST(!stage.host.tree().shows(kNumber));
  }
}

BOOST_AUTO_TEST_CASE(a_keypad_shows_with_one_press_for_five_seconds) {
  Stage stage;
  stage.show(session_in("GA-03", StepKind::Confirm));
  while (stage.host.tree().find("show") != nullptr && !stage.host.tree().find("show")->state.focused) {
    stage.host.input().key(toolkit::NavigationKey::Next);
    stage.draw();
  }
  stage.host.input().key(toolkit::NavigationKey::Activate);
  stage.draw();
  BOOST_TEST(stage.host.tree().shows(kNumber));
  stage.advance(base::Duration{5'100});
  stage.draw();
  BOOST_TEST(!stage.host.tree().shows(kNumber));
}

BOOST_AUTO_TEST_CASE(a_new_visit_starts_without_the_last_one_s_memory) {
  Stage stage;
  stage.show(session_in("GA-03", StepKind::Form));
  BOOST_TEST(!stage.state.entry.value.empty());
  stage.session = session_at(StepKind::Attract);
  stage.draw();
  BOOST_TEST(stage.state.entry.value.empty());
  BOOST_TEST(stage.state.signature.points.empty());
}

BOOST_AUTO_TEST_CASE(the_reach_line_follows_the_mounting_height) {
  settings::DisplaySettings display;
  BOOST_TEST(reach_line_px(display, 1920, 3.2143F, false) == 570.0F, boost::test_tools::tolerance(0.01F));
  BOOST_TEST(reach_line_px(display, 1920, 3.2143F, true) == 956.0F, boost::test_tools::tolerance(0.01F));
  display.lower_edge_mm = 500;
  BOOST_TEST(reach_line_px(display, 1920, 3.2143F, true) == 0.0F);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::screens::tests
