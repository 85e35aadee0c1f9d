// Counting, forming and reading of receipt numbers.
#include "offline_cache/outbox/receipt_number.h"

#include <algorithm>

namespace offline_cache::outbox {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t kDateDigits = 6;
constexpr std::size_t kFewestDigits = 4;
constexpr std::size_t kLongestTerminal = 8;

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Letters and digits in capitals; everything else falls away.
std::string significant(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (kAlphabet.find(upper(c)) != std::string_view::npos) kept += upper(c);
  }
  return kept;
}

std::string form(std::string_view terminal, std::string_view date, std::string_view sequence) {
  std::string number;
  number.append(terminal).append("-").append(date).append("-").append(sequence);
  const char check = check_character(number);
  return number + '-' + check;
}

Result<std::string> printed_terminal(const kiosk::base::TerminalId& terminal) {
  const std::string id = significant(terminal.value);
  if (!id.empty() && id.size() <= kLongestTerminal && id.size() == terminal.value.size()) return id;
  return fail(ErrorCode::InvalidArgument,
              "a terminal's id has 1 to 8 letters and digits: \"" + terminal.value + "\"");
}

}  // namespace

char check_character(std::string_view text) {
  constexpr std::size_t kModulus = 36;
  std::size_t product = kModulus;
  for (const char c : text) {
    const std::size_t value = kAlphabet.find(upper(c));
    if (value == std::string_view::npos) continue;
    const std::size_t sum = (product + value) % kModulus;
    product = (sum == 0 ? kModulus : sum) * 2 % (kModulus + 1);
  }
  return kAlphabet[(kModulus + 1 - product) % kModulus];
}

std::optional<std::string> read_receipt_number(std::string_view typed) {
  const std::string text = significant(typed);
  // A hyphen ends the terminal's id in print; without it the id is what remains before date and shortest
  // sequence.
  const std::size_t dash = typed.find('-');
  const std::size_t fewest = kDateDigits + kFewestDigits + 1;
  if (text.size() <= fewest) return std::nullopt;
  const std::size_t terminal =
      dash == std::string_view::npos ? text.size() - fewest : significant(typed.substr(0, dash)).size();
  if (terminal == 0 || terminal > kLongestTerminal || text.size() < terminal + fewest) return std::nullopt;
  const std::string_view view = text;
  const std::string_view digits = view.substr(terminal, view.size() - terminal - 1);
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  const std::string number =
      form(view.substr(0, terminal), digits.substr(0, kDateDigits), digits.substr(kDateDigits));
  if (number.back() != text.back()) return std::nullopt;
  return number;
}

Result<std::string> allocate_receipt_number(store::Transaction& transaction,
                                            const kiosk::base::TerminalId& terminal,
                                            kiosk::base::WallTime now) {
  const auto id = printed_terminal(terminal);
  if (!id) return id;
  const std::string date = kiosk::base::to_compact_date(now);
  if (date.size() != 8) return fail(ErrorCode::InvalidArgument, "the clock's year has not four digits");
  const std::string label = date.substr(2);
  const auto sequence = transaction.database().integer(
      "INSERT INTO receipt_counter (terminal_id, date_label, last) VALUES (?,?,1) "
      "ON CONFLICT (terminal_id, date_label) DO UPDATE SET last=last+1 RETURNING last",
      std::string_view(*id), std::string_view(label));
  if (!sequence) return tl::unexpected(sequence.error());
  std::string digits = std::to_string(sequence->value_or(0));
  if (digits.size() < kFewestDigits) digits.insert(0, kFewestDigits - digits.size(), '0');
  return form(*id, label, digits);
}

}  // namespace offline_cache::outbox
