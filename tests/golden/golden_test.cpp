// Every screen against its approved pictures. KIOSK_LONG_TESTS: in the whole covering set of looks;
// KIOSK_GOLDEN_APPROVE: what is drawn now becomes the approved picture (tests/golden/update sets both).
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <set>

#include "tests/golden/approved.h"
#include "tests/golden/looks.h"
#include "tests/golden/report.h"
#include "ui/toolkit/button.h"
#include "ui/toolkit/parts.h"

namespace tests::golden {
namespace {

using ui::gallery::Scene;
using ui::gallery::Stage;

bool told(const char* variable) { return std::getenv(variable) != nullptr; }

/// A scene may be chosen by a part of its name.
bool scene_wanted(const std::string& name) {
  const char* only = std::getenv("KIOSK_GOLDEN_SCENE");
  return only == nullptr || name.find(only) != std::string::npos;
}

/// The same second and the same stillness for every picture.
RgbaBitmap draw(Stage& stage, const Scene& scene) {
  stage.clock.set_wall(kiosk::base::ManualClock().wall());
  stage.play(scene);
  return stage.host.capture();
}

std::unique_ptr<Stage> stage_for(const GoldenLook& look) {
  auto stage = std::make_unique<Stage>(look.layout == Layout::Landscape);
  stage->terminal.reduced_motion = true;
  stage->with_input_methods();
  stage->prefer(look.preferences);
  return stage;
}

class Run {
 public:
  Run() : scenes_(ui::gallery::all_scenes()), looks_(golden_looks()), report_("build/golden") {
    for (const Scene& scene : scenes_) approved_.push_back(Approved::of(scene.name));
  }

  void compare_all() {
    for (std::size_t look = 0; look < looks_.size(); ++look) look_at_all_scenes(look);
    BOOST_TEST_REQUIRE(pictures_ > 0U);
    if (approve_) {
      for (const auto& approved : approved_) approved.keep({});
    }
    BOOST_TEST(report_.finish().has_value());
    BOOST_TEST(report_.findings() == 0U, report_.findings()
                                             << " pictures differ, see build/golden/index.html");
  }

 private:
  void look_at_all_scenes(std::size_t look) {
    std::unique_ptr<Stage> stage;
    for (std::size_t i = 0; i < scenes_.size(); ++i) {
      const bool due =
          everything_ ? in_long_run(looks_, look) : in_ordinary_run(looks_, look, scenes_[i].name);
      if (!due) continue;
      if (!scene_wanted(scenes_[i].name)) continue;
      if (!stage) stage = stage_for(looks_[look]);
      ++pictures_;
      const RgbaBitmap picture = draw(*stage, scenes_[i]);
      const Fingerprint print = fingerprint_of(picture, looks_[look].tile_side());
      approve_ ? approve(i, looks_[look], print, picture) : compare(i, looks_[look], print, picture);
    }
  }

  void approve(std::size_t scene, const GoldenLook& look, const Fingerprint& print,
               const RgbaBitmap& picture) {
    approved_[scene].set(look.name, print);
    if (look.usual()) approved_[scene].keep(picture);
  }

  void compare(std::size_t scene, const GoldenLook& look, const Fingerprint& print,
               const RgbaBitmap& picture) {
    const Approved& approved = approved_[scene];
    const Fingerprint* before = approved.find(look.name);
    const std::vector<int> changed = changed_tiles(before != nullptr ? *before : Fingerprint{}, print);
    if (before != nullptr && changed.empty()) return;
    const std::string reason = before == nullptr ? "This look was never approved."
                                                 : std::to_string(changed.size()) + " tiles look different.";
    report_.add({scenes_[scene].name, look.name, reason, approved.picture()}, picture, changed,
                look.tile_side());
    BOOST_TEST(false, scenes_[scene].name << " in " << look.name << ": " << reason);
  }

