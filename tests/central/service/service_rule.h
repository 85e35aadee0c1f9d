// ServiceRule: what the centre does with one service's cases, read from a file.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/protocol/case_receipt.h"
#include "tests/central/documents/document_layout.h"
#include "tests/central/service/fee_rule.h"

namespace tests::central {

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
  bool after_payment = false;  ///< found out only when the case is worked on
};

struct ServiceRule {
  std::string service;
  std::string title;
  std::string number_prefix;
  kiosk::protocol::CaseKind kind = kiosk::protocol::CaseKind::Immediate;
  int promised_workdays = 0;  ///< 0: nothing is promised, the case is settled at once
  int papers_within_workdays = 5;  ///< how long papers that follow may take
  Settlement settlement;
  std::vector<Exception> exceptions;
  std::optional<DocumentLayout> certificate;
  std::optional<FeeRule> fees;
  std::vector<PersonLimit> limits;
  std::optional<MailRule> mail;

  /// Why these answers can be refused before anybody pays; nothing when nothing is known against them.
  const Settlement* refusal_before_payment(const AnswerMap& answers) const;
  const Settlement& settle(const AnswerMap& answers) const;
};

using ServiceRules = std::map<std::string, ServiceRule>;

/// Every *.json of the folder. InvalidData names the file and the member that is wrong.
kiosk::base::Result<ServiceRules> load_service_rules(const std::filesystem::path& folder);

}  // namespace tests::central
