// Ratings, documents, configuration and health.
#pragma once

#include "kiosk/base/clock.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/http/http_message.h"
#include "tests/central/service/contract.h"

namespace tests::central {

/// POST /v1/cases/{number}/rating: one case, one rating; the same message again gets the same receipt.
Response rate_case(const Request& request, const std::string& number, CaseRepository& cases,
                   const Contract& contract);
/// GET /v1/documents/{id}
Response read_document(const Request& request, const std::string& document_id, const CaseRepository& cases);
/// GET /v1/configuration: 304 when If-None-Match names the ETag. `configuration` is the JSON text.
Response read_configuration(const Request& request, const std::string& configuration);
/// GET /v1/health
Response read_health(const kiosk::base::Clock& clock);

}  // namespace tests::central
