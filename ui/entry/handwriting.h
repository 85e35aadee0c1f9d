// Handwriting: strokes to characters through zinnia, also where strokes were joined.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace ui::entry {

struct InkPoint {
  float x = 0, y = 0;
};
/// Strokes of one character in the order of writing, any unit, y downwards. Personal: secure memory.
using InkStroke = std::vector<InkPoint, kiosk::base::SecureAllocator<InkPoint>>;
using Ink = std::vector<InkStroke>;

/// Where a joined stroke may have been several: what the pen drew between them is left out.
std::vector<Ink> readings_of(const Ink& ink);

/// One thread at a time. A character takes some milliseconds for each reading.
class Handwriting {
 public:
  /// The model of Debian's package tegaki-zinnia-simplified-chinese.
  static kiosk::base::Result<std::unique_ptr<Handwriting>> open(const std::filesystem::path& model);
  ~Handwriting();
  Handwriting(const Handwriting&) = delete;
  Handwriting& operator=(const Handwriting&) = delete;

  /// The best first; empty for an empty ink.
  std::vector<kiosk::base::SecureString> recognize(const Ink& ink, std::size_t at_most) const;

 private:
  struct Recognizer;
  struct Scores;
  explicit Handwriting(std::unique_ptr<Recognizer> recognizer);
  void classify(const Ink& ink, float penalty, std::size_t at_most, Scores& scores) const;

  std::unique_ptr<Recognizer> recognizer_;
};

}  // namespace ui::entry
