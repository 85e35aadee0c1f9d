// Making a plausible history out of a case's number.
#include "tests/central/documents/contributions.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

#include "tests/central/documents/sample_numbers.h"

namespace tests::central {
namespace {

std::string year_month(const Month& month) {
  return std::to_string(month.year) + "年" + two_digits(month.month) + "月";
}

}  // namespace

Month month_back(const Month& from, int months) {
  const int count = from.year * 12 + from.month - 1 - months;
  return {count / 12, count % 12 + 1};
}

Month months_before(kiosk::base::WallTime time, int months) {
  const auto civil = kiosk::base::to_civil(time);
  return month_back({civil.year, civil.month}, months);
}

std::optional<ContributionPeriod> parse_period(const std::string& text) {
  constexpr int kMostMonths = 600;
  ContributionPeriod period;
  int used = 0;
  const int fields = std::sscanf(text.c_str(), "%4d-%2d/%4d-%2d%n", &period.first.year, &period.first.month,
                                 &period.last.year, &period.last.month, &used);
  const auto is_month = [](const Month& m) { return m.year >= 1950 && m.month >= 1 && m.month <= 12; };
  const bool whole = fields == 4 && static_cast<std::size_t>(used) == text.size();
  if (!whole || !is_month(period.first) || !is_month(period.last)) return std::nullopt;
  if (period.months() < 1 || period.months() > kMostMonths) return std::nullopt;
  return period;
}

std::string readable_period(const ContributionPeriod& period) {
  return year_month(period.first) + " 至 " + year_month(period.last);
}

namespace {

/// What each kind that the employee shares costs him in one month, then the employer's and the employee's
/// sums, in fen.
std::vector<std::int64_t> monthly_amounts(const std::vector<InsuranceKind>& kinds, int base) {
  std::vector<std::int64_t> amounts;
  std::int64_t by_employer = 0;
  std::int64_t by_employee = 0;
  for (const InsuranceKind& kind : kinds) {
    const std::int64_t share = std::int64_t{base} * kind.employee / 100;
    if (kind.employee > 0) amounts.push_back(share);
    by_employee += share;
    by_employer += std::int64_t{base} * kind.employer / 100;
  }
  amounts.insert(amounts.end(), {by_employer, by_employee});
  return amounts;
}

/// The base is set anew each July; years further back had smaller ones.
int base_of(const Month& month, const Month& latest, int latest_base, int smallest) {
  const int years_back = latest.year - month.year + (month.month < 7 ? 1 : 0) - (latest.month < 7 ? 1 : 0);
  return std::max(smallest, latest_base - 217 * years_back);
}

CertificateTable empty_table(const std::vector<InsuranceKind>& kinds) {
  CertificateTable table;
  table.columns = {"费款所属期", "参保单位", "缴费基数"};
  table.widths = {0.13, 0.25, 0.11};
  for (const InsuranceKind& kind : kinds) {
    if (kind.employee > 0) table.columns.push_back(kind.name + "个人");
  }
  table.columns.insert(table.columns.end(), {"单位合计", "个人合计"});
  table.widths.resize(table.columns.size(), 0.51 / static_cast<double>(table.columns.size() - 3));
  return table;
}

}  // namespace

CertificateTable contribution_table(const ContributionOrder& order) {
  CertificateTable table = empty_table(order.kinds);
  SampleNumbers numbers(order.seed);
  const auto& employer =
      order.employers[static_cast<std::size_t>(numbers.below(static_cast<int>(order.employers.size())))];
  const int latest_base = order.base_from + numbers.below(std::max(1, order.base_to - order.base_from));
  const Month& latest = order.period.last;
  std::vector<std::int64_t> sums(table.columns.size() - 3, 0);
  for (int back = 0; back < order.period.months(); ++back) {
    const Month month = month_back(latest, back);
    const int base = base_of(month, latest, latest_base, order.base_from);
    std::vector<std::string> row = {std::to_string(month.year) + "-" + two_digits(month.month), employer,
                                    money(std::int64_t{base} * 100)};
    const auto amounts = monthly_amounts(order.kinds, base);
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      row.push_back(money(amounts[i]));
      sums[i] += amounts[i];
    }
    table.rows.push_back(std::move(row));
  }
  table.total = {"合计", std::to_string(order.period.months()) + " 个月", ""};
  for (const std::int64_t sum : sums) table.total.push_back(money(sum));
  return table;
}

}  // namespace tests::central
