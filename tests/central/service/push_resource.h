// /v1/pushes: the two-way push between approval and supervision (审管信息双向推送), with receipts.
#pragma once

#include "kiosk/base/clock.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/cases/registry_repository.h"
#include "tests/central/cases/report_repository.h"
#include "tests/central/http/http_message.h"
#include "tests/central/service/contract.h"

namespace tests::central {

/// Certificates with this name speak for the supervising departments; terminals may not.
inline constexpr std::string_view kSupervisionName = "supervision";

/// Uses what it is given; all of that must outlive it.
class PushResource {
 public:
  struct Parts {
    RegistryRepository& registry;
    ReportRepository& reports;
    CaseRepository& cases;
    const Contract& contract;
    const kiosk::base::Clock& clock;
  };
  explicit PushResource(const Parts& parts) : parts_(parts) {}

  /// A stage of a case goes to the supervision. Called when a case is stored.
  void tell_supervision(const std::string& case_number, const std::string& stage);
  /// GET /v1/pushes?after=N
  Response list(const Request& request) const;
  /// POST /v1/pushes: the supervision tells of a finding.
  Response receive(const Request& request);
  /// POST /v1/pushes/{push}/receipt
  Response acknowledge(const Request& request, const std::string& push);

 private:
  Parts parts_;
};

}  // namespace tests::central