  bool approve_ = told("KIOSK_GOLDEN_APPROVE");
  bool everything_ = told("KIOSK_LONG_TESTS");
  std::vector<Scene> scenes_;
  std::vector<GoldenLook> looks_;
  std::vector<Approved> approved_;
  Report report_;
  std::size_t pictures_ = 0;
};

BOOST_AUTO_TEST_CASE(every_screen_looks_as_it_was_approved) { Run().compare_all(); }

BOOST_AUTO_TEST_CASE(nothing_is_approved_that_is_no_longer_shown) {
  std::set<std::string> names;
  for (const Scene& scene : ui::gallery::all_scenes()) names.insert(scene.name);
  for (const auto& file : std::filesystem::directory_iterator(Approved::folder())) {
    BOOST_TEST(names.count(file.path().stem().string()) == 1U, file.path().string() << " is left over");
  }
}

/// A page with one primary button, so that each kind of change can be made to it.
struct Drawing {
  float button_x = 200;
  const char* label = "下一步";
  const char* note = "请核对您的信息";
  ui::toolkit::ButtonKind kind = ui::toolkit::ButtonKind::Primary;
};

RgbaBitmap picture_of(const Drawing& drawing) {
  Stage stage;
  stage.host.frame([&](ui::toolkit::Ui& ui) {
    ui::toolkit::page_background(ui);
    ui::toolkit::label(ui, {100, 700, 800, 60}, drawing.note, ui.look(ui::toolkit::TypeRole::Caption));
    ui::toolkit::button(ui, {drawing.button_x, 1200, 500, 90},
                        {.id = "next", .label = drawing.label, .kind = drawing.kind});
  });
  return stage.host.capture();
}

std::size_t changes(const RgbaBitmap& one, const RgbaBitmap& other) {
  const GoldenLook usual = golden_looks().front();
  return changed_tiles(fingerprint_of(one, usual.tile_side()), fingerprint_of(other, usual.tile_side()))
      .size();
}

BOOST_AUTO_TEST_CASE(a_moved_button_another_colour_and_a_missing_text_are_seen) {
  const RgbaBitmap usual = picture_of({});
  Drawing moved, colour, without_note, other_label;
  moved.button_x = 212;
  colour.kind = ui::toolkit::ButtonKind::Danger;
  without_note.note = "";
  other_label.label = "提交";
  BOOST_TEST(changes(usual, picture_of({})) == 0U);
  for (const Drawing& drawing : {moved, colour, without_note, other_label}) {
    BOOST_TEST(changes(usual, picture_of(drawing)) > 0U);
  }
}

BOOST_AUTO_TEST_CASE(another_way_of_smoothing_edges_is_not_seen) {
  const RgbaBitmap usual = picture_of({});
  RgbaBitmap softer = usual;
  for (int y = 1; y + 1 < usual.height; ++y) {
    for (int x = 1; x + 1 < usual.width; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        const int around = usual.at(x - 1, y)[channel] + usual.at(x + 1, y)[channel] +
                           usual.at(x, y - 1)[channel] + usual.at(x, y + 1)[channel];
        const int here = usual.at(x, y)[channel];
        softer.at(x, y)[channel] = static_cast<std::uint8_t>((here * 12 + around) / 16);
      }
    }
  }
  BOOST_TEST((softer.bytes != usual.bytes));
  BOOST_TEST(changes(usual, softer) == 0U);
}

BOOST_AUTO_TEST_CASE(a_fingerprint_reads_back_what_it_wrote) {
  const Fingerprint print = fingerprint_of(picture_of({}), 90);
  const auto again = Fingerprint::from_text(print.to_text());
  BOOST_TEST_REQUIRE(again.has_value());
  BOOST_TEST(again->to_text() == print.to_text());
  BOOST_TEST(again->rows == print.rows);
  BOOST_TEST(changed_tiles(print, *again).empty());
  BOOST_TEST(!Fingerprint::from_text("no fingerprint").has_value());
}

BOOST_AUTO_TEST_CASE(an_ordinary_run_meets_each_two_values_of_a_look) {
  const auto looks = golden_looks();
  BOOST_TEST(looks.size() == 72U);
  std::size_t seen = 0;
  for (std::size_t i = 0; i < looks.size(); ++i) {
    bool any = false;
    for (char scene = 'a'; scene <= 'z'; ++scene) any = any || in_ordinary_run(looks, i, {&scene, 1});
    seen += any ? 1 : 0;
  }
  BOOST_TEST(seen >= 12U);
  BOOST_TEST(seen < 20U);
}

}  // namespace
}  // namespace tests::golden
