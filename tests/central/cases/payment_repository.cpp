// Payments and moves of money as rows.
#include "tests/central/cases/payment_repository.h"

namespace tests::central {
namespace {

constexpr const char* kTables = R"(
CREATE TABLE IF NOT EXISTS payments (
  id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL UNIQUE, payment_key TEXT NOT NULL UNIQUE,
  fingerprint TEXT NOT NULL, terminal TEXT NOT NULL, service TEXT NOT NULL, person TEXT NOT NULL,
  fen INTEGER NOT NULL, items TEXT NOT NULL, state TEXT NOT NULL, valid_ms INTEGER NOT NULL,
  paid_ms INTEGER NOT NULL DEFAULT 0, found_again INTEGER NOT NULL DEFAULT 0,
  case_number TEXT NOT NULL DEFAULT '', refund_number TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '', next_step TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE IF NOT EXISTS payment_moves (
  id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL REFERENCES payments(number),
  kind TEXT NOT NULL, fen INTEGER NOT NULL, at_ms INTEGER NOT NULL) STRICT;
)";

constexpr const char* kPaymentColumns =
    "SELECT number, payment_key, fingerprint, terminal, service, person, fen, items, state, valid_ms, "
    "paid_ms, "
    "found_again, case_number, refund_number, reason, next_step FROM payments ";

PaymentRecord read_payment_row(const Statement& row) {
  return {row.text(0),   row.text(1),  row.text(2),  row.text(3),   row.text(4),    row.text(5),
          row.number(6), row.text(7),  row.text(8),  row.number(9), row.number(10), row.number(11) != 0,
          row.text(12),  row.text(13), row.text(14), row.text(15)};
}

std::string padded(std::int64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

}  // namespace

PaymentRepository::PaymentRepository(const Database& database) : database_(database) {
  database_.execute(kTables);
}

std::optional<PaymentRecord> PaymentRepository::find(const std::string& number) const {
  Statement row = database_.prepare(std::string(kPaymentColumns) + "WHERE number = ?");
  if (!row.bind(number).step()) return std::nullopt;
  return read_payment_row(row);
}

std::optional<PaymentRecord> PaymentRepository::find_key(const std::string& payment_key) const {
  Statement row = database_.prepare(std::string(kPaymentColumns) + "WHERE payment_key = ?");
  if (!row.bind(payment_key).step()) return std::nullopt;
  return read_payment_row(row);
}

std::optional<PaymentRecord> PaymentRepository::find_unused(const PaymentRecord& like) const {
  Statement row = database_.prepare(
      std::string(kPaymentColumns) +
      "WHERE person = ? AND service = ? AND fen = ? AND state = 'paid' AND case_number = '' ORDER BY id");
  if (!row.bind(like.person).bind(like.service).bind(like.fen).step()) return std::nullopt;
  return read_payment_row(row);
}

std::string PaymentRepository::newest() const {
  Statement row = database_.prepare("SELECT number FROM payments ORDER BY id DESC");
  return row.step() ? row.text(0) : std::string();
}

void PaymentRepository::insert(PaymentRecord& record) {
  database_
      .prepare("UPDATE payments SET state = 'closed' WHERE person = ? AND service = ? AND state = 'asked'")
      .bind(record.person)
      .bind(record.service)
      .step();
  Statement last = database_.prepare("SELECT coalesce(max(id), 0) + 1 FROM payments");
  last.step();
  record.number = "JF-" + record.terminal + "-" + padded(last.number(0));
  Statement statement = database_.prepare(
      "INSERT INTO payments (number, payment_key, fingerprint, terminal, service, person, fen, items, state, "
      "valid_ms, reason, next_step) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
  for (const std::string* text : {&record.number, &record.payment_key, &record.fingerprint, &record.terminal,
                                  &record.service, &record.person}) {
    statement.bind(*text);
  }
  statement.bind(record.fen).bind(record.items).bind(record.state).bind(record.valid_ms);
  statement.bind(record.reason).bind(record.next_step).step();
}

PaymentRecord PaymentRepository::take_over(const std::string& number, const PaymentRecord& question) {
  database_
      .prepare(
          "UPDATE payments SET payment_key = ?, fingerprint = ?, terminal = ?, found_again = 1 WHERE number "
          "= ?")
      .bind(question.payment_key)
      .bind(question.fingerprint)
      .bind(question.terminal)
      .bind(number)
      .step();
  return find(number).value();
}

void PaymentRepository::move(const std::string& number, const char* kind, std::int64_t fen,
                             std::int64_t now_ms) {
  database_.prepare("INSERT INTO payment_moves (number, kind, fen, at_ms) VALUES (?,?,?,?)")
      .bind(number)
      .bind(std::string_view(kind))
      .bind(fen)
      .bind(now_ms)
      .step();
}

std::string PaymentRepository::pay(const PaymentRecord& record, std::int64_t now_ms) {
  if (record.state == "refused" || record.state == "free") return "nothing to pay";
  move(record.number, "paid", record.fen, now_ms);
  if (record.state == "asked") {
    database_.prepare("UPDATE payments SET state = 'paid', paid_ms = ?, reason = '' WHERE number = ?")
        .bind(now_ms)
        .bind(record.number)
        .step();
    return "paid";
  }
  if (record.state == "expired" || record.state == "closed") {
    refund(record.number, now_ms);
    return "too late: refunded";
  }
  move(record.number, "refund", -record.fen, now_ms);
  return "paid twice: refunded";
}

void PaymentRepository::note_refusal(const std::string& number, const std::string& reason) {
  database_.prepare("UPDATE payments SET reason = ? WHERE number = ? AND state = 'asked'")
      .bind(reason)
      .bind(number)
      .step();
}

void PaymentRepository::set_state(const std::string& number, const std::string& state) {
  database_.prepare("UPDATE payments SET state = ? WHERE number = ?").bind(state).bind(number).step();
}

void PaymentRepository::use(const std::string& number, const std::string& case_number) {
  database_
      .prepare(
          "UPDATE payments SET case_number = ?, state = CASE state WHEN 'paid' THEN 'done' ELSE state END "
          "WHERE number = ?")
      .bind(case_number)
      .bind(number)
      .step();
}

std::string PaymentRepository::refund(const std::string& number, std::int64_t now_ms) {
  const auto record = find(number).value();
  if (!record.refund_number.empty()) return record.refund_number;
  move(number, "refund", -record.fen, now_ms);
  const std::string refund_number = "TK" + number.substr(2);
  database_.prepare("UPDATE payments SET state = 'refunded', refund_number = ? WHERE number = ?")
      .bind(refund_number)
      .bind(number)
      .step();
  return refund_number;
}

void PaymentRepository::sweep(std::int64_t now_ms, std::int64_t refund_after_ms) {
  database_.prepare("UPDATE payments SET state = 'expired' WHERE state = 'asked' AND valid_ms < ?")
      .bind(now_ms)
      .step();
  std::vector<std::string> unused;
  Statement row = database_.prepare(
      "SELECT number FROM payments WHERE state = 'paid' AND case_number = '' AND paid_ms <= ?");
  row.bind(now_ms - refund_after_ms);
  while (row.step()) unused.push_back(row.text(0));
  for (const std::string& number : unused) refund(number, now_ms);
}

std::int64_t PaymentRepository::balance(const std::string& number) const {
  Statement row = database_.prepare("SELECT coalesce(sum(fen), 0) FROM payment_moves WHERE number = ?");
  row.bind(number).step();
  return row.number(0);
}

kiosk::base::Json PaymentRepository::dump() const {
  kiosk::base::Json rows = kiosk::base::Json::array();
  Statement row = database_.prepare(std::string(kPaymentColumns) + "ORDER BY id");
  while (row.step()) {
    const PaymentRecord record = read_payment_row(row);
    rows.push_back({{"number", record.number},
                    {"service", record.service},
                    {"terminal", record.terminal},
                    {"fen", record.fen},
                    {"state", record.state},
                    {"case_number", record.case_number},
                    {"refund_number", record.refund_number},
                    {"found_again", record.found_again},
                    {"balance", balance(record.number)}});
  }
  return rows;
}

}  // namespace tests::central
