// Turns a service's checked JSON into a ServiceDefinition.
#pragma once

#include "kiosk/base/json_file.h"
#include "kiosk/catalog/service_definition.h"

namespace kiosk::catalog {

/// `json` has passed service.schema.json: every word and type in it is known.
ServiceDefinition parse_service(const base::Json& json);

}  // namespace kiosk::catalog
