// Mail orders as rows.
#include "tests/central/cases/mail_repository.h"

#include <algorithm>
#include <array>

namespace tests::central {
namespace {

constexpr const char* kMailTables = R"(
CREATE TABLE IF NOT EXISTS mail_orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT, order_number TEXT NOT NULL UNIQUE, case_number TEXT NOT NULL UNIQUE,
  ems_kind INTEGER NOT NULL, payer TEXT NOT NULL, state TEXT NOT NULL, recipient TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS mail_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT, order_number TEXT NOT NULL REFERENCES mail_orders(order_number),
  at TEXT NOT NULL, state TEXT NOT NULL) STRICT;
)";

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kMailMoves{
    {{"asked", "handed_over"},
     {"handed_over", "on_the_way"},
     {"on_the_way", "delivered"},
     {"on_the_way", "returned"},
     {"returned", "handed_over"}}};

void add_step(const Database& database, const std::string& order, const std::string& at,
              const std::string& state) {
  database.prepare("INSERT INTO mail_steps (order_number, at, state) VALUES (?,?,?)")
      .bind(order)
      .bind(at)
      .bind(state)
      .step();
}

}  // namespace

MailRepository::MailRepository(const Database& database) : database_(database) {
  database_.execute(kMailTables);
}

void MailRepository::insert(MailRecord& record, const std::string& at) {
  Statement last = database_.prepare("SELECT coalesce(max(id), 0) + 1 FROM mail_orders");
  last.step();
  const std::string digits = std::to_string(last.number(0));
  record.order_number = "YX" + std::string(digits.size() < 9 ? 9 - digits.size() : 0, '0') + digits + "CN";
  database_
      .prepare(
          "INSERT INTO mail_orders (order_number, case_number, ems_kind, payer, state, recipient) "
          "VALUES (?,?,?,?,?,?)")
      .bind(record.order_number)
      .bind(record.case_number)
      .bind(std::int64_t{record.ems_kind})
      .bind(record.payer)
      .bind(record.state)
      .bind(record.recipient)
      .step();
  add_step(database_, record.order_number, at, record.state);
}

std::optional<MailRecord> MailRepository::find_case(const std::string& case_number) const {
  Statement row = database_.prepare(
      "SELECT order_number, case_number, ems_kind, payer, state, recipient FROM mail_orders "
      "WHERE case_number = ?");
  if (!row.bind(case_number).step()) return std::nullopt;
  return MailRecord{row.text(0), row.text(1), static_cast<int>(row.number(2)),
                    row.text(3), row.text(4), row.text(5)};
}

kiosk::base::Status MailRepository::advance(const std::string& order_number, const std::string& state,
                                            const std::string& at) {
  Statement row = database_.prepare("SELECT state FROM mail_orders WHERE order_number = ?");
  if (!row.bind(order_number).step()) {
    return kiosk::base::fail(kiosk::base::ErrorCode::NotFound, "there is no such mail order", order_number);
  }
  const std::string before = row.text(0);
  const auto known = std::find_if(kMailMoves.begin(), kMailMoves.end(), [&](const auto& move) {
    return move.first == before && move.second == state;
  });
  if (known == kMailMoves.end()) {
    return kiosk::base::fail(kiosk::base::ErrorCode::Conflict,
                             "an order that is " + before + " cannot become " + state);
  }
  database_.prepare("UPDATE mail_orders SET state = ? WHERE order_number = ?")
      .bind(state)
      .bind(order_number)
      .step();
  add_step(database_, order_number, at, state);
  return {};
}

std::vector<MailStep> MailRepository::steps(const std::string& order_number) const {
  std::vector<MailStep> steps;
  Statement row = database_.prepare("SELECT at, state FROM mail_steps WHERE order_number = ? ORDER BY id");
  row.bind(order_number);
  while (row.step()) steps.push_back({row.text(0), row.text(1)});
  return steps;
}

}  // namespace tests::central
