// The renderer: the same pixels with and without damage tracking, exact shapes, blended bitmaps.
#include "ui/toolkit/raster.h"

#include <imgui.h>

#include <boost/test/unit_test.hpp>
#include <random>

#include "ui/toolkit/painter.h"

using namespace ui::toolkit;

namespace {

constexpr int kWidth = 300;
constexpr int kHeight = 260;

struct Bench {
  kiosk::typeset::TextEngine engine;
  TextureStore textures;
  TextCache texts{engine, textures};
  Painter paint{texts, textures};
  Raster raster{kWidth, kHeight, textures};

  void begin() {
    texts.begin_frame();
    paint.begin_frame(kWidth, kHeight);
  }
  std::uint32_t at(int x, int y) const { return raster.pixels()[y * kWidth + x]; }
};

/// Draws shapes of all kinds with numbers from the generator.
void draw_something(Painter& paint, std::mt19937& random, int shapes) {
  const auto number = [&](float most) { return std::uniform_real_distribution<float>(0, most)(random); };
  const auto color = [&] {
    return Color{static_cast<std::uint8_t>(number(255)), static_cast<std::uint8_t>(number(255)),
                 static_cast<std::uint8_t>(number(255)),
                 static_cast<std::uint8_t>(number(300) > 255 ? 255 : number(255))};
  };
  paint.fill({0, 0, kWidth, kHeight}, {240, 240, 240, 255});
  for (int i = 0; i < shapes; ++i) {
    const Rect rect{number(kWidth) - 20, number(kHeight) - 20, number(150), number(150)};
    const Point point = rect.center();
    switch (random() % 9) {
      case 0: paint.fill(rect, color(), number(20)); break;
      case 1: paint.gradient(rect, color(), color(), number(20), GradientDirection::Diagonal); break;
      case 2: paint.stroke(rect, color(), 1 + number(5), number(10)); break;
      case 3: paint.circle(point, number(40), color()); break;
      case 4: paint.shadow(rect, color(), 6, 12, 4); break;
      case 5: paint.line({rect.x, rect.y}, point, color(), 1 + number(6)); break;
      case 6: paint.text(rect, "云溪县 24h", {.size = 18, .color = color()}); break;
      case 7: paint.arc(point, number(40), 0, number(6), color(), 3); break;
      default:
        paint.push_clip(rect);
        paint.ring(point, number(60), color(), 4);
        paint.pop_clip();
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(draws_the_same_pixels_with_damage_tracking_as_with_a_full_redraw) {
  Bench bench;
  Raster full(kWidth, kHeight, bench.textures);
  std::mt19937 random(20261123);
  for (int frame = 0; frame < 60; ++frame) {
    const auto seed = static_cast<unsigned>(random() % 4);  // a few pictures that come back, with one change
    std::mt19937 same(seed);
    bench.begin();
    draw_something(bench.paint, same, 30);
    draw_something(bench.paint, random, static_cast<int>(random() % 3));
    bench.raster.draw(bench.paint.list());
    full.invalidate();
    full.draw(bench.paint.list());
    const bool equal = std::equal(full.pixels(), full.pixels() + kWidth * kHeight, bench.raster.pixels());
    BOOST_REQUIRE_MESSAGE(equal, "frame " << frame << " differs");
  }
}

BOOST_AUTO_TEST_CASE(redraws_only_the_tiles_that_changed) {
  Bench bench;
  const auto draw = [&](float x) {
    bench.begin();
    bench.paint.fill({0, 0, kWidth, kHeight}, {255, 255, 255, 255});
    bench.paint.fill({x, 10, 20, 20}, {0, 0, 0, 255});
    return bench.raster.draw(bench.paint.list());
  };
  BOOST_TEST(draw(10).size() == 1U);
  BOOST_TEST(draw(10).empty());
  const auto damage = draw(12);
  BOOST_REQUIRE(damage.size() == 1U);
  BOOST_TEST((damage[0] == PixelRect{0, 0, 64, 64}));
}

BOOST_AUTO_TEST_CASE(fills_whole_pixels_exactly_and_joins_triangles_without_a_seam) {
  Bench bench;
  bench.begin();
  bench.paint.fill({10, 20, 30, 40}, {255, 0, 0, 255});
  bench.paint.gradient({100, 20, 60, 60}, {0, 0, 255, 128}, {0, 0, 254, 128});
  bench.raster.draw(bench.paint.list());
  BOOST_TEST(bench.at(10, 20) == 0xFFFF0000U);
  BOOST_TEST(bench.at(39, 59) == 0xFFFF0000U);
  BOOST_TEST(bench.at(9, 20) == 0xFF000000U);
  BOOST_TEST(bench.at(40, 59) == 0xFF000000U);
  BOOST_TEST(bench.at(39, 60) == 0xFF000000U);
  for (int i = 0; i < 60; ++i) {  // on the diagonal that both triangles share
    const std::uint32_t blue = bench.at(100 + i, 20 + i) & 255;
    BOOST_TEST(blue >= 126U);
    BOOST_TEST(blue <= 129U);
  }
}

BOOST_AUTO_TEST_CASE(smooths_the_edge_of_a_circle_to_its_true_area) {
  Bench bench;
  bench.begin();
  bench.paint.circle({100.3F, 100.6F}, 40, {255, 255, 255, 255});
  bench.raster.draw(bench.paint.list());
  double area = 0;
  for (int i = 0; i < kWidth * kHeight; ++i)
    area += static_cast<double>(bench.raster.pixels()[i] & 255) / 255;
  BOOST_TEST(area > 3.14159 * 40 * 40 * 0.985);
  BOOST_TEST(area < 3.14159 * 40 * 40 * 1.015);
}

BOOST_AUTO_TEST_CASE(blends_a_bitmap_by_its_coverage) {
  Bench bench;
  kiosk::typeset::AlphaBitmap bitmap;
  bitmap.width = bitmap.stride = 2;
  bitmap.height = 1;
  bitmap.bytes = {255, 128};
  const TextureId id = bench.textures.add(bitmap);
  bench.begin();
  bench.paint.bitmap({5, 5, 2, 1}, id, {255, 255, 255, 255});
  bench.paint.bitmap({20, 5, 20, 10}, id, {255, 255, 255, 255});
  bench.raster.draw(bench.paint.list());
  BOOST_TEST(bench.at(5, 5) == 0xFFFFFFFFU);
  BOOST_TEST(bench.at(6, 5) == 0xFF808080U);
  BOOST_TEST(bench.at(7, 5) == 0xFF000000U);
  BOOST_TEST((bench.at(20, 9) & 255) == 255U);
  BOOST_TEST((bench.at(39, 9) & 255) == 128U);
}

BOOST_AUTO_TEST_CASE(draws_more_vertices_than_sixteen_bits_can_count) {
  Bench bench;
  bench.begin();
  for (int i = 0; i < 20'000; ++i) bench.paint.fill({1, 1, 3, 3}, {0, 255, 0, 255});
  bench.paint.fill({200, 200, 10, 10}, {0, 0, 255, 255});
  bench.raster.draw(bench.paint.list());
  BOOST_TEST(bench.at(2, 2) == 0xFF00FF00U);
  BOOST_TEST(bench.at(205, 205) == 0xFF0000FFU);
}

BOOST_AUTO_TEST_CASE(keeps_the_text_cache_within_its_limit) {
  Bench bench;
  TextCache small(bench.engine, bench.textures, 100'000);
  kiosk::typeset::TextStyle style;
  for (int i = 0; i < 200; ++i) {
    small.begin_frame();
    small.get("第" + std::to_string(i) + "页", style);
  }
  BOOST_TEST(small.bytes() < 110'000U);
  const std::uint64_t misses = small.misses();
  small.begin_frame();
  small.get("第199页", style);
  BOOST_TEST(small.misses() == misses);
}
