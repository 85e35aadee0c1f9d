// StillPicker: chooses, from a camera's stream, the picture to keep: the sharpest of a steady moment. Pure.
#pragma once

#include <optional>

#include "drivers/scanning/grey_image.h"

namespace drivers::scanning {

struct StillSettings {
  int steady_frames = 4;  ///< so many frames in a row must show the same
  double most_motion =
      3.0;  ///< mean difference of brightness between two frames (0…255) that is still "the same"
  int least_contrast = 40;  ///< an empty desk shows less difference between bright and dark than this
  double sharp = 0.18;      ///< waited for, because lenses search their focus…
  int focus_patience = 20;  ///< …but no longer than so many further frames
};

/// Feed frames until one is chosen. Keeps at most one frame.
class StillPicker {
 public:
  explicit StillPicker(const StillSettings& settings) : settings_(settings) {}

  /// The chosen frame, or nothing yet. Starts anew after a choice.
  std::optional<contract::PageRaster> offer(contract::PageRaster frame);
  /// Why nothing has been chosen so far: NoDocument or Unsteady.
  contract::ScanTrouble reason() const { return reason_; }

 private:
  void start_run(contract::PageRaster frame, double frame_sharpness);

  StillSettings settings_;
  GreyImage last_;  ///< small
  contract::PageRaster best_;
  double best_sharpness_ = 0;
  int run_ = 0;
  contract::ScanTrouble reason_ = contract::ScanTrouble::NoDocument;
};

}  // namespace drivers::scanning
