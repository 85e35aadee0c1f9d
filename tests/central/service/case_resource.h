// /v1/cases: submission and progress.
#pragma once

#include "kiosk/base/clock.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/cases/mail_repository.h"
#include "tests/central/cases/payment_repository.h"
#include "tests/central/http/router.h"
#include "tests/central/service/contract.h"
#include "tests/central/service/push_resource.h"
#include "tests/central/service/service_rule.h"
#include "tests/central/service/supervision.h"

namespace tests::central {

/// Uses what it is given; all of that must outlive it.
class CaseResource {
 public:
  struct Parts {
    CaseRepository& cases;
    ReportRepository& reports;
    RegistryRepository& registry;
    PushResource& pushes;
    PaymentRepository& payments;
    MailRepository& mail;
    const ServiceRules& rules;
    const WorkCalendar& calendar;
    const Contract& contract;
    const kiosk::base::Clock& clock;
  };
  explicit CaseResource(const Parts& parts) : parts_(parts) {}

  Response submit(const Request& request);
  Response progress(const Request& request, const std::string& number) const;
  /// Open cases whose light is yellow or red, for the electronic supervision.
  kiosk::base::Json overdue() const;
  /// The order of this case, by its number or receipt number, goes on: "handed_over", "on_the_way", …
  kiosk::base::Status advance_mail(const std::string& number, const std::string& state);

 private:
  kiosk::base::Result<std::vector<DocumentRecord>> finish(CaseRecord& record, const ServiceRule& rule,
                                                          bool refused) const;
  /// What becomes of the case: limits and the payment come before the service's own rule.
  Settlement settle(const CaseRecord& record, const ServiceRule& rule) const;
  /// Uses the payment, or gives the money back when the case is refused.
  void settle_payment(const CaseRecord& record, Settlement& settlement,
                      kiosk::protocol::CaseReceipt& receipt) const;
  void order_mail(const CaseRecord& record, const ServiceRule& rule, const Settlement& settlement,
                  kiosk::protocol::CaseReceipt& receipt) const;
  void add_mail(const CaseRecord& record, kiosk::protocol::CaseProgress& progress) const;

  /// Pushes to and from the supervision, and what became of a bad rating.
  void add_events(const CaseRecord& record, kiosk::protocol::CaseProgress& progress) const;

  Parts parts_;
};

}  // namespace tests::central
