// Outcome: what an answer means for a message. The only place that may decide a case.
#pragma once

#include <variant>

#include "kiosk/base/ids.h"
#include "kiosk/central/http_exchange.h"
#include "kiosk/protocol/attachment.h"
#include "kiosk/protocol/audit_head.h"
#include "kiosk/protocol/case_receipt.h"
#include "kiosk/protocol/payment.h"
#include "kiosk/protocol/problem.h"
#include "kiosk/protocol/rating.h"
#include "kiosk/protocol/trouble_report.h"

namespace kiosk::central {

/// The centre has it and echoed our key.
template <class Receipt>
struct Delivered {
  Receipt receipt;
};
/// The centre will never take this message, and echoed our key: a person must look at it.
struct Refused {
  protocol::Problem problem;
};
/// The centre itself asks to try the same message later.
struct Busy {
  protocol::ProblemType reason = protocol::ProblemType::Unavailable;
  std::optional<base::Duration> retry_after;
};

template <class Receipt>
using Outcome = std::variant<Delivered<Receipt>, Refused, Busy, PathFault>;
using SubmitOutcome = Outcome<protocol::CaseReceipt>;
using RatingOutcome = Outcome<protocol::RatingReceipt>;
using TroubleOutcome = Outcome<protocol::TroubleReceipt>;
using WitnessOutcome = Outcome<protocol::WitnessReceipt>;
using AttachmentOutcome = Outcome<protocol::AttachmentState>;
using PaymentOutcome = Outcome<protocol::Payment>;

/// Only a receipt of ours with our key delivers, only a known problem with our key refuses; HTML in any
/// status, a receipt for another key, broken JSON and unknown problems are path faults.
SubmitOutcome classify_submission(const HttpResult& result, const base::IdempotencyKey& key);
RatingOutcome classify_rating(const HttpResult& result, const base::IdempotencyKey& key);
TroubleOutcome classify_trouble(const HttpResult& result, const base::IdempotencyKey& key);
WitnessOutcome classify_witness(const HttpResult& result, const base::IdempotencyKey& key);
PaymentOutcome classify_payment(const HttpResult& result, const base::IdempotencyKey& key);
/// A state of another attachment is a path fault, too.
AttachmentOutcome classify_attachment(const HttpResult& result, const base::IdempotencyKey& key,
                                      std::string_view digest);
/// An answer that should have been a problem, for operations that decide no case.
base::Error error_of(const HttpAnswer& answer);

}  // namespace kiosk::central
