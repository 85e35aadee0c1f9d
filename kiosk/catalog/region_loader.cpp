// Reads the region tree.
#include <set>

#include "kiosk/catalog/content_loader.h"
#include "kiosk/catalog/json_text.h"

namespace kiosk::catalog {
namespace {

using base::Json;

Region parse_region(const Json& json) {
  Region region{json.at("code"), to_text(json.at("name"))};
  for (const Json& child : json.value("children", Json::array()))
    region.children.push_back(parse_region(child));
  return region;
}

void check_children(const Region& region, const std::string& pointer, std::set<std::string>& seen,
                    Breaches& breaches) {
  for (std::size_t i = 0; i < region.children.size(); ++i) {
    const Region& child = region.children[i];
    const std::string place = pointer + "/children/" + std::to_string(i);
    const bool below =
        child.code.size() > region.code.size() && child.code.substr(0, region.code.size()) == region.code;
    if (!below)
      breaches.push_back({place + "/code", "the code " + child.code + " does not begin with " + region.code});
    if (!seen.insert(child.code).second) {
      breaches.push_back({place + "/code", "the code " + child.code + " is there twice"});
    }
    check_children(child, place, seen, breaches);
  }
}

}  // namespace

base::Result<Region> load_regions(const std::filesystem::path& config) {
  const auto schema = base::JsonSchema::load(config / "schemas/regions.schema.json");
  if (!schema) return tl::unexpected(schema.error());
  const std::filesystem::path file = config / "content/regions.json";
  const auto json = base::read_checked_json(file, *schema);
  if (!json) return tl::unexpected(json.error());
  Region county = parse_region(*json);
  Breaches breaches;
  std::set<std::string> seen{county.code};
  check_children(county, "", seen, breaches);
  if (!breaches.empty()) return tl::unexpected(to_error(breaches, file.string()));
  return county;
}

}  // namespace kiosk::catalog
