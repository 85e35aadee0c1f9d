// Contributions: the synthetic insurance history that a contribution certificate shows.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "tests/central/documents/certificate.h"

namespace tests::central {

/// One kind of insurance with its shares of the base, in hundredths of a per cent.
struct InsuranceKind {
  std::string name;  ///< 养老
  int employer = 0;
  int employee = 0;
};

struct ContributionOrder {
  std::string seed;  ///< the same seed gives the same history: the case's number
  kiosk::base::WallTime issued;
  int months = 12;  ///< counted back from the month before the issue, 1–120
  std::vector<InsuranceKind> kinds;
  std::vector<std::string> employers;  ///< synthetic names
  int base_from = 0;                   ///< yuan, the smallest monthly base
  int base_to = 0;
};

/// One row a month, newest first, and the totals.
CertificateTable contribution_table(const ContributionOrder& order);
/// "2025年11月 至 2026年10月"
std::string contribution_period(const ContributionOrder& order);

}  // namespace tests::central
