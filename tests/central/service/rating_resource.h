// Ratings (好差评): one case, one rating, reasons of a versioned list, and what becomes of a bad one.
#pragma once

#include <map>

#include "kiosk/base/clock.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/cases/report_repository.h"
#include "tests/central/http/http_message.h"
#include "tests/central/service/contract.h"

namespace tests::central {

/// A rating of this level or below opens the loop 评价, 反馈, 整改, 监督.
inline constexpr int kBadLevel = 2;

/// Uses what it is given; all of that must outlive it.
class RatingResource {
 public:
  /// `configuration` carries the list of reasons that is in force.
  RatingResource(CaseRepository& cases, ReportRepository& reports, const Contract& contract,
                 const kiosk::base::Clock& clock, const kiosk::base::Json& configuration);

  /// POST /v1/cases/{number}/rating: the same message again gets the same receipt.
  Response rate(const Request& request, const std::string& number);
  /// A step of the loop, told by the office that handles the bad rating. NotFound without a bad rating;
  /// Conflict when the stage is not the next one.
  kiosk::base::Status answer_bad_rating(const std::string& number, const std::string& stage,
                                        const std::string& text);

 private:
  /// A list of another version is taken as it is: a terminal may have been offline when it changed.
  std::optional<Response> check_reasons(const Request& request, const kiosk::base::Json& rating) const;
  void add_step(const std::string& case_number, const std::string& stage, const std::string& text);

  CaseRepository& cases_;
  ReportRepository& reports_;
  const Contract& contract_;
  const kiosk::base::Clock& clock_;
  std::string reasons_version_;
  std::map<std::string, int> level_of_reason_;
};

}  // namespace tests::central
