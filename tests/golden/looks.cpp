// The product of all values, and a covering of all pairs of values.
#include "tests/golden/looks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "ui/toolkit/hash.h"

namespace tests::golden {
namespace {

namespace flow = kiosk::flow;
using kiosk::catalog::Language;

constexpr std::array kSizes{"standard", "large", "larger", "largest"};
constexpr std::array kThemes{"default", "contrast", "night"};
constexpr std::array kLayouts{"portrait", "landscape", "low"};
constexpr int kTile = 90;
constexpr int kCoarseTile = 180;
/// An ordinary run shows each screen in one of this many parts of the covering set.
constexpr std::size_t kParts = 4;

using Values = std::array<int, 4>;

Values values_of(const GoldenLook& look) {
  return {static_cast<int>(look.preferences.language), static_cast<int>(look.preferences.text_size),
          static_cast<int>(look.preferences.theme), static_cast<int>(look.layout)};
}

using Pair = std::array<int, 4>;  // which two values, and which they are

std::vector<Pair> pairs_of(const GoldenLook& look) {
  const Values values = values_of(look);
  std::vector<Pair> pairs;
  for (int i = 0; i < 4; ++i) {
    for (int j = i + 1; j < 4; ++j) {
      pairs.push_back({i, j, values[static_cast<std::size_t>(i)], values[static_cast<std::size_t>(j)]});
    }
  }
  return pairs;
}

/// Greedily: always the look with the most pairs that are still missing.
std::vector<std::size_t> covering(const std::vector<GoldenLook>& looks) {
  std::set<Pair> missing;
  for (const GoldenLook& look : looks) {
    for (const Pair& pair : pairs_of(look)) missing.insert(pair);
  }
  const auto gain = [&](const GoldenLook& look) {
    const auto pairs = pairs_of(look);
    return std::count_if(pairs.begin(), pairs.end(),
                         [&](const Pair& pair) { return missing.count(pair) > 0; });
  };
  std::vector<std::size_t> chosen;
  while (!missing.empty()) {
    const auto best = std::max_element(looks.begin(), looks.end(), [&](const auto& one, const auto& other) {
      return gain(one) < gain(other);
    });
    for (const Pair& pair : pairs_of(*best)) missing.erase(pair);
    chosen.push_back(static_cast<std::size_t>(best - looks.begin()));
  }
  return chosen;
}

std::optional<std::size_t> place_in_covering(const std::vector<GoldenLook>& looks, std::size_t look) {
  static const std::vector<std::size_t> chosen = covering(looks);
  const auto found = std::find(chosen.begin(), chosen.end(), look);
  if (found == chosen.end()) return std::nullopt;
  return static_cast<std::size_t>(found - chosen.begin());
}

GoldenLook make_look(Language language, std::size_t size, std::size_t theme, std::size_t layout) {
  GoldenLook look;
  look.preferences.language = language;
  look.preferences.text_size = static_cast<flow::TextSize>(size);
  look.preferences.theme = static_cast<flow::ThemeChoice>(theme);
  look.layout = static_cast<Layout>(layout);
  look.preferences.low_reach = look.layout == Layout::Low;
  look.name =
      std::string(to_string(language)) + "-" + kSizes[size] + "-" + kThemes[theme] + "-" + kLayouts[layout];
  return look;
}

}  // namespace

bool GoldenLook::usual() const { return layout == Layout::Portrait && preferences == flow::Preferences{}; }

int GoldenLook::tile_side() const {
  return preferences.theme == flow::ThemeChoice::Default ? kTile : kCoarseTile;
}

std::vector<GoldenLook> golden_looks() {
  std::vector<GoldenLook> looks;
  for (const Language language : kiosk::catalog::kLanguages) {
    for (std::size_t size = 0; size < kSizes.size(); ++size) {
      for (std::size_t theme = 0; theme < kThemes.size(); ++theme) {
        for (std::size_t layout = 0; layout < kLayouts.size(); ++layout) {
          looks.push_back(make_look(language, size, theme, layout));
        }
      }
    }
  }
  return looks;
}

bool in_ordinary_run(const std::vector<GoldenLook>& looks, std::size_t look, std::string_view scene) {
  if (looks[look].usual()) return true;
  const std::optional<std::size_t> place = place_in_covering(looks, look);
  // By the name, so that a new screen changes nobody else's share.
  return place && (*place + ui::toolkit::hash_bytes(0, scene.data(), scene.size())) % kParts == 0;
}

bool in_long_run(const std::vector<GoldenLook>& looks, std::size_t look) {
  return looks[look].usual() || place_in_covering(looks, look);
}

}  // namespace tests::golden
