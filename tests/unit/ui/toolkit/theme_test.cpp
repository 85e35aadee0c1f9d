// Themes: contrast, files with mistakes, sizes.
#include "ui/toolkit/theme.h"

#include <fstream>

#include "kiosk/base/file.h"
#include "kiosk/base/json_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/ui/toolkit/host.h"

using namespace ui::toolkit;
using kiosk::tests::TemporaryFolder;

BOOST_AUTO_TEST_CASE(keeps_10_to_1_for_body_text_and_4_5_to_1_for_the_rest_in_every_theme) {
  for (const ThemeTokens& theme : test_themes()) {
    for (const ContrastFinding& finding : check_contrast(theme)) {
      BOOST_TEST(finding.ratio >= finding.required, theme.name << ": " << finding.pair << " has "
                                                               << finding.ratio << ", needs "
                                                               << finding.required);
    }
  }
}

BOOST_AUTO_TEST_CASE(measures_contrast_as_wcag_does) {
  BOOST_TEST(std::abs(contrast_ratio({0, 0, 0, 255}, {255, 255, 255, 255}) - 21) < 0.01);
  BOOST_TEST(std::abs(contrast_ratio({0x1A, 0x1A, 0x1A, 255}, {255, 255, 255, 255}) - 17.4) < 0.05);
  BOOST_TEST(std::abs(contrast_ratio({255, 255, 255, 255}, {0x0B, 0x4A, 0x9E, 255}) - 8.44) < 0.05);
}

BOOST_AUTO_TEST_CASE(refuses_a_theme_with_an_unknown_key_a_bad_colour_or_a_small_target) {
  const TemporaryFolder folder;
  const auto good = kiosk::base::read_json_file("config/theme/default.json");
  BOOST_REQUIRE(good.has_value());
  const auto refused = [&](const char* pointer, const kiosk::base::Json& value) {
    kiosk::base::Json bad = *good;
    bad[kiosk::base::Json::json_pointer(pointer)] = value;
    std::ofstream(folder / "bad.json") << bad;
    const auto loaded = load_theme(folder / "bad.json", "config/schemas/theme.schema.json");
    return !loaded && loaded.error().where.find("bad.json") != std::string::npos;
  };
  BOOST_TEST(refused("/surprise", 1));
  BOOST_TEST(refused("/colors/text", "black"));
  BOOST_TEST(refused("/target_mm/ordinary", 9));
  BOOST_TEST(refused("/motion_ms", 900));
  BOOST_TEST(!refused("/motion_ms", 100));
}

BOOST_AUTO_TEST_CASE(gives_the_same_millimetres_on_every_display) {
  const ThemeTokens tokens = test_themes().front();
  for (const float scale : {2.71F, 3.21F, 4.03F}) {
    const Theme theme(tokens, {1080, 1920, scale}, TextSize::Standard);
    BOOST_TEST(theme.type(TypeRole::Caption) / scale >= 6.1F);
    BOOST_TEST(theme.target() / scale >= 19.8F);
    BOOST_TEST(theme.primary_target() / scale >= 24.8F);
  }
}

BOOST_AUTO_TEST_CASE(names_only_icons_that_the_font_has) {
  const kiosk::typeset::TextEngine engine;
  BOOST_TEST(icon_exists("account"));
  BOOST_TEST(!icon_exists("no-such-icon"));
}
