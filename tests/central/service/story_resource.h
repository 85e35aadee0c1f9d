// /v1/cases/{number}/story and /v1/cases/mine: what happened to a case, and the cases of a person.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/protocol/case_story.h"
#include "tests/central/cases/attachment_repository.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/cases/registry_repository.h"
#include "tests/central/cases/report_repository.h"
#include "tests/central/http/http_message.h"
#include "tests/central/service/contract.h"
#include "tests/central/service/service_rule.h"
#include "tests/central/service/supervision.h"

namespace tests::central {

/// Uses what it is given; all of that must outlive it.
class StoryResource {
 public:
  struct Parts {
    const CaseRepository& cases;
    const ReportRepository& reports;
    const RegistryRepository& registry;
    const AttachmentRepository& attachments;
    const ServiceRules& rules;
    const WorkCalendar& calendar;
    const Contract& contract;
    const kiosk::base::Clock& clock;
  };
  explicit StoryResource(const Parts& parts) : parts_(parts) {}

  /// GET /v1/cases/{number}/story: for every terminal; it holds no personal data.
  Response story(const Request& request, const std::string& number) const;
  /// POST /v1/cases/mine: only the terminal itself may ask, and only a terminal reads cards.
  Response mine(const Request& request) const;

 private:
  /// Nothing when the stored case cannot be read any more.
  std::optional<kiosk::protocol::CaseSummary> summary_of(const CaseRecord& record) const;

  /// Papers that were promised and did not come yet.
  std::vector<kiosk::protocol::StoryStep> papers_missing(const CaseRecord& record) const;

  Parts parts_;
};

}  // namespace tests::central
