// /v1/troubles and /v1/witness: short messages that are kept and acknowledged.
#pragma once

#include "kiosk/base/clock.h"
#include "tests/central/cases/registry_repository.h"
#include "tests/central/cases/report_repository.h"
#include "tests/central/http/http_message.h"
#include "tests/central/service/contract.h"
#include "tests/central/service/submission_check.h"

namespace tests::central {

/// Uses what it is given; all of that must outlive it.
class ReportResource {
 public:
  ReportResource(ReportRepository& reports, const RegistryRepository& registry, const Contract& contract,
                 const kiosk::base::Clock& clock)
      : reports_(reports), registry_(registry), contract_(contract), clock_(clock) {}

  Response trouble(const Request& request);
  Response witness(const Request& request);

 private:
  /// A record with everything but subject and receipt.
  ReportRecord record_of(const char* kind, const CheckedMessage& message, const Request& request) const;

  /// True when the terminal's registered key made the signature.
  bool verified(const std::string& terminal, const kiosk::base::Json& head) const;

  ReportRepository& reports_;
  const RegistryRepository& registry_;
  const Contract& contract_;
  const kiosk::base::Clock& clock_;
};

}  // namespace tests::central
