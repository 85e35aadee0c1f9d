// CaseReceipt: the centre's answer that decides a submission.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/ids.h"
#include "kiosk/protocol/case_state.h"
#include "kiosk/protocol/localized_text.h"
#include "kiosk/protocol/mail_words.h"

namespace kiosk::protocol {

/// A document that the centre issued for a case; its bytes are fetched by `path`.
struct DocumentReference {
  std::string document_id;  ///< a path segment
  std::string title;
  int pages = 0;            ///< 1–999
  std::string media_type;   ///< application/pdf
  std::string sha256;       ///< 64 lower-case hexadecimal digits
  std::string verify_code;  ///< printed on every page
  std::string path;         ///< "/v1/documents/<document_id>"
};

/// What became of the money of a case.
struct SettledPayment {
  std::string payment_number;
  std::int64_t fen = 0;
  std::string refund_number;  ///< when the case was not done: the money goes back under it
};

/// The order to bring the result to the citizen by EMS.
struct MailOrder {
  std::string order_number;
  MailKind kind = MailKind::Standard;
  MailState state = MailState::Asked;
  MailPayer payer = MailPayer::County;
};

/// A paper that the citizen brings later.
struct PaperDue {
  std::string name;    ///< the material's word in the service
  std::string due_by;  ///< RFC 3339: until when it must be there
};

struct CaseReceipt {
  base::IdempotencyKey idempotency_key;  ///< the echo: of which submission this is the receipt
  std::string receipt_number;            ///< the terminal's number
  std::string case_number;               ///< the centre's number
  CaseState state = CaseState::Accepted;
  CaseKind kind = CaseKind::Immediate;
  std::optional<ResultCode> result_code;  ///< absent while the case is open
  std::string received_at;                ///< RFC 3339, the centre's time
  LocalizedText message;
  LocalizedText reason;     ///< when rejected or with a clerk
  LocalizedText next_step;  ///< when rejected or with a clerk
  std::vector<DocumentReference> documents;
  std::optional<SettledPayment> payment{};
  std::optional<MailOrder> mail{};
  std::vector<PaperDue> papers_due{};
};

/// InvalidData with the JSON pointer of the first violation.
base::Result<CaseReceipt> parse_case_receipt(std::string_view json);
base::Json to_json(const CaseReceipt& receipt);

std::vector<DocumentReference> read_documents(JsonReader& reader);
base::Json to_json(const std::vector<DocumentReference>& documents);
base::Json to_json(const SettledPayment& payment);
base::Json to_json(const MailOrder& order);
MailOrder read_mail(JsonReader reader);

}  // namespace kiosk::protocol
