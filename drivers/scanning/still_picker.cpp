// Motion between small copies, sharpness of larger ones.
#include "drivers/scanning/still_picker.h"

#include <cstdlib>
#include <utility>

#include "drivers/scanning/page_flaws.h"

namespace drivers::scanning {

using contract::PageRaster;
using contract::ScanTrouble;

namespace {

constexpr int kMotionSide = 160;
constexpr int kSharpnessSide = 1600;

double difference(const GreyImage& a, const GreyImage& b) {
  if (a.empty() || a.width != b.width || a.height != b.height) return 255;
  long long sum = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) sum += std::abs(a.pixels[i] - b.pixels[i]);
  return static_cast<double>(sum) / static_cast<double>(a.pixels.size());
}

}  // namespace

std::optional<PageRaster> StillPicker::offer(PageRaster frame) {
  if (frame.empty()) return std::nullopt;
  const GreyImage grey = shrunk(to_grey(frame), kSharpnessSide);
  GreyImage small = shrunk(grey, kMotionSide);
  const bool same = difference(small, last_) <= settings_.most_motion;
  const int contrast = percentile(small, 0.98) - percentile(small, 0.02);
  last_ = std::move(small);
  if (contrast < settings_.least_contrast) {
    reason_ = ScanTrouble::NoDocument;
    run_ = 0;
    return std::nullopt;
  }
  reason_ = ScanTrouble::Unsteady;
  const double frame_sharpness = sharpness(grey);
  if (!same || run_ == 0) {
    start_run(std::move(frame), frame_sharpness);
  } else {
    ++run_;
    if (frame_sharpness > best_sharpness_) {
      best_ = std::move(frame);
      best_sharpness_ = frame_sharpness;
    }
  }
  const bool focused =
      best_sharpness_ >= settings_.sharp || run_ >= settings_.steady_frames + settings_.focus_patience;
  if (run_ < settings_.steady_frames || !focused) return std::nullopt;
  run_ = 0;
  return std::exchange(best_, {});
}

void StillPicker::start_run(PageRaster frame, double frame_sharpness) {
  best_ = std::move(frame);
  best_sharpness_ = frame_sharpness;
  run_ = 1;
}

}  // namespace drivers::scanning
