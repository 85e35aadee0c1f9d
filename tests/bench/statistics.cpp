// Medians, tails, ratios, and how they are shown.
#include "tests/bench/statistics.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>

namespace kiosk::benchmarks {
namespace {

std::string micros(double value) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(value < 100 ? 1 : 0) << value << " µs";
  return out.str();
}

std::string times(double ratio) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(2) << ratio << " ×";
  return out.str();
}

}  // namespace

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const double place = share * static_cast<double>(values.size() - 1);
  return values[static_cast<std::size_t>(std::lround(place))];
}

double paired_ratio(const Pairs& pairs) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < pairs.ours.size() && i < pairs.yardstick.size(); ++i) {
    if (pairs.yardstick[i] > 0) ratios.push_back(pairs.ours[i] / pairs.yardstick[i]);
  }
  return quantile(std::move(ratios), 0.5);
}

std::string to_table(const std::vector<Finding>& findings) {
  std::ostringstream out;
  out << "| measurement | ours median | p99 | yardstick median | p99 | ratio (median of pairs) | pairs |\n"
      << "|---|---|---|---|---|---|---|\n";
  for (const Finding& finding : findings) {
    const Pairs& pairs = finding.pairs;
    out << "| " << finding.name << " | " << micros(quantile(pairs.ours, 0.5)) << " | "
        << micros(quantile(pairs.ours, 0.99)) << " | " << micros(quantile(pairs.yardstick, 0.5)) << " | "
        << micros(quantile(pairs.yardstick, 0.99)) << " | " << times(paired_ratio(pairs)) << " | "
        << pairs.ours.size() << " |\n";
  }
  out << "\n";
  for (const Finding& finding : findings) {
    out << "- **" << finding.name << "** against " << finding.yardstick << ". " << finding.note << "\n";
  }
  return out.str();
}

base::Json to_json(const std::vector<Finding>& findings) {
  base::Json list = base::Json::array();
  for (const Finding& finding : findings) {
    const Pairs& pairs = finding.pairs;
    list.push_back({{"name", finding.name},
                    {"yardstick", finding.yardstick},
                    {"note", finding.note},
                    {"pairs", pairs.ours.size()},
                    {"ours_median_us", quantile(pairs.ours, 0.5)},
                    {"ours_p99_us", quantile(pairs.ours, 0.99)},
                    {"yardstick_median_us", quantile(pairs.yardstick, 0.5)},
                    {"yardstick_p99_us", quantile(pairs.yardstick, 0.99)},
                    {"ratio", paired_ratio(pairs)}});
  }
  return list;
}

}  // namespace kiosk::benchmarks
