// /v1/cases: submission and progress.
#pragma once

#include "kiosk/base/clock.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/http/router.h"
#include "tests/central/service/contract.h"
#include "tests/central/service/service_rule.h"

namespace tests::central {

/// Uses what it is given; all of that must outlive it.
class CaseResource {
 public:
  CaseResource(CaseRepository& cases, const ServiceRules& rules, const Contract& contract,
               const kiosk::base::Clock& clock)
      : cases_(cases), rules_(rules), contract_(contract), clock_(clock) {}

  Response submit(const Request& request);
  Response progress(const Request& request, const std::string& number) const;

 private:
  kiosk::base::Result<std::vector<DocumentRecord>> finish(CaseRecord& record, const ServiceRule& rule) const;

  CaseRepository& cases_;
  const ServiceRules& rules_;
  const Contract& contract_;
  const kiosk::base::Clock& clock_;
};

}  // namespace tests::central
