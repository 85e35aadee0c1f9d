// The small resources.
#include "tests/central/service/other_resources.h"

#include "kiosk/protocol/http_names.h"
#include "tests/central/http/problem_response.h"

namespace tests::central {

using kiosk::base::Json;
namespace protocol = kiosk::protocol;

Response read_document(const Request& request, const std::string& document_id, const CaseRepository& cases) {
  auto document = cases.find_document(document_id);
  if (!document) return problem_response(ProblemType::NotFound, "no such document", request);
  return {200, document->media_type, std::move(document->content), {{"ETag", '"' + document->sha256 + '"'}}};
}

Response read_configuration(const Request& request, const std::string& configuration) {
  const std::string etag = '"' + sha256_hex(configuration).substr(0, 32) + '"';
  if (request.header("if-none-match") == etag) return {304, {}, {}, {{"ETag", etag}}};
  return {200, std::string(protocol::kConfigurationType), configuration, {{"ETag", etag}}};
}

Response read_health(const kiosk::base::Clock& clock) {
  const Json health = {{"version", protocol::kProtocolVersion},
                       {"status", "ok"},
                       {"time", kiosk::base::to_rfc3339(clock.wall())},
                       {"software", "kiosk-central " KIOSK_VERSION}};
  return {200, std::string(protocol::kHealthType), health.dump()};
}

}  // namespace tests::central
