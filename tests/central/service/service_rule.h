// ServiceRule: what the centre does with one service's cases, read from a file.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/protocol/case_receipt.h"
#include "tests/central/documents/contributions.h"

namespace tests::central {

/// Answers by the field's id.
using AnswerMap = std::map<std::string, std::string>;

/// How a case is settled.
struct Settlement {
  kiosk::protocol::CaseState state = kiosk::protocol::CaseState::Accepted;
  std::optional<int> result_code;
  kiosk::protocol::LocalizedText message;
  kiosk::protocol::LocalizedText reason;
  kiosk::protocol::LocalizedText next_step;
  std::vector<std::string> stages;  ///< 受理, 办结 …
};

/// A settlement for cases with this answer.
struct Exception {
  std::string field;
  std::string contains;
  Settlement settlement;
};

struct InsuranceOption {
  std::string word;       ///< the answer's value
  std::string full_name;  ///< as the certificate names it
  InsuranceKind kind;
};

/// How the contribution certificate is filled.
struct CertificateRule {
  std::string title, issuer, seal_text, seal_foot, statement, standing, verify_base;
  std::string kinds_field, period_field, purpose_field;
  std::vector<InsuranceOption> kinds;
  int usual_months = 12;  ///< where the answer names no period
  std::vector<std::string> employers;
  int base_from = 0, base_to = 0;
  std::vector<std::string> notes;
};

struct ServiceRule {
  std::string service;
  std::string title;
  std::string number_prefix;
  kiosk::protocol::CaseKind kind = kiosk::protocol::CaseKind::Immediate;
  int promised_workdays = 0;  ///< 0: nothing is promised, the case is settled at once
  Settlement settlement;
  std::vector<Exception> exceptions;
  std::optional<CertificateRule> certificate;

  const Settlement& settle(const AnswerMap& answers) const;
};

using ServiceRules = std::map<std::string, ServiceRule>;

/// Every *.json of the folder. InvalidData names the file and the member that is wrong.
kiosk::base::Result<ServiceRules> load_service_rules(const std::filesystem::path& folder);

}  // namespace tests::central
