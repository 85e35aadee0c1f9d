// Approved: the fingerprints of one screen in all its looks, as a file in the tree.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "tests/golden/fingerprint.h"

namespace tests::golden {

/// approved/<scene>.txt: a line for each look, its name and its fingerprint.
class Approved {
 public:
  static Approved of(const std::string& scene);
  /// Nothing when this look was never approved.
  const Fingerprint* find(const std::string& look) const;
  void set(const std::string& look, Fingerprint print);
  /// Writes the file; with `picture` the usual look, small, beside it.
  void keep(const RgbaBitmap& picture) const;
  /// The picture of the usual look.
  std::filesystem::path picture() const;

  static std::filesystem::path folder();

 private:
  std::string scene_;
  std::map<std::string, Fingerprint> prints_;
};

}  // namespace tests::golden
