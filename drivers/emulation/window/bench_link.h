// BenchLink: talks with a running bench on a strand of its own; what it hears comes home as values.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "drivers/emulation/window/bench_view.h"
#include "kiosk/base/strand.h"
#include "kiosk/typeset/bitmap.h"

namespace drivers::emulation::window {

/// What a printer has put out last, in the sizes in which it is shown.
struct Print {
  std::string device;  ///< "receipt", "certificate"
  kiosk::typeset::RgbaBitmap small, large;
};

/// The rooms that pictures of prints are made for, in pixels.
inline constexpr int kSmallPrintWidth = 170, kSmallPrintHeight = 410;
inline constexpr int kLargePrintWidth = 1100, kLargePrintHeight = 880;

/// Called on the home executor.
struct LinkObserver {
  std::function<void(BenchView)> on_view;           ///< when something changed
  std::function<void(kiosk::base::Error)> on_lost;  ///< when the bench does not answer any more
  std::function<void(Print)> on_print;
};

/// Asks the bench how it is several times a second. The clock and the home executor must outlive it.
class BenchLink {
 public:
  /// `folder`: of the bench. Pictures of prints are left in its folder `window`.
  BenchLink(std::filesystem::path folder, const kiosk::base::Clock& clock, kiosk::base::Executor& home,
            LinkObserver observer);

  /// Tells the bench something; the answer comes with the next view, in its log.
  void send(std::vector<std::string> words);

 private:
  kiosk::base::Result<kiosk::base::Json> ask(const std::vector<std::string>& words, bool quiet) const;
  void look();
  void look_again(kiosk::base::Duration delay);
  void fetch_prints(const BenchView& view);
  void fetch(const std::string& device, const std::string& count, std::string& known);

  std::filesystem::path folder_;
  kiosk::base::Executor& home_;
  LinkObserver observer_;
  std::string last_answer_;
  bool lost_ = false;
  std::string slips_ = "0", pages_ = "0";  ///< how many there were when the picture was taken
  kiosk::base::TimerId next_look_ = 0;
  kiosk::base::Strand strand_;  ///< last: its thread uses all of the above
};

}  // namespace drivers::emulation::window
