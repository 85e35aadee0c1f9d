// /v1/payments: what a service costs now, whether it was paid, and what became of the money.
#pragma once

#include "kiosk/base/clock.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/cases/payment_repository.h"
#include "tests/central/http/http_message.h"
#include "tests/central/service/contract.h"
#include "tests/central/service/service_rule.h"
#include "tests/central/service/submission_check.h"

namespace tests::central {

/// Money that no case has used for so long goes back by itself.
inline constexpr kiosk::base::Duration kRefundAfter{30 * 60'000};

/// Uses what it is given; all of that must outlive it.
class PaymentResource {
 public:
  struct Parts {
    PaymentRepository& payments;
    const CaseRepository& cases;
    const ServiceRules& rules;
    const Contract& contract;
    const kiosk::base::Clock& clock;
  };
  explicit PaymentResource(const Parts& parts) : parts_(parts) {}

  /// What it costs: the same key gives the same payment; money of an earlier visit is found again.
  Response ask(const Request& request);
  Response state(const Request& request, const std::string& number);
  /// The citizen's payment code. In this reference centre a code that ends with 0 has no money behind it.
  Response take_code(const Request& request, const std::string& number);
  Response close(const Request& request, const std::string& number);

  /// The citizen's phone: "pay NUMBER [refused]", "expire NUMBER", "sweep", "list". NUMBER may be "newest".
  kiosk::base::Json command(const std::string& words);

 private:
  PaymentRecord question_of(const CheckedMessage& message, const ServiceRule& rule) const;
  void refuse(PaymentRecord& record, const ServiceRule& rule, const AnswerMap& answers,
              const std::string& id_number) const;
  void sweep();
  std::int64_t now_ms() const { return parts_.clock.wall().since_epoch.count(); }
  Response answer(int status, const PaymentRecord& record, const std::string& key) const;

  Parts parts_;
};

/// Since when a person's cases count for a limit.
std::int64_t limit_begins(const PersonLimit& limit, kiosk::base::WallTime now);

}  // namespace tests::central
