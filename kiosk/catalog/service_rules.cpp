// The rules that look at a service as a whole.
#include "kiosk/catalog/service_rules.h"

#include <set>

namespace kiosk::catalog {
namespace {

std::string item(const char* list, std::size_t index) { return std::string(list) + std::to_string(index); }

void check_identity(const ServiceDefinition& service, Breaches& breaches) {
  const std::string_view prefix = id_prefix(service.domain);
  if (service.id.value.substr(0, prefix.size()) != prefix) {
    breaches.push_back({"/domain", "the id " + service.id.value + " does not belong to the domain " +
                                       std::string(to_string(service.domain)) + ", whose ids begin with " +
                                       std::string(prefix)});
  }
  const bool promised = service.case_kind == CaseKind::Promised;
  if (promised && service.promised_working_days == 0) {
    breaches.push_back({"/promised_working_days", "a promised case needs at least one working day"});
  }
  if (service.case_kind == CaseKind::Instant && service.promised_working_days != 0) {
    breaches.push_back({"/promised_working_days", "an instant case has no working days"});
  }
}

void check_unique_papers(const ServiceDefinition& service, Breaches& breaches) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < service.materials.size(); ++i) {
    const std::string& id = service.materials[i].id;
    if (!seen.insert(id).second) {
      breaches.push_back({item("/materials/", i) + "/id", "the material " + id + " is there twice"});
    }
  }
  seen.clear();
  for (std::size_t i = 0; i < service.promises.size(); ++i) {
    const std::string& id = service.promises[i].id;
    if (!seen.insert(id).second) {
      breaches.push_back({item("/promises/", i) + "/id", "the promise " + id + " is there twice"});
    }
  }
}

}  // namespace

std::string_view id_prefix(Domain domain) {
  switch (domain) {
    case Domain::PublicSecurity: return "GA";
    case Domain::SocialSecurity: return "RS";
    case Domain::MarketRegulation: return "SJ";
    case Domain::Taxation: return "SW";
    case Domain::Finance: return "JR";
    case Domain::Transport: return "JT";
    case Domain::CountyService: return "BM";
  }
  return "";
}

Breaches check_service(const ServiceDefinition& service) {
  Breaches breaches;
  check_identity(service, breaches);
  check_steps(service, breaches);
  check_form(service, breaches);
  check_unique_papers(service, breaches);
  return breaches;
}

}  // namespace kiosk::catalog
