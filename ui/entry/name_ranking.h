// NameRanking: which characters a person's name begins with and goes on with.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace ui::entry {

/// A candidate with its index in the list that it came from.
struct RankedWord {
  kiosk::base::SecureString word;
  std::size_t index = 0;
  bool exact = true;  ///< read exactly as it was typed, not only alike
};

/// Surnames and characters of given names by frequency. Immutable.
class NameRanking {
 public:
  /// Reads entry/names.json of the configuration folder.
  static kiosk::base::Result<NameRanking> load(const std::filesystem::path& config);

  /// For names: compound surnames and single characters before longer words; at the start of a name the
  /// surnames first, after it what given names are made of; what was typed exactly before what sounds alike.
  /// Equal ones keep their order.
  void sort(std::vector<RankedWord>& words, bool at_start) const;
  bool is_surname(std::string_view word) const { return surnames_.count(std::string(word)) > 0; }

 private:
  using Ranks = std::unordered_map<std::string, std::size_t>;
  std::size_t rank(std::string_view word, bool at_start) const;

  Ranks surnames_, given_;
};

}  // namespace ui::entry
