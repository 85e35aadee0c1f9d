// Making problem documents.
#include "tests/central/http/problem_response.h"

#include "kiosk/protocol/http_names.h"

namespace tests::central {

Response problem_response(ProblemType type, const std::string& title, const Request& request,
                          const std::string& pointer) {
  kiosk::protocol::Problem problem;
  problem.type = type;
  problem.status = kiosk::protocol::status_of(type);
  problem.title = title;
  problem.pointer = pointer;
  problem.idempotency_key = kiosk::protocol::parse_header_value(request.header("idempotency-key"));
  return {problem.status, std::string(kiosk::protocol::kProblemType), to_json(problem).dump()};
}

}  // namespace tests::central
