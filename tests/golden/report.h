// Report: a page for eyes that shows what was approved, what is drawn now, and where they differ.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "tests/golden/fingerprint.h"

namespace tests::golden {

struct Finding {
  std::string scene, look;
  std::string reason;            ///< in words
  std::filesystem::path before;  ///< the approved picture of the scene's usual look; may not exist
};

class Report {
 public:
  explicit Report(std::filesystem::path folder);
  /// Writes the picture, and a second one with the changed tiles marked.
  void add(const Finding& finding, const RgbaBitmap& now, const std::vector<int>& changed, int tile_side);
  std::size_t findings() const { return findings_; }
  /// index.html; nothing when there is no finding.
  kiosk::base::Status finish();

 private:
  std::filesystem::path folder_;
  std::string rows_;
  std::size_t findings_ = 0;
};

}  // namespace tests::golden
