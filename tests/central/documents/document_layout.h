// DocumentLayout: what a service's document says, where each value comes from and how it is laid out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/protocol/json_reader.h"
#include "tests/central/documents/certificate.h"
#include "tests/central/documents/contributions.h"

namespace tests::central {

/// One value of a document: a fact about the holder, or a column of the table.
struct ValueRule {
  enum class Source {
    Text,         ///< `words[0]`
    Applicant,    ///< a member of the case's applicant: name, id_number …
    Answer,       ///< what the citizen chose, in words
    Period,       ///< an answer of two months, in words
    Yuan,         ///< an answer that is an amount
    OneOf,        ///< made up: one of `words`
    OneOfAnswer,  ///< made up: one of the choices of this answer
    Cycle,        ///< made up: `words` in turn
    Amount,       ///< made up: `from` … `to` yuan
    Number,       ///< made up: `from` … `to`
    Pattern,      ///< made up: `words[0]` with a digit for each #
    Share,        ///< hundredths of a per cent, `from`, of the column `words[0]`
    Row,          ///< the row's month, year, date or ordinal
    Sum,          ///< a fact: the total of the column `words[0]`
    Kinds,        ///< a fact: the full names of the kinds of insurance chosen
  };
  std::string name;
  Source source = Source::Text;
  std::vector<std::string> words;
  int from = 0, to = 0;
  double width = 0;   ///< a column's share of the table
  bool same = false;  ///< a column that says the same in every row
  bool sum = false;   ///< a column with a total
  std::string with;   ///< a OneOf column that goes along with another OneOf column
  std::string prefix;
};

/// How many rows the table has and what they stand for.
struct RowsRule {
  enum class Each { None, Month, Year, Entry };
  Each each = Each::None;
  std::string field;                     ///< an answer: the period, or the choice that `counts` translates
  std::map<std::string, int> counts;     ///< months or years for each choice
  int from = 0, to = 0;                  ///< entries, where the number is made up
  std::string shown_field, shown_value;  ///< the table is only shown with this answer; always when empty
};

/// One kind of insurance as the form names it.
struct InsuranceOption {
  std::string word;       ///< the answer's value
  std::string full_name;  ///< as the certificate names it
  InsuranceKind kind;
};

/// The table of a contribution certificate.
struct ContributionRule {
  std::string kinds_field, period_field;
  std::vector<InsuranceOption> kinds;
  int usual_months = 12;  ///< where the answer names no period
  std::vector<std::string> employers;
  int base_from = 0, base_to = 0;
};

struct DocumentLayout {
  Certificate::Style style = Certificate::Style::Certificate;
  std::string title, issuer, seal_text, seal_foot, verify_base, validity;
  std::string statement_field;                    ///< the answer that chooses the statement; may be empty
  std::map<std::string, std::string> statements;  ///< by that answer; "" where there is no choice
  /// What each answer is called on paper, by field and value: documents are in Chinese whatever the citizen
  /// read.
  std::map<std::string, std::map<std::string, std::string>> words;
  std::vector<ValueRule> facts;
  std::vector<ValueRule> columns;
  RowsRule rows;
  std::optional<ContributionRule> contributions;
  std::vector<std::string> notes;
};

/// Reads the member "certificate" of a service's rule; violations are kept in the reader.
DocumentLayout read_document_layout(kiosk::protocol::JsonReader reader, const kiosk::base::Json& json);

}  // namespace tests::central
