// Looking into a session, and the words of its states.
#include "kiosk/flow/session.h"

#include <algorithm>

namespace kiosk::flow {

const base::SecureString* Session::answer(const base::FieldId& field) const {
  const auto found = std::find_if(answers.begin(), answers.end(),
                                  [&field](const Answer& answer) { return answer.field == field; });
  return found == answers.end() ? nullptr : &found->value;
}

bool Session::asks(const catalog::FieldRule& rule) const {
  if (rule.only_if.value.empty()) return true;
  const base::SecureString* other = answer(rule.only_if);
  return other != nullptr && other->reveal() == rule.only_if_value;
}

std::string_view to_string(TroubleKind kind) {
  switch (kind) {
    case TroubleKind::None: return "none";
    case TroubleKind::CardNotPresented: return "card-not-presented";
    case TroubleKind::CardRemoved: return "card-removed";
    case TroubleKind::CardUnreadable: return "card-unreadable";
    case TroubleKind::CardNotAuthentic: return "card-not-authentic";
    case TroubleKind::CardExpired: return "card-expired";
    case TroubleKind::ReaderMissing: return "reader-missing";
    case TroubleKind::ServiceUnavailable: return "service-unavailable";
    case TroubleKind::CentreUnreachable: return "centre-unreachable";
    case TroubleKind::CentreUnconfirmed: return "centre-unconfirmed";
    case TroubleKind::CentreRefused: return "centre-refused";
    case TroubleKind::CaseNotStored: return "case-not-stored";
    case TroubleKind::DocumentMissing: return "document-missing";
    case TroubleKind::PaperOut: return "paper-out";
    case TroubleKind::PaperJam: return "paper-jam";
    case TroubleKind::PrinterCover: return "printer-cover";
    case TroubleKind::PrinterMissing: return "printer-missing";
    case TroubleKind::PrintIncomplete: return "print-incomplete";
    case TroubleKind::SlipNotPrinted: return "slip-not-printed";
    case TroubleKind::ScannerMissing: return "scanner-missing";
    case TroubleKind::NothingToScan: return "nothing-to-scan";
    case TroubleKind::ScanFailed: return "scan-failed";
    case TroubleKind::PaymentTimedOut: return "payment-timed-out";
    case TroubleKind::PaymentUnknown: return "payment-unknown";
    case TroubleKind::CardLeftBehind: return "card-left-behind";
  }
  return "none";
}

std::string_view to_string(PaymentProgress::State state) {
  using State = PaymentProgress::State;
  switch (state) {
    case State::None: return "none";
    case State::Asking: return "asking";
    case State::Free: return "free";
    case State::Asked: return "asked";
    case State::Paid: return "paid";
    case State::Unknown: return "unknown";
    case State::Over: return "over";
    case State::Returned: return "returned";
  }
  return "none";
}

std::string_view to_string(CaseState state) {
  switch (state) {
    case CaseState::None: return "none";
    case CaseState::Storing: return "storing";
    case CaseState::Stored: return "stored";
    case CaseState::Delivered: return "delivered";
    case CaseState::Unconfirmed: return "unconfirmed";
    case CaseState::Withdrawn: return "withdrawn";
    case CaseState::Rejected: return "rejected";
  }
  return "none";
}

}  // namespace kiosk::flow
