// Region: the tree of places that an address is picked from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalog/language.h"

namespace kiosk::catalog {

/// One node of the region tree: county → town → village or community → (optional) estate.
struct Region {
  std::string code;
  Text name;
  std::vector<Region> children{};
};

/// The nodes below `root` down to the one with this code; empty when unknown or the root itself.
/// The pointers live as long as `root`.
std::vector<const Region*> path_to(const Region& root, std::string_view code);

}  // namespace kiosk::catalog
