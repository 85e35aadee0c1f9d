// From a case to its certificate.
#include "tests/central/service/document_issuing.h"

#include "kiosk/protocol/http_names.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/documents/document_filling.h"

namespace tests::central {
namespace {

using kiosk::base::Json;

/// Twelve characters without look-alikes, in groups of four; they follow from the case's number.
std::string verify_code_of(const std::string& case_number) {
  static constexpr std::string_view kAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  const std::string digest = sha256_hex("verify " + case_number);
  std::string code;
  for (std::size_t i = 0; i < 12; ++i) {
    if (i % 4 == 0 && i > 0) code += '-';
    code += kAlphabet[std::stoul(digest.substr(2 * i, 2), nullptr, 16) % kAlphabet.size()];
  }
  return code;
}

std::string civil_date(kiosk::base::WallTime time) {
  const auto civil = kiosk::base::to_civil(time);
  return std::to_string(civil.year) + "年" + std::to_string(civil.month) + "月" + std::to_string(civil.day) +
         "日";
}

DocumentFacts facts_of(const CaseRecord& record, kiosk::base::WallTime now) {
  DocumentFacts facts;
  facts.case_number = record.case_number;
  facts.answers = answers_of(record, false);
  facts.labels = answers_of(record, true);
  facts.now = now;
  const Json applicant = Json::parse(record.applicant);
  for (const auto& [name, value] : applicant.items()) {
    if (value.is_string()) facts.applicant[name] = value.get<std::string>();
  }
  return facts;
}

Certificate certificate_of(const CaseRecord& record, const DocumentLayout& layout,
                           kiosk::base::WallTime now) {
  Certificate certificate = fill_document(layout, facts_of(record, now));
  certificate.number = record.case_number;
  certificate.issued_on = civil_date(now);
  certificate.issued_at = kiosk::base::to_rfc3339(now);
  certificate.terminal = record.terminal;
  certificate.verify_code = verify_code_of(record.case_number);
  certificate.verify_url = layout.verify_base + certificate.verify_code;
  return certificate;
}

}  // namespace

AnswerMap answers_of(const CaseRecord& record, bool labels) {
  AnswerMap answers;
  for (const Json& item : Json::parse(record.answers)) {
    const std::string value = item.at("value");
    answers[item.at("field")] = labels ? item.value("label", value) : value;
  }
  return answers;
}

kiosk::base::Result<IssuedDocument> issue_certificate(const CaseRecord& record, const ServiceRule& rule,
                                                      kiosk::base::WallTime now) {
  const Certificate certificate = certificate_of(record, *rule.certificate, now);
  auto pdf = to_pdf(certificate);
  if (!pdf) return tl::unexpected(pdf.error());
  IssuedDocument issued;
  const std::string id = "DOC-" + record.case_number + "-1";
  const std::string type(kiosk::protocol::kPdfType);
  issued.reference = {id,
                      certificate.title,
                      pdf->pages,
                      type,
                      sha256_hex(pdf->bytes),
                      certificate.verify_code,
                      std::string(kiosk::protocol::kDocumentsPath) + "/" + id};
  issued.record = {
      id, record.case_number, type, certificate.verify_code, issued.reference.sha256, std::move(pdf->bytes)};
  return issued;
}

}  // namespace tests::central
