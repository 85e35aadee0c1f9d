// Contributions: the synthetic insurance history that a contribution certificate shows.
#pragma once

#include <optional>
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

/// A month of the calendar.
struct Month {
  int year = 2026, month = 1;
};
Month month_back(const Month& from, int months);
/// The month that lies so many months before the given time's.
Month months_before(kiosk::base::WallTime time, int months);

/// Months from `first` to `last`, both included.
struct ContributionPeriod {
  Month first, last;
  int months() const { return (last.year - first.year) * 12 + last.month - first.month + 1; }
};
/// "2025年11月 至 2026年10月"
std::string readable_period(const ContributionPeriod& period);
/// "2025-11/2026-10", at most 50 years; nothing for other texts.
std::optional<ContributionPeriod> parse_period(const std::string& text);

struct ContributionOrder {
  std::string seed;  ///< the same seed gives the same history: the case's number
  ContributionPeriod period;
  std::vector<InsuranceKind> kinds;
  std::vector<std::string> employers;  ///< synthetic names
  int base_from = 0;                   ///< yuan, the smallest monthly base
  int base_to = 0;
};

/// One row a month, newest first, and the totals.
CertificateTable contribution_table(const ContributionOrder& order);

}  // namespace tests::central
