// From a case to its certificate.
#include "tests/central/service/document_issuing.h"

#include "kiosk/protocol/http_names.h"
#include "tests/central/cases/case_repository.h"

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

std::string answer(const AnswerMap& answers, const std::string& field) {
  const auto found = answers.find(field);
  return found == answers.end() ? std::string() : found->second;
}

/// The kinds whose words stand in the answer (several are separated by commas); all when none does.
std::vector<InsuranceOption> chosen_kinds(const CertificateRule& rule, const AnswerMap& answers) {
  const std::string words = "," + answer(answers, rule.kinds_field) + ",";
  std::vector<InsuranceOption> chosen;
  for (const InsuranceOption& option : rule.kinds) {
    if (words.find("," + option.word + ",") != std::string::npos) chosen.push_back(option);
  }
  return chosen.empty() ? rule.kinds : chosen;
}

ContributionOrder order_of(const CaseRecord& record, const CertificateRule& rule, kiosk::base::WallTime now) {
  const AnswerMap answers = answers_of(record, false);
  ContributionOrder order;
  order.seed = record.case_number;
  const ContributionPeriod usual{months_before(now, rule.usual_months), months_before(now, 1)};
  order.period = parse_period(answer(answers, rule.period_field)).value_or(usual);
  for (const InsuranceOption& option : chosen_kinds(rule, answers)) order.kinds.push_back(option.kind);
  order.employers = rule.employers;
  order.base_from = rule.base_from;
  order.base_to = rule.base_to;
  return order;
}

std::string kind_names(const std::vector<InsuranceOption>& kinds) {
  std::string names;
  for (const InsuranceOption& option : kinds) names += (names.empty() ? "" : "、") + option.full_name;
  return names;
}

Certificate certificate_of(const CaseRecord& record, const CertificateRule& rule, kiosk::base::WallTime now) {
  const ContributionOrder order = order_of(record, rule, now);
  const Json applicant = Json::parse(record.applicant);
  Certificate certificate;
  certificate.title = rule.title;
  certificate.number = record.case_number;
  certificate.holder = {{"姓  名", applicant.at("name")},
                        {"证件号码", applicant.at("id_number")},
                        {"险  种", kind_names(chosen_kinds(rule, answers_of(record, false)))},
                        {"用  途", answer(answers_of(record, true), rule.purpose_field)},
                        {"起止时间", contribution_period(order)},
                        {"参保状态", rule.standing}};
  certificate.statement = rule.statement;
  certificate.table = contribution_table(order);
  certificate.notes = rule.notes;
  certificate.issuer = rule.issuer;
  certificate.seal_text = rule.seal_text;
  certificate.seal_foot = rule.seal_foot;
  certificate.issued_on = civil_date(now);
  certificate.issued_at = kiosk::base::to_rfc3339(now);
  certificate.terminal = record.terminal;
  certificate.verify_code = verify_code_of(record.case_number);
  certificate.verify_url = rule.verify_base + certificate.verify_code;
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
