// Screens of the tests' stage, measured.
#include "tests/bench/screen/scene_costs.h"

#include <algorithm>
#include <iostream>

#include "tests/bench/screen/allocation_count.h"
#include "ui/gallery/stage.h"
#include "ui/shell/shell.h"

namespace kiosk::benchmarks {
namespace {

using ui::gallery::Scene;
using ui::gallery::Stage;

struct FrameCost {
  double build = 0, raster = 0;
  std::uint64_t build_allocations = 0, raster_allocations = 0;
};

/// One frame, taken apart: what the build function takes, and the rest.
FrameCost one_frame(Stage& stage) {
  FrameCost cost;
  Micros inside{0};
  std::uint64_t allocated_inside = 0;
  const ui::toolkit::BuildFrame build = [&](ui::toolkit::Ui& ui) {
    const auto from = Clock::now();
    const std::uint64_t before = allocation_count();
    stage.build(ui);
    allocated_inside = allocation_count() - before;
    inside = Clock::now() - from;
  };
  const std::uint64_t before = allocation_count();
  const auto from = Clock::now();
  stage.host.frame(build);
  cost.raster = (Micros(Clock::now() - from) - inside).count();
  cost.build = inside.count();
  cost.build_allocations = allocated_inside;
  cost.raster_allocations = allocation_count() - before - allocated_inside;
  return cost;
}

SceneCost cost_of(Stage& stage, const Scene& scene, int runs) {
  stage.show(scene.session);
  if (scene.prepare) scene.prepare(stage.state);
  if (scene.touches) scene.touches(stage);
  for (int i = 0; i < 3; ++i) one_frame(stage);
  std::vector<double> build, raster, fresh;
  SceneCost cost{scene.name};
  for (int run = 0; run < runs; ++run) {
    const FrameCost steady = one_frame(stage);
    build.push_back(steady.build);
    raster.push_back(steady.raster);
    cost.build_allocations = static_cast<double>(steady.build_allocations);
    cost.raster_allocations = static_cast<double>(steady.raster_allocations);
    stage.host.invalidate();
    fresh.push_back(one_frame(stage).raster);
  }
  cost.build = quantile(build, 0.5);
  cost.raster = quantile(raster, 0.5);
  cost.fresh = quantile(fresh, 0.5);
  return cost;
}

}  // namespace

std::vector<SceneCost> scene_costs(int runs) {
  Stage stage;
  std::vector<SceneCost> costs;
  for (const Scene& scene : ui::gallery::all_scenes()) costs.push_back(cost_of(stage, scene, runs));
  return costs;
}

std::vector<Area> parts_of_home(const std::string& id_prefix) {
  Stage stage;
  stage.show(ui::gallery::session_at(ui::screens::flow::StepKind::Home));
  std::vector<Area> areas;
  const ui::toolkit::UiTree& tree = stage.host.tree();
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const ui::toolkit::Node& node = tree[i];
    if (!node.operable || node.state.disabled || node.id.rfind(id_prefix, 0) != 0) continue;
    areas.push_back({static_cast<int>(node.bounds.x), static_cast<int>(node.bounds.y),
                     static_cast<int>(node.bounds.w), static_cast<int>(node.bounds.h)});
  }
  return areas;
}

int play_motion(const std::string& name) {
  Stage stage;
  const auto scenes = ui::gallery::all_scenes();
  const auto scene =
      std::find_if(scenes.begin(), scenes.end(), [&](const Scene& one) { return one.name == name; });
  if (scene == scenes.end()) return 1;
  stage.session = scene->session;
  const base::SystemClock clock;
  ui::shell::ShellOptions options;
  options.kind = ui::shell::WindowKind::Fullscreen;
  options.display = stage.host.display();
  auto shell = ui::shell::Shell::open(options, clock);
  if (!shell) {
    std::cerr << shell.error().to_string() << "\n";
    return 1;
  }
  (*shell)->host().set_settings(stage.host.settings());
  ui::shell::ShellCallbacks callbacks;
  callbacks.build = [&](ui::toolkit::Ui& ui) {
    stage.build(ui);
    ui.animate(base::Duration{16});
  };
  (*shell)->run(callbacks);
  return 0;
}

}  // namespace kiosk::benchmarks
