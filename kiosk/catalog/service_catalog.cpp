// The catalogue as a whole.
#include "kiosk/catalog/service_catalog.h"

#include <algorithm>

#include "kiosk/catalog/content_loader.h"
#include "kiosk/catalog/json_text.h"

namespace kiosk::catalog {

base::Result<ServiceCatalog> ServiceCatalog::load(const std::filesystem::path& config) {
  auto services = load_services(config);
  if (!services) return tl::unexpected(services.error());
  auto texts = load_texts(config);
  if (!texts) return tl::unexpected(texts.error());
  auto regions = load_regions(config);
  if (!regions) return tl::unexpected(regions.error());
  return ServiceCatalog(std::move(*services), std::move(*texts), std::move(*regions));
}

ServiceCatalog::ServiceCatalog(std::vector<ServiceDefinition> services, Texts texts, Region regions)
    : services_(std::move(services)), texts_(std::move(texts)), regions_(std::move(regions)) {}

const ServiceDefinition* ServiceCatalog::find(const base::ServiceId& id) const {
  const auto found = std::find_if(services_.begin(), services_.end(),
                                  [&](const ServiceDefinition& service) { return service.id == id; });
  return found == services_.end() ? nullptr : &*found;
}

std::vector<const ServiceDefinition*> ServiceCatalog::of_domain(Domain domain) const {
  std::vector<const ServiceDefinition*> found;
  for (const ServiceDefinition& service : services_) {
    if (service.domain == domain) found.push_back(&service);
  }
  return found;
}

std::vector<Text> ServiceCatalog::region_path(std::string_view code) const {
  std::vector<Text> names;
  for (const Region* region : path_to(regions_, code)) names.push_back(region->name);
  return names;
}

base::Status ServiceCatalog::check_offer(std::span<const base::ServiceId> offered,
                                         std::span<const std::string> device_classes,
                                         const std::string& file) const {
  Breaches breaches;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    const std::string pointer = "/services/" + std::to_string(i);
    const ServiceDefinition* service = find(offered[i]);
    if (service == nullptr) {
      breaches.push_back({pointer, "there is no service " + offered[i].value});
      continue;
    }
    for (const std::string& device : service->devices) {
      if (std::find(device_classes.begin(), device_classes.end(), device) != device_classes.end()) continue;
      breaches.push_back({pointer, "the service " + service->id.value + " needs the device " + device +
                                       ", which this terminal does not have"});
    }
  }
  if (!breaches.empty()) return tl::unexpected(to_error(breaches, file));
  return {};
}

}  // namespace kiosk::catalog
