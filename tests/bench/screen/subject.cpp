// Measured programs: their pictures, their memory and their processor time, read from outside.
#include "tests/bench/screen/subject.h"

#include <signal.h>
#include <stdlib.h>

#include <fstream>
#include <sstream>

#include "tests/bench/screen/pause.h"

namespace kiosk::benchmarks {
namespace {

constexpr int kCoarse = 8;  // every eighth pixel of the whole screen
constexpr int kFine = 3;    // and every third of a target
constexpr double kComplete = 0.995;
constexpr Micros kStartLimit{20e6};
constexpr Micros kTouchLimit{1e6};

Area whole(const XDisplay& display) { return {0, 0, display.width(), display.height()}; }

std::filesystem::path proc(pid_t pid) { return "/proc/" + std::to_string(pid); }

/// Children of every thread of the process.
std::vector<pid_t> children_of(pid_t pid) {
  std::vector<pid_t> children;
  std::error_code gone;
  for (const auto& task : std::filesystem::directory_iterator(proc(pid) / "task", gone)) {
    std::ifstream list(task.path() / "children");
    for (pid_t child = 0; list >> child;) children.push_back(child);
  }
  return children;
}

/// "Pss:   1234 kB" of smaps_rollup.
std::size_t pss_of(pid_t pid) {
  std::ifstream rollup(proc(pid) / "smaps_rollup");
  for (std::string line; std::getline(rollup, line);) {
    if (line.rfind("Pss:", 0) == 0) return std::strtoull(line.c_str() + 4, nullptr, 10);
  }
  return 0;
}

/// The first number of schedstat is a thread's time on a processor in nanoseconds.
Micros cpu_of(pid_t pid) {
  double nanoseconds = 0;
  std::error_code gone;
  for (const auto& task : std::filesystem::directory_iterator(proc(pid) / "task", gone)) {
    double time = 0;
    std::ifstream(task.path() / "schedstat") >> time;
    nanoseconds += time;
  }
  return Micros{nanoseconds / 1e3};
}

}  // namespace

base::Status Subject::start() {
  setenv("DISPLAY", display_.name().c_str(), 1);
  auto started = base::BackgroundProcess::start(plan_.command, plan_.log);
  if (!started) return tl::unexpected(started.error());
  process_ = std::move(*started);
  return {};
}

void Subject::stop() {
  if (!process_) return;
  const std::vector<pid_t> all = tree();
  process_->stop(SIGTERM, base::Duration{5'000});
  for (const pid_t pid : all) kill(pid, SIGKILL);
  process_.reset();
  time_until(Clock::now(), kTouchLimit, [this] {
    const std::vector<std::uint32_t> pixels = display_.sample(whole(display_), kCoarse);
    return std::all_of(pixels.begin(), pixels.end(), [&](std::uint32_t pixel) { return pixel == pixels[0]; });
  });
}

void Subject::settle() const {
  constexpr Micros kRest{700e3}, kLongest{6e6};
  const Clock::time_point from = Clock::now();
  std::vector<std::uint32_t> last = display_.sample(whole(display_), kCoarse);
  Clock::time_point changed = from;
  while (Clock::now() - changed < kRest && Clock::now() - from < kLongest) {
    pause_for(base::Duration{20});
    if (!display_.differs(whole(display_), kCoarse, last)) continue;
    last = display_.sample(whole(display_), kCoarse);
    changed = Clock::now();
  }
}

void Subject::wake() {
  settle();
  if (!plan_.wakes) return;
  display_.move(plan_.wakes->x, plan_.wakes->y);
  display_.press();
  pause_for(base::Duration{80});
  display_.release();
  settle();
}

base::Status Subject::learn_first_screen() {
  if (auto started = start(); !started) return started;
  pause_for(std::chrono::seconds{2});
  settle();
  reference_ = display_.sample(whole(display_), kCoarse);
  resting_.assign(reference_.size(), true);
  for (int looks = 0; looks < 10; ++looks) {
    pause_for(base::Duration{130});
    const auto now = display_.sample(whole(display_), kCoarse);
    for (std::size_t i = 0; i < now.size(); ++i) resting_[i] = resting_[i] && now[i] == reference_[i];
  }
  const bool alive = process_->running();
  stop();
  if (alive) return {};
  return base::fail(base::ErrorCode::Unavailable, plan_.name + " ended by itself", plan_.log.string());
}

bool Subject::complete() const {
  const auto now = display_.sample(whole(display_), kCoarse);
  std::size_t resting = 0, right = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (!resting_[i]) continue;
    ++resting;
    right += now[i] == reference_[i] ? 1 : 0;
  }
  return static_cast<double>(right) >= kComplete * static_cast<double>(resting);
}

std::optional<Micros> Subject::time_to_complete() {
  const Clock::time_point from = Clock::now();
  if (!start()) return std::nullopt;
  return time_until(from, kStartLimit, [this] { return complete(); });
}

std::optional<Micros> Subject::touch_to_pixel(std::size_t target) {
  const Area& area = plan_.targets[target % plan_.targets.size()];
  display_.move(area.x + area.w / 2, area.y + area.h / 2);
  pause_for(base::Duration{60});
  const auto before = display_.sample(area, kFine);
  const Clock::time_point from = Clock::now();
  display_.press();
  const auto seen = time_until(from, kTouchLimit, [&] { return display_.differs(area, kFine, before); });
  pause_for(base::Duration{40});
  display_.move(plan_.neutral.x, plan_.neutral.y);
  pause_for(base::Duration{10});
  display_.release();
  time_until(Clock::now(), kTouchLimit, [&] { return !display_.differs(area, kFine, before); });
  pause_for(base::Duration{20});
  return seen;
}

std::vector<pid_t> Subject::tree() const {
  std::vector<pid_t> all;
  if (process_) all.push_back(process_->pid());
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const pid_t child : children_of(all[i])) all.push_back(child);
  }
  return all;
}

std::size_t Subject::pss_kib() const {
  std::size_t sum = 0;
  for (const pid_t pid : tree()) sum += pss_of(pid);
  return sum;
}

Micros Subject::cpu() const {
  Micros sum{0};
  for (const pid_t pid : tree()) sum += cpu_of(pid);
  return sum;
}

}  // namespace kiosk::benchmarks
