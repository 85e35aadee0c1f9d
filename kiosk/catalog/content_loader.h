// Loads the three kinds of content below `config`: services, texts, regions. Each file is checked against its
// schema.
#pragma once

#include <filesystem>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/catalog/region.h"
#include "kiosk/catalog/service_definition.h"
#include "kiosk/catalog/texts.h"

namespace kiosk::catalog {

/// All of services/<domain>/<id>.json, sorted by domain and id. Refuses ids used twice, files in a wrong
/// folder or under a wrong name, and files that are no JSON file.
base::Result<std::vector<ServiceDefinition>> load_services(const std::filesystem::path& config);
/// locales/<tag>.json of every language; each must have the same ids with the same placeholders.
base::Result<Texts> load_texts(const std::filesystem::path& config);
/// content/regions.json.
base::Result<Region> load_regions(const std::filesystem::path& config);

}  // namespace kiosk::catalog
