// Documents, configuration and health.
#pragma once

#include "kiosk/base/clock.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/http/http_message.h"

namespace tests::central {

/// GET /v1/documents/{id}
Response read_document(const Request& request, const std::string& document_id, const CaseRepository& cases);
/// GET /v1/configuration: 304 when If-None-Match names the ETag. `configuration` is the JSON text.
Response read_configuration(const Request& request, const std::string& configuration);
/// GET /v1/health
Response read_health(const kiosk::base::Clock& clock);

}  // namespace tests::central
