// What every message that changes something must fulfil, before anybody looks at its content.
#pragma once

#include <tl/expected.hpp>

#include "kiosk/base/ids.h"
#include "kiosk/base/json_file.h"
#include "tests/central/http/http_message.h"
#include "tests/central/service/contract.h"

namespace tests::central {

struct CheckedMessage {
  kiosk::base::IdempotencyKey key;
  kiosk::base::Json body;
  std::string fingerprint;  ///< SHA-256 of the body in canonical JSON: member order and spaces do not count
};

/// Media type, idempotency key, JSON, version, contract, and that the terminal is the certificate's; else the
/// problem to answer.
tl::expected<CheckedMessage, Response> check_message(const Request& request, const Contract& contract,
                                                     std::string_view media_type, const std::string& schema);

}  // namespace tests::central
