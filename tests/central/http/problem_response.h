// Problem documents as responses, with the echo of the request's idempotency key.
#pragma once

#include "kiosk/protocol/problem.h"
#include "tests/central/http/http_message.h"

namespace tests::central {

using kiosk::protocol::ProblemType;

/// `pointer` names the member of the request's body that is wrong.
Response problem_response(ProblemType type, const std::string& title, const Request& request,
                          const std::string& pointer = {});

}  // namespace tests::central
