// Reading and writing the centre's receipt.
#include "kiosk/protocol/case_receipt.h"

#include <algorithm>

#include "kiosk/protocol/http_names.h"

namespace kiosk::protocol {
namespace {

constexpr std::int64_t kLargestPayment = 1'000'000'000;

DocumentReference read_document(JsonReader reader) {
  DocumentReference document;
  document.document_id = reader.text("document_id", 64);
  document.title = reader.text("title", 300);
  document.pages = static_cast<int>(reader.integer("pages", 1, 999));
  document.media_type = reader.text("media_type", 100);
  document.sha256 = reader.text("sha256", 64);
  document.verify_code = reader.text("verify_code", 64);
  document.path = reader.text("path", 200);
  if (!is_path_segment(document.document_id)) reader.reject("document_id", "cannot stand in a path");
  if (!is_sha256(document.sha256)) reader.reject("sha256", "is not 64 lower-case hexadecimal digits");
  if (document.path != std::string(kDocumentsPath) + "/" + document.document_id) {
    reader.reject("path", "is not the path of this document");
  }
  return document;
}

SettledPayment read_settled(JsonReader reader) {
  return {reader.text("payment_number", 64), reader.integer("fen", 0, kLargestPayment),
          reader.optional_text("refund_number", 64)};
}

CaseReceipt read_receipt(JsonReader& reader) {
  CaseReceipt receipt;
  receipt.idempotency_key = read_key(reader);
  receipt.receipt_number = reader.text("receipt_number", 64);
  receipt.case_number = reader.text("case_number", 64);
  if (!is_path_segment(receipt.case_number)) reader.reject("case_number", "cannot stand in a path");
  receipt.state = reader.word("state", kCaseStateWords);
  receipt.kind = reader.word("kind", kCaseKindWords);
  if (const auto code = reader.optional_integer("result_code", 0, 6)) {
    receipt.result_code = static_cast<ResultCode>(*code);
  }
  receipt.received_at = reader.text("received_at", 40);
  receipt.message = read_optional_text(reader, "message");
  receipt.reason = read_optional_text(reader, "reason");
  receipt.next_step = read_optional_text(reader, "next_step");
  if (receipt.state == CaseState::Rejected && receipt.reason.empty()) reader.reject("reason", "is missing");
  receipt.documents = read_documents(reader);
  if (reader.has("payment")) receipt.payment = read_settled(reader.object("payment"));
  if (reader.has("mail")) receipt.mail = read_mail(reader.object("mail"));
  if (!reader.has("papers_due")) return receipt;
  for (JsonReader& item : reader.objects("papers_due", 20)) {
    receipt.papers_due.push_back({item.text("name", 64), item.text("due_by", 40)});
  }
  return receipt;
}

}  // namespace

std::vector<DocumentReference> read_documents(JsonReader& reader) {
  std::vector<DocumentReference> documents;
  for (const JsonReader& item : reader.objects("documents", 20)) documents.push_back(read_document(item));
  return documents;
}

base::Result<CaseReceipt> parse_case_receipt(std::string_view json) {
  return read_message<CaseReceipt>(json, "case-receipt", read_receipt);
}

base::Json to_json(const std::vector<DocumentReference>& documents) {
  base::Json list = base::Json::array();
  for (const DocumentReference& document : documents) {
    list.push_back({{"document_id", document.document_id},
                    {"title", document.title},
                    {"pages", document.pages},
                    {"media_type", document.media_type},
                    {"sha256", document.sha256},
                    {"verify_code", document.verify_code},
                    {"path", document.path}});
  }
  return list;
}

base::Json to_json(const SettledPayment& payment) {
  base::Json json = {{"payment_number", payment.payment_number}, {"fen", payment.fen}};
  if (!payment.refund_number.empty()) json["refund_number"] = payment.refund_number;
  return json;
}

MailOrder read_mail(JsonReader reader) {
  MailOrder order;
  order.order_number = reader.text("order_number", 64);
  order.kind = static_cast<MailKind>(reader.integer("ems_kind", 1, 9));
  order.state = reader.word("state", kMailStateWords);
  order.payer = reader.word("payer", kMailPayerWords);
  if (!is_mail_kind(order.kind)) reader.reject("ems_kind", "is not 1, 4, 8 or 9");
  return order;
}

base::Json to_json(const MailOrder& order) {
  return {{"order_number", order.order_number},
          {"ems_kind", static_cast<int>(order.kind)},
          {"state", wire_word(order.state, kMailStateWords)},
          {"payer", wire_word(order.payer, kMailPayerWords)}};
}

base::Json to_json(const CaseReceipt& receipt) {
  base::Json json = {{"version", kProtocolVersion},
                     {"idempotency_key", receipt.idempotency_key.value.to_string()},
                     {"receipt_number", receipt.receipt_number},
                     {"case_number", receipt.case_number},
                     {"state", wire_word(receipt.state, kCaseStateWords)},
                     {"kind", wire_word(receipt.kind, kCaseKindWords)},
                     {"received_at", receipt.received_at},
                     {"documents", to_json(receipt.documents)}};
  if (receipt.result_code) json["result_code"] = static_cast<int>(*receipt.result_code);
  if (!receipt.message.empty()) json["message"] = to_json(receipt.message);
  if (!receipt.reason.empty()) json["reason"] = to_json(receipt.reason);
  if (!receipt.next_step.empty()) json["next_step"] = to_json(receipt.next_step);
  if (receipt.payment) json["payment"] = to_json(*receipt.payment);
  if (receipt.mail) json["mail"] = to_json(*receipt.mail);
  for (const PaperDue& paper : receipt.papers_due) {
    json["papers_due"].push_back({{"name", paper.name}, {"due_by", paper.due_by}});
  }
  return json;
}

}  // namespace kiosk::protocol
