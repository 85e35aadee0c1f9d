// Pictures of every screen in every look, for eyes: build/screens/<look>/<scene>.png, when
// KIOSK_SCREEN_PICTURES is set.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>

#include "tests/unit/ui/screens/stage.h"

namespace ui::screens::tests {
namespace {

bool wanted(const char* variable, const std::string& name) {
  const char* only = std::getenv(variable);
  return only == nullptr || name.find(only) != std::string::npos;
}

void picture(Stage& stage, const Scene& scene, const std::filesystem::path& file) {
  stage.show(scene.session);
  if (scene.touches) scene.touches(stage);
  if (scene.prepare) scene.prepare(stage.state);
  stage.draw();
  BOOST_REQUIRE(kiosk::typeset::write_png(file, stage.host.capture()).has_value());
}

BOOST_AUTO_TEST_SUITE(pictures)

BOOST_AUTO_TEST_CASE(are_written_for_eyes) {
  const char* folder = std::getenv("KIOSK_SCREEN_PICTURES");
  if (folder == nullptr) return;
  for (const Look& look : all_looks()) {
    if (!wanted("KIOSK_SCREEN_LOOK", look.name)) continue;
    Stage stage(look.landscape);
    stage.with_input_methods();
    stage.prefer(look.preferences);
    const std::filesystem::path place = std::filesystem::path(folder) / look.name;
    std::filesystem::create_directories(place);
    for (const Scene& scene : all_scenes()) {
      if (wanted("KIOSK_SCREEN_SCENE", scene.name)) picture(stage, scene, place / (scene.name + ".png"));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::screens::tests
