// Subject: a program whose screen is measured: the terminal, or a browser that shows a comparable page.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/background_process.h"
#include "tests/bench/screen/x_display.h"
#include "tests/bench/statistics.h"

namespace kiosk::benchmarks {

/// How a program is started and where its screen reacts.
struct SubjectPlan {
  std::string name;
  std::vector<std::string> command;
  std::filesystem::path log;
  std::optional<Area> wakes{};  ///< touched once before the measured screen is there
  std::vector<Area> targets{};  ///< parts that change when a finger goes down on them
  Area neutral{};               ///< where a finger may be lifted without effect
};

/// One process tree on one display. One thread.
class Subject {
 public:
  Subject(SubjectPlan plan, XDisplay& display) : plan_(std::move(plan)), display_(display) {}

  base::Status start();
  /// Ends the program and all its children.
  void stop();
  /// Touches what wakes it and waits until its picture rests.
  void wake();
  /// Waits until nothing has changed for a while, or for some seconds if something always moves.
  void settle() const;

  /// What the display shows after a start, as far as it rests: the reference of `time_to_complete`.
  base::Status learn_first_screen();
  /// From the start of the process until 99.5 % of the resting pixels are those of the reference. Leaves it
  /// running.
  std::optional<Micros> time_to_complete();
  /// From the finger's press to the first changed pixel of a target, then slides off and lets go.
  std::optional<Micros> touch_to_pixel(std::size_t target);

  /// Proportional set size of the process tree, in KiB.
  std::size_t pss_kib() const;
  std::size_t processes() const { return tree().size(); }
  /// Processor time of the process tree so far.
  Micros cpu() const;
  const SubjectPlan& plan() const { return plan_; }

 private:
  std::vector<pid_t> tree() const;
  bool complete() const;

  SubjectPlan plan_;
  XDisplay& display_;
  std::optional<base::BackgroundProcess> process_;
  std::vector<std::uint32_t> reference_;
  std::vector<bool> resting_;
};

}  // namespace kiosk::benchmarks
