// Reads the folders of the services.
#include <algorithm>
#include <map>
#include <tuple>

#include "kiosk/catalog/content_loader.h"
#include "kiosk/catalog/service_catalog.h"
#include "kiosk/catalog/service_parser.h"
#include "kiosk/catalog/service_rules.h"

namespace kiosk::catalog {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;
using base::Result;

using Files = std::vector<fs::path>;

/// What lies in a folder besides its notes.
Result<Files> list_folder(const fs::path& folder) {
  std::error_code error;
  Files paths;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() != ".md") paths.push_back(entry->path());
  }
  if (error)
    return fail(ErrorCode::NotFound, "cannot read the folder of the services: " + error.message(),
                folder.string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<Files> list_files(const fs::path& root) {
  const auto folders = list_folder(root);
  if (!folders) return folders;
  Files files;
  for (const fs::path& folder : *folders) {
    if (!fs::is_directory(folder) || !parse_domain(folder.filename().string())) {
      return fail(ErrorCode::InvalidData, "only folders named after a domain belong here", folder.string());
    }
    const auto inside = list_folder(folder);
    if (!inside) return inside;
    for (const fs::path& file : *inside) {
      if (file.extension() != ".json") {
        return fail(ErrorCode::InvalidData, "only service files named <id>.json belong here", file.string());
      }
      files.push_back(file);
    }
  }
  return files;
}

/// File name and folder say again what the content says; a difference is a slip of the editor.
void check_place(const ServiceDefinition& service, const fs::path& file, Breaches& breaches) {
  if (file.stem() != service.id.value) {
    breaches.push_back(
        {"/id", "the id " + service.id.value + " differs from the file's name " + file.filename().string()});
  }
  const std::string folder = file.parent_path().filename().string();
  if (folder != to_string(service.domain)) {
    breaches.push_back({"/domain", "the domain " + std::string(to_string(service.domain)) +
                                       " differs from the file's folder " + folder});
  }
}

using SeenIds = std::map<base::ServiceId, fs::path>;

Result<ServiceDefinition> load_service(const fs::path& file, const base::JsonSchema& schema, SeenIds& seen) {
  const auto json = base::read_checked_json(file, schema);
  if (!json) return tl::unexpected(json.error());
  ServiceDefinition service = parse_service(*json);
  Breaches breaches;
  const auto [other, fresh] = seen.emplace(service.id, file);
  if (!fresh) {
    breaches.push_back(
        {"/id", "the id " + service.id.value + " is used twice: also in " + other->second.string()});
  }
  check_place(service, file, breaches);
  const Breaches inside = check_service(service);
  breaches.insert(breaches.end(), inside.begin(), inside.end());
  if (!breaches.empty()) return tl::unexpected(to_error(breaches, file.string()));
  return service;
}

}  // namespace

Result<ServiceDefinition> load_service_file(const fs::path& config, const fs::path& file) {
  const auto schema = base::JsonSchema::load(config / "schemas/service.schema.json");
  if (!schema) return tl::unexpected(schema.error());
  const auto json = base::read_checked_json(file, *schema);
  if (!json) return tl::unexpected(json.error());
  ServiceDefinition service = parse_service(*json);
  const Breaches breaches = check_service(service);
  if (!breaches.empty()) return tl::unexpected(to_error(breaches, file.string()));
  return service;
}

Result<std::vector<ServiceDefinition>> load_services(const fs::path& config) {
  const auto schema = base::JsonSchema::load(config / "schemas/service.schema.json");
  if (!schema) return tl::unexpected(schema.error());
  const auto files = list_files(config / "services");
  if (!files) return tl::unexpected(files.error());
  if (files->empty()) return fail(ErrorCode::NotFound, "there is no service", (config / "services").string());
  std::vector<ServiceDefinition> services;
  SeenIds seen;
  for (const fs::path& file : *files) {
    auto service = load_service(file, *schema, seen);
    if (!service) return tl::unexpected(service.error());
    services.push_back(std::move(*service));
  }
  std::sort(services.begin(), services.end(), [](const ServiceDefinition& a, const ServiceDefinition& b) {
    return std::tie(a.domain, a.id) < std::tie(b.domain, b.id);
  });
  return services;
}

}  // namespace kiosk::catalog
