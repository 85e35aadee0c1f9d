// MailRepository: orders to bring results to citizens by EMS, and how far each of them is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"
#include "tests/central/cases/database.h"

namespace tests::central {

struct MailRecord {
  std::string order_number;
  std::string case_number;
  int ems_kind = 1;
  std::string payer;  ///< the wire words
  std::string state;
  std::string recipient;  ///< JSON: name, region, street, phone
};

struct MailStep {
  std::string at;  ///< RFC 3339
  std::string state;
};

/// One thread; throws DatabaseError. Works on another repository's connection.
class MailRepository {
 public:
  explicit MailRepository(const Database& database);
  /// Gives the order its number.
  void insert(MailRecord& record, const std::string& at);
  std::optional<MailRecord> find_case(const std::string& case_number) const;
  /// asked → handed_over → on_the_way → delivered or returned. Conflict for a step that cannot follow.
  kiosk::base::Status advance(const std::string& order_number, const std::string& state,
                              const std::string& at);
  std::vector<MailStep> steps(const std::string& order_number) const;

 private:
  const Database& database_;
};

}  // namespace tests::central
