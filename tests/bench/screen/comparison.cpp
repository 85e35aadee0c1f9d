// Both programs on displays of their own, in turns.
#include "tests/bench/screen/comparison.h"

#include "tests/bench/screen/pause.h"
#include "tests/bench/screen/scene_costs.h"
#include "tests/scenarios/stage.h"
#include "tests/support/temporary_folder.h"

namespace kiosk::benchmarks {
namespace {

constexpr int kWidth = 1080, kHeight = 1920;
constexpr int kTouchesInTurn = 20;
constexpr std::chrono::seconds kMotion{4};
constexpr const char* kMotionScene = "identify";

std::vector<std::string> browser_command(const ComparisonPlaces& places, const std::filesystem::path& folder,
                                         const std::string& mark) {
  const std::string size = std::to_string(kWidth) + "," + std::to_string(kHeight);
  return {places.browser.string(),
          "--kiosk",
          "--no-sandbox",
          "--no-first-run",
          "--noerrdialogs",
          "--disable-infobars",
          "--disable-features=Translate",
          "--password-store=basic",
          "--user-data-dir=" + (folder / "profile").string(),
          "--window-position=0,0",
          "--window-size=" + size,
          "file://" + std::filesystem::absolute(places.page).string() + mark};
}

/// The page's tiles; see page.html.
std::vector<Area> tiles_of_page() {
  std::vector<Area> tiles;
  for (int i = 0; i < 8; ++i) tiles.push_back({48 + i % 2 * 506, 470 + i / 2 * 256, 478, 236});
  return tiles;
}

/// One of the two programs with its display and what was seen of it.
struct Side {
  XDisplay& display;
  Subject subject;
  ScreenFigures& figures;
};

base::Status measure_starts(std::vector<Side*> sides, int runs) {
  for (Side* side : sides) {
    if (auto learnt = side->subject.learn_first_screen(); !learnt) return learnt;
  }
  for (int run = 0; run < runs; ++run) {
    for (Side* side : sides) {
      const auto time = side->subject.time_to_complete();
      side->subject.settle();
      side->subject.stop();
      if (!time)
        return base::fail(base::ErrorCode::TimedOut, side->subject.plan().name + " did not get complete");
      side->figures.start.push_back(time->count());
    }
  }
  return {};
}

base::Status measure_touches(std::vector<Side*> sides, int touches) {
  for (Side* side : sides) {
    if (auto started = side->subject.start(); !started) return started;
    pause_for(std::chrono::seconds{2});
    side->subject.wake();
  }
  for (int from = 0; from < touches; from += kTouchesInTurn) {
    for (Side* side : sides) {
      for (int i = 0; i < kTouchesInTurn; ++i) {
        const auto seen = side->subject.touch_to_pixel(static_cast<std::size_t>(i));
        if (!seen)
          return base::fail(base::ErrorCode::TimedOut, side->subject.plan().name + " did not show a touch");
        side->figures.touch.push_back(seen->count());
      }
    }
  }
  return {};
}

double percent(Micros busy, Micros time) { return 100 * busy.count() / time.count(); }

/// Both at the same time: a noisy moment meets both.
void measure_rest(std::vector<Side*> sides, std::chrono::seconds idle) {
  for (Side* side : sides) {
    side->figures.pss_kib = side->subject.pss_kib();
    side->figures.processes = side->subject.processes();
  }
  std::vector<Micros> before;
  for (Side* side : sides) before.push_back(side->subject.cpu());
  pause_for(idle);
  for (std::size_t i = 0; i < sides.size(); ++i) {
    sides[i]->figures.idle_percent = percent(sides[i]->subject.cpu() - before[i], idle);
    sides[i]->subject.stop();
  }
}

base::Status measure_motion(Side& side, std::vector<std::string> command, const std::filesystem::path& log) {
  Subject moving({side.subject.plan().name, std::move(command), log}, side.display);
  if (auto started = moving.start(); !started) return started;
  pause_for(std::chrono::seconds{3});
  constexpr int kStep = 12;
  const Area all{0, 0, kWidth, kHeight};
  const Micros before = moving.cpu();
  const Clock::time_point from = Clock::now();
  int pictures = 0;
  auto last = side.display.sample(all, kStep);
  while (Clock::now() - from < kMotion) {
    pause_for(std::chrono::milliseconds{2});
    if (!side.display.differs(all, kStep, last)) continue;
    last = side.display.sample(all, kStep);
    ++pictures;
  }
  const Micros took = Clock::now() - from;
  side.figures.motion_percent = percent(moving.cpu() - before, took);
  side.figures.pictures_per_second = pictures / (took.count() / 1e6);
  moving.stop();
  return {};
}

}  // namespace

base::Result<Comparison> compare_screens(const ComparisonPlaces& places, const ComparisonSize& size) {
  const tests::TemporaryFolder folder;
  auto stage = scenarios::Stage::open({places.programs, places.config, folder / "stage"});
  if (!stage) return tl::unexpected(stage.error());
  // Nobody asks whether somebody is there while touches without effect are measured.
  if (auto set = stage->set("/timers/menu_idle_s", 3600); !set) return tl::unexpected(set.error());
  auto our_display = XDisplay::start(folder / "ours", kWidth, kHeight);
  if (!our_display) return tl::unexpected(our_display.error());
  auto browser_display = XDisplay::start(folder / "browser", kWidth, kHeight);
  if (!browser_display) return tl::unexpected(browser_display.error());

  Comparison result;
  const Area begin{kWidth / 2, 1045, 1, 1}, top{kWidth / 2, 60, 1, 1};
  Side ours{
      *our_display,
      Subject({"kiosk", stage->kiosk_command(), folder / "kiosk.log", begin, parts_of_home("domain."), top},
              *our_display),
      result.ours};
  Side browser{*browser_display,
               Subject({"browser", browser_command(places, folder.path(), ""), folder / "browser.log",
                        std::nullopt, tiles_of_page(), top},
                       *browser_display),
               result.browser};
  const std::string self = (places.programs / "kiosk-benchmark-screen").string();
  const auto measured =
      measure_starts({&ours, &browser}, size.starts)
          .and_then([&] {
            return measure_touches({&ours, &browser}, size.touches);
          })
          .and_then([&] {
            measure_rest({&ours, &browser}, size.idle);
            return measure_motion(ours, {self, "--play-motion", kMotionScene}, folder / "motion.log");
          })
          .and_then([&] {
            return measure_motion(browser, browser_command(places, folder.path(), "#motion"),
                                  folder / "browser.log");
          });
  if (!measured) return tl::unexpected(measured.error());
  return result;
}

}  // namespace kiosk::benchmarks
