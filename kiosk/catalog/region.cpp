// Look-up in the region tree.
#include "kiosk/catalog/region.h"

namespace kiosk::catalog {

std::vector<const Region*> path_to(const Region& root, std::string_view code) {
  for (const Region& child : root.children) {
    if (child.code == code) return {&child};
    // A child's code begins with its parent's: no other branch can hold it.
    if (code.substr(0, child.code.size()) != child.code) continue;
    std::vector<const Region*> below = path_to(child, code);
    if (below.empty()) return {};
    below.insert(below.begin(), &child);
    return below;
  }
  return {};
}

}  // namespace kiosk::catalog
