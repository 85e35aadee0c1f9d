// ServiceCatalog: all services, the screen texts and the regions, loaded and checked before any screen.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/catalog/region.h"
#include "kiosk/catalog/service_definition.h"
#include "kiosk/catalog/texts.h"

namespace kiosk::catalog {

/// One service's file wherever it lies, checked against `config`'s schema and the rules beyond it; not yet its
/// folder and name. The error names file, JSON pointer and reason.
base::Result<ServiceDefinition> load_service_file(const std::filesystem::path& config,
                                                  const std::filesystem::path& file);

/// Immutable after loading; may be read from any thread.
class ServiceCatalog {
 public:
  /// Reads services/, locales/, content/regions.json below `config`, each checked against its schema in
  /// schemas/. The error names file, JSON pointer and reason.
  static base::Result<ServiceCatalog> load(const std::filesystem::path& config);
  ServiceCatalog(std::vector<ServiceDefinition> services, Texts texts, Region regions);

  const std::vector<ServiceDefinition>& services() const { return services_; }
  const ServiceDefinition* find(const base::ServiceId& id) const;
  std::vector<const ServiceDefinition*> of_domain(Domain domain) const;
  const Texts& texts() const { return texts_; }
  const Region& regions() const { return regions_; }
  /// Names from town down to the code's node, e.g. {"青溪镇", "桥头村"}; empty when unknown.
  std::vector<Text> region_path(std::string_view code) const;

  /// Whether a terminal with these device classes may offer these services: each is known and has its
  /// devices. `file` is the terminal's file; the error names it with the place "#/services/<n>".
  base::Status check_offer(std::span<const base::ServiceId> offered,
                           std::span<const std::string> device_classes, const std::string& file) const;

 private:
  std::vector<ServiceDefinition> services_;
  Texts texts_;
  Region regions_;
};

}  // namespace kiosk::catalog
