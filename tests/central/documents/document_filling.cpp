// Choosing, counting and making up the values of a document.
#include "tests/central/documents/document_filling.h"

#include <algorithm>
#include <chrono>

#include "tests/central/documents/sample_numbers.h"

namespace tests::central {
namespace {

using Source = ValueRule::Source;
using Texts = std::map<std::string, std::string>;

std::string found_in(const Texts& texts, const std::string& name) {
  const auto found = texts.find(name);
  return found == texts.end() ? std::string() : found->second;
}

std::vector<std::string> split(const std::string& text, const std::string& between) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t to = std::min(text.find(between, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + between.size();
  }
  return parts;
}

/// The parts of "养老保险、医疗保险".
std::vector<std::string> listed(const std::string& label) { return split(label, "、"); }

/// The answers as the paper calls them: by the layout's words where it has any.
DocumentFacts on_paper(const DocumentLayout& layout, DocumentFacts facts) {
  for (const auto& [field, words] : layout.words) {
    const auto answer = facts.answers.find(field);
    if (answer == facts.answers.end()) continue;
    std::string label;
    for (const std::string& value : split(answer->second, ",")) {
      const auto word = words.find(value);
      label += (label.empty() ? "" : "、") + (word == words.end() ? value : word->second);
    }
    facts.labels[field] = label;
  }
  return facts;
}

/// Puts an answer's words or a member of the applicant in the place of each {name}.
std::string with_names(std::string text, const DocumentFacts& facts) {
  for (const Texts* texts : {&facts.applicant, &facts.labels}) {
    for (const auto& [name, value] : *texts) {
      const std::string mark = "{" + name + "}";
      for (std::size_t at = text.find(mark); at != std::string::npos;
           at = text.find(mark, at + value.size())) {
        text.replace(at, mark.size(), value);
      }
    }
  }
  return text;
}

/// The kinds whose words stand in the answer (several are separated by commas); all when none does.
std::vector<InsuranceOption> chosen_kinds(const ContributionRule& rule, const DocumentFacts& facts) {
  const std::string words = "," + found_in(facts.answers, rule.kinds_field) + ",";
  std::vector<InsuranceOption> chosen;
  for (const InsuranceOption& option : rule.kinds) {
    if (words.find("," + option.word + ",") != std::string::npos) chosen.push_back(option);
  }
  return chosen.empty() ? rule.kinds : chosen;
}

ContributionOrder order_of(const ContributionRule& rule, const DocumentFacts& facts) {
  ContributionOrder order;
  order.seed = facts.case_number;
  const ContributionPeriod usual{months_before(facts.now, rule.usual_months), months_before(facts.now, 1)};
  order.period = parse_period(found_in(facts.answers, rule.period_field)).value_or(usual);
  for (const InsuranceOption& option : chosen_kinds(rule, facts)) order.kinds.push_back(option.kind);
  order.employers = rule.employers;
  order.base_from = rule.base_from;
  order.base_to = rule.base_to;
  return order;
}

/// Makes the table and the facts of one document, in the order of the layout.
class DocumentFiller {
 public:
  DocumentFiller(const DocumentLayout& layout, const DocumentFacts& facts)
      : layout_(layout), facts_(facts), numbers_(facts.case_number), period_(period_of_table()) {}

  CertificateTable table();
  /// After the table: facts may be its totals.
  std::vector<std::pair<std::string, std::string>> holder();

 private:
  ContributionPeriod period_of_table() const;
  int row_count();
  std::vector<std::string> row(int index, int count);
  std::string column_value(const ValueRule& rule, int index, int count);
  std::string row_name(const std::string& word, int index, int count);
  std::string date_of(int index, int count);
  std::string chosen(const ValueRule& rule, const std::vector<std::string>& words);
  std::string made_up(const ValueRule& rule, int index);
  std::string share(const ValueRule& rule) const;
  std::string fact(const ValueRule& rule);

