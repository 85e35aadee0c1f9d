// The rules of a service that a JSON Schema cannot say: order of the steps, what a step needs, the form's
// sense.
#pragma once

#include "kiosk/catalog/json_text.h"
#include "kiosk/catalog/service_definition.h"

namespace kiosk::catalog {

/// Order of the steps and what each of them needs: an earlier step, a device, an output, a form, a promise.
void check_steps(const ServiceDefinition& service, Breaches& breaches);
/// Ids used twice, choices, defaults and limits of the questions.
void check_form(const ServiceDefinition& service, Breaches& breaches);
/// All of the rules; empty when the service is sound.
Breaches check_service(const ServiceDefinition& service);

/// "GA" of public security, "RS" of social security, …: the first letters of a service's id.
std::string_view id_prefix(Domain domain);

}  // namespace kiosk::catalog
