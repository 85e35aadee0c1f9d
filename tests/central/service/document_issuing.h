// Issuing the document of a case.
#pragma once

#include "kiosk/base/clock.h"
#include "tests/central/cases/case_record.h"
#include "tests/central/service/service_rule.h"

namespace tests::central {

/// A document as it is stored and as the receipt names it.
struct IssuedDocument {
  DocumentRecord record;
  kiosk::protocol::DocumentReference reference;
};

/// Fills the certificate from the case's answers; the data are synthetic and follow from the case's number.
kiosk::base::Result<IssuedDocument> issue_certificate(const CaseRecord& record, const ServiceRule& rule,
                                                      kiosk::base::WallTime now);
/// The answers of a stored case by field; `labels` takes what the citizen saw instead of the word.
AnswerMap answers_of(const CaseRecord& record, bool labels);

}  // namespace tests::central
