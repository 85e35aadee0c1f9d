// Every widget in every state, size and theme: named, large enough, and drawn the same twice.
#include "ui/toolkit/gallery.h"

#include <cstdlib>

#include "kiosk/typeset/bitmap.h"
#include "tests/unit/ui/toolkit/host.h"

using namespace ui::toolkit;

namespace {

constexpr TextSize kSizes[] = {TextSize::Standard, TextSize::Large, TextSize::Larger, TextSize::Largest};

/// With KIOSK_GALLERY_DIR set, pictures for looking at.
void keep_picture(TestScreen& screen, const std::string& name) {
  const char* folder = std::getenv("KIOSK_GALLERY_DIR");
  if (folder == nullptr) return;
  const auto written =
      kiosk::typeset::write_png(std::filesystem::path(folder) / (name + ".png"), screen.host.capture());
  BOOST_TEST(written.has_value());
}

void check_operable_parts(const UiTree& tree, float px_per_mm, const std::string& where) {
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const Node& node = tree[i];
    BOOST_TEST((!node.name.empty() || !node.personal_name.empty() || node.role == Role::Veil),
               where << " " << node.id);
    if (!node.operable) continue;
    BOOST_TEST(!node.id.empty(), where << " " << node.name);
    if (node.role == Role::Key) continue;
    BOOST_TEST(node.bounds.w >= 12.7F * px_per_mm,
               where << " " << node.id << " is " << node.bounds.w / px_per_mm << " mm wide");
    BOOST_TEST(node.bounds.h >= 12.7F * px_per_mm,
               where << " " << node.id << " is " << node.bounds.h / px_per_mm << " mm high");
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(gives_every_widget_a_name_and_at_least_12_7_mm_in_all_sizes_and_themes) {
  TestScreen screen;
  for (const char* theme : {"default", "high-contrast"}) {
    for (const TextSize size : kSizes) {
      screen.host.set_settings({theme, size});
      for (screen.gallery.page = 0; screen.gallery.page < kGalleryPages; ++screen.gallery.page) {
        screen.settle();
        const std::string where = std::string(theme) + "-" + std::to_string(static_cast<int>(size)) +
                                  "-page" + std::to_string(screen.gallery.page);
        check_operable_parts(screen.host.tree(), screen.host.display().px_per_mm, where);
        keep_picture(screen, where);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(draws_nothing_when_nothing_changes) {
  TestScreen screen;
  screen.host.set_settings({"default", TextSize::Standard, true});
  for (screen.gallery.page = 0; screen.gallery.page < kGalleryPages; ++screen.gallery.page) {
    BOOST_TEST(!screen.frame().damage.empty());
    const std::uint64_t drawn = screen.host.pixels_drawn();
    const FrameOutcome again = screen.frame();
    BOOST_TEST(again.damage.empty());
    BOOST_TEST(again.next_frame.count() < 0);
    BOOST_TEST(screen.host.pixels_drawn() == drawn);
  }
}

BOOST_AUTO_TEST_CASE(redraws_a_small_part_when_a_button_is_pressed) {
  TestScreen screen;
  screen.gallery.page = 2;
  screen.settle();
  const Node* node = screen.host.tree().find("c0");
  BOOST_REQUIRE(node != nullptr);
  screen.host.input().finger_down(1, node->bounds.center());
  const std::uint64_t before = screen.host.pixels_drawn();
  BOOST_TEST(!screen.frame().damage.empty());
  BOOST_TEST(screen.host.pixels_drawn() - before < 1080U * 500U);
}

BOOST_AUTO_TEST_CASE(forgets_the_pictures_and_words_of_personal_text) {
  TestScreen screen;
  screen.gallery.page = 3;
  screen.settle();
  BOOST_TEST(screen.host.tree().shows("测试人"));
  BOOST_TEST(screen.host.tree().to_json().dump().find("测试人") == std::string::npos);
  BOOST_TEST(screen.host.tree().to_json(true).dump().find("测试人") != std::string::npos);
  screen.host.forget_personal();
  BOOST_TEST(!screen.host.tree().shows("测试人"));
  screen.gallery.page = 0;
  screen.settle();
  BOOST_TEST(kiosk::base::secure_bytes_in_use() == 0U);
}
