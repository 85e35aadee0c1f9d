// ServiceCatalog: all services, the screen texts and the regions, loaded and checked before any screen.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/catalog/service_definition.h"

namespace kiosk::catalog {

/// One node of the region tree: county → town → village or community → (optional) estate.
struct Region {
  std::string code;
  Text name;
  std::vector<Region> children{};
};

/// The texts of the screens by id ("home.title"); placeholders are {name}.
class Texts {
 public:
  explicit Texts(std::map<std::string, Text, std::less<>> texts) : texts_(std::move(texts)) {}
  /// The wording; an unknown id gives "[id]" so that a hole is seen in every picture and test.
  std::string get(std::string_view id, Language language) const;
  bool has(std::string_view id) const { return texts_.find(id) != texts_.end(); }
  const std::map<std::string, Text, std::less<>>& all() const { return texts_; }

 private:
  std::map<std::string, Text, std::less<>> texts_;
};

/// Replaces each {name} by its value. Unknown names stay as they are.
std::string fill(std::string wording, std::initializer_list<std::pair<std::string_view, std::string_view>> values);

/// Immutable after loading; may be read from any thread.
class ServiceCatalog {
 public:
  /// Reads services/, locales/, content/regions.json below `config`, each checked against its schema in schemas/.
  /// The error names file, JSON pointer and reason.
  static base::Result<ServiceCatalog> load(const std::filesystem::path& config);
  ServiceCatalog(std::vector<ServiceDefinition> services, Texts texts, Region regions);

  const std::vector<ServiceDefinition>& services() const { return services_; }
  const ServiceDefinition* find(const base::ServiceId& id) const;
  std::vector<const ServiceDefinition*> of_domain(Domain domain) const;
  const Texts& texts() const { return texts_; }
  const Region& regions() const { return regions_; }
  /// Names from town down to the code's node, e.g. {"青溪镇", "桥头村"}; empty when unknown.
  std::vector<Text> region_path(std::string_view code) const;

 private:
  std::vector<ServiceDefinition> services_;
  Texts texts_;
  Region regions_;
};

}  // namespace kiosk::catalog
