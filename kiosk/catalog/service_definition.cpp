// The words of a service's enumerations and look-ups in one service.
#include "kiosk/catalog/service_definition.h"

#include <algorithm>

namespace kiosk::catalog {

std::string_view to_string(Domain domain) {
  switch (domain) {
    case Domain::PublicSecurity: return "public-security";
    case Domain::SocialSecurity: return "social-security";
    case Domain::MarketRegulation: return "market-regulation";
    case Domain::Taxation: return "taxation";
    case Domain::Finance: return "finance";
    case Domain::Transport: return "transport";
    case Domain::CountyService: return "county-service";
  }
  return "unknown";
}

std::optional<Domain> parse_domain(std::string_view word) {
  if (word == to_string(Domain::CountyService)) return Domain::CountyService;
  for (const Domain domain : kDomains) {
    if (to_string(domain) == word) return domain;
  }
  return std::nullopt;
}

bool FieldRule::offers(std::string_view value) const {
  return std::any_of(choices.begin(), choices.end(),
                     [&](const Choice& choice) { return choice.value == value; });
}

const FieldRule* ServiceDefinition::field(const base::FieldId& field_id) const {
  const auto found =
      std::find_if(form.begin(), form.end(), [&](const FieldRule& rule) { return rule.id == field_id; });
  return found == form.end() ? nullptr : &*found;
}

bool ServiceDefinition::has_step(StepKind kind) const {
  return std::find(steps.begin(), steps.end(), kind) != steps.end();
}

}  // namespace kiosk::catalog