  const DocumentLayout& layout_;
  const DocumentFacts& facts_;
  SampleNumbers numbers_;
  ContributionPeriod period_;
  Texts kept_;                               ///< columns that say the same in every row
  std::map<std::string, std::size_t> pick_;  ///< which word a OneOf column of this row took
  std::map<std::string, std::int64_t> fen_;  ///< amounts of this row
  std::map<std::string, std::int64_t> sums_;
};

ContributionPeriod DocumentFiller::period_of_table() const {
  if (layout_.contributions) return order_of(*layout_.contributions, facts_).period;
  constexpr int kUsualMonths = 36;
  const ContributionPeriod usual{months_before(facts_.now, kUsualMonths), months_before(facts_.now, 1)};
  const std::string answer = found_in(facts_.answers, layout_.rows.field);
  const auto count = layout_.rows.counts.find(answer);
  if (count == layout_.rows.counts.end()) return parse_period(answer).value_or(usual);
  const int months = layout_.rows.each == RowsRule::Each::Year ? 12 * count->second : count->second;
  return {months_before(facts_.now, months), months_before(facts_.now, 1)};
}

int DocumentFiller::row_count() {
  const RowsRule& rows = layout_.rows;
  switch (rows.each) {
    case RowsRule::Each::Month: return period_.months();
    case RowsRule::Each::Year: return std::max(1, (period_.months() + 11) / 12);
    case RowsRule::Each::Entry: return rows.from + numbers_.below(rows.to - rows.from + 1);
    case RowsRule::Each::None: break;
  }
  return 0;
}

/// Newest first, spread evenly over the period, never after the day of issue.
std::string DocumentFiller::date_of(int index, int count) {
  using namespace std::chrono;
  const auto day = [](const Month& m, unsigned d) {
    return sys_days{year{m.year} / month{static_cast<unsigned>(m.month)} / d};
  };
  const auto today = kiosk::base::to_civil(facts_.now);
  const sys_days latest = std::min(day(period_.last, 28), day({today.year, today.month}, 1));
  const auto span = std::max<std::int64_t>(1, (latest - day(period_.first, 1)).count());
  const std::int64_t back = (std::int64_t{index} * 100 + numbers_.below(100)) * span / (count * 100);
  const year_month_day date{latest - days{back}};
  return std::to_string(int{date.year()}) + "-" + two_digits(static_cast<int>(unsigned{date.month()})) + "-" +
         two_digits(static_cast<int>(unsigned{date.day()}));
}

std::string DocumentFiller::row_name(const std::string& word, int index, int count) {
  const Month month = month_back(period_.last, index);
  if (word == "month") return std::to_string(month.year) + "-" + two_digits(month.month);
  if (word == "year") return std::to_string(kiosk::base::to_civil(facts_.now).year - 1 - index);
  if (word == "date") return date_of(index, count);
  return std::to_string(index + 1);
}

std::string DocumentFiller::chosen(const ValueRule& rule, const std::vector<std::string>& words) {
  const auto other = pick_.find(rule.with);
  const std::size_t at = other != pick_.end()
                             ? other->second % words.size()
                             : static_cast<std::size_t>(numbers_.below(static_cast<int>(words.size())));
  pick_[rule.name] = at;
  return words[at];
}

std::string DocumentFiller::share(const ValueRule& rule) const {
  const auto whole = fen_.find(rule.words.at(0));
  return money(whole == fen_.end() ? 0 : whole->second * rule.from / 10'000);
}

std::string DocumentFiller::made_up(const ValueRule& rule, int index) {
  switch (rule.source) {
    case Source::OneOf: return chosen(rule, rule.words);
    case Source::OneOfAnswer: return chosen(rule, listed(found_in(facts_.labels, rule.words.at(0))));
    case Source::Cycle: return rule.words[static_cast<std::size_t>(index) % rule.words.size()];
    case Source::Amount:
      return money(std::int64_t{rule.from} * 100 + numbers_.below((rule.to - rule.from) * 100 + 1));
    case Source::Number: return std::to_string(rule.from + numbers_.below(rule.to - rule.from + 1));
    case Source::Share: return share(rule);
    case Source::Pattern: break;
    default: return rule.words.empty() ? std::string() : with_names(rule.words[0], facts_);
  }
  std::string text = rule.words.at(0);
  for (char& c : text) {
    if (c == '#') c = static_cast<char>('0' + numbers_.below(10));
  }
  return text;
}

std::string DocumentFiller::column_value(const ValueRule& rule, int index, int count) {
  if (rule.source == Source::Row) return row_name(rule.words.at(0), index, count);
  if (!rule.same) return made_up(rule, index);
  if (kept_.count(rule.name) == 0) kept_[rule.name] = made_up(rule, index);
  return kept_[rule.name];
}

std::vector<std::string> DocumentFiller::row(int index, int count) {
  std::vector<std::string> cells;
  pick_.clear();
  fen_.clear();
  for (const ValueRule& rule : layout_.columns) {
    const std::string value = column_value(rule, index, count);
    if (rule.source == Source::Amount || rule.source == Source::Share) {
      std::string digits = value;
      digits.erase(digits.find('.'), 1);
      fen_[rule.name] = std::stoll(digits);
      sums_[rule.name] += fen_[rule.name];
    }
    cells.push_back(rule.prefix + value);
  }
  return cells;
}

CertificateTable DocumentFiller::table() {
  if (layout_.contributions) return contribution_table(order_of(*layout_.contributions, facts_));
  CertificateTable table;
  const int count = row_count();
  if (count == 0) return table;
  for (int i = 0; i < count; ++i) table.rows.push_back(row(i, count));
  bool totals = false;
  for (const ValueRule& rule : layout_.columns) {
    table.columns.push_back(rule.name);
    table.widths.push_back(rule.width);
    table.total.push_back(rule.sum ? money(sums_[rule.name]) : std::string());
    totals = totals || rule.sum;
  }
  const RowsRule& rows = layout_.rows;
  // Totals of a hidden table may still be facts.
  if (!rows.shown_field.empty() && found_in(facts_.answers, rows.shown_field) != rows.shown_value) return {};
  if (totals) table.total.front() = "合计";
  if (!totals) table.total.clear();
  return table;
}

std::string DocumentFiller::fact(const ValueRule& rule) {
  const std::string word = rule.words.empty() ? std::string() : rule.words[0];
  switch (rule.source) {
    case Source::Applicant: return found_in(facts_.applicant, word);
    case Source::Answer: return found_in(facts_.labels, word);
    case Source::Yuan: {
      const std::string yuan = found_in(facts_.answers, word);
      return yuan.empty() ? yuan : yuan + " 元";
    }
    case Source::Sum: return money(sums_[word]);
    case Source::Period: {
      const auto period = parse_period(found_in(facts_.answers, word));
      return readable_period(period.value_or(period_));
    }
    case Source::Kinds: {
      std::string names;
      for (const InsuranceOption& option : chosen_kinds(*layout_.contributions, facts_)) {
        names += (names.empty() ? "" : "、") + option.full_name;
      }
      return names;
    }
    default: return rule.prefix + made_up(rule, 0);
  }
}

std::vector<std::pair<std::string, std::string>> DocumentFiller::holder() {
  pick_.clear();
  std::vector<std::pair<std::string, std::string>> holder;
  for (const ValueRule& rule : layout_.facts) {
    std::string value = fact(rule);
    // An optional question that was left out has no line.
    if (!value.empty()) holder.emplace_back(rule.name, std::move(value));
  }
  return holder;
}

}  // namespace

Certificate fill_document(const DocumentLayout& layout, const DocumentFacts& case_facts) {
  const DocumentFacts facts = on_paper(layout, case_facts);
  Certificate certificate;
  certificate.style = layout.style;
  certificate.title = layout.title;
  DocumentFiller filler(layout, facts);
  certificate.table = filler.table();
  certificate.holder = filler.holder();
  certificate.statement =
      with_names(found_in(layout.statements, found_in(facts.answers, layout.statement_field)), facts);
  certificate.validity = layout.validity;
  certificate.notes = layout.notes;
  certificate.issuer = layout.issuer;
  certificate.seal_text = layout.seal_text;
  certificate.seal_foot = layout.seal_foot;
  return certificate;
}

}  // namespace tests::central
