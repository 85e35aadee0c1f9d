// One table for all messages that are no cases.
#include "tests/central/cases/report_repository.h"

namespace tests::central {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

constexpr const char* kTable = R"(
CREATE TABLE IF NOT EXISTS reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL, subject TEXT NOT NULL, idempotency_key TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL,
  terminal TEXT NOT NULL, received_at TEXT NOT NULL, body TEXT NOT NULL, receipt TEXT NOT NULL,
  UNIQUE (kind, subject)) STRICT;
)";

constexpr const char* kColumns =
    "kind, subject, idempotency_key, fingerprint, terminal, received_at, body, receipt";

ReportRecord read_report(const Statement& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3),
          row.text(4), row.text(5), row.text(6), row.text(7)};
}

}  // namespace

kiosk::base::Result<ReportRepository> ReportRepository::open(const std::filesystem::path& path) {
  auto database = Database::open(path);
  if (!database) return tl::unexpected(database.error());
  try {
    database->execute(kTable);
  } catch (const DatabaseError& error) {
    return fail(ErrorCode::InvalidData, error.message, path.string());
  }
  return ReportRepository(std::move(*database));
}

kiosk::base::Result<StoreOutcome> ReportRepository::store(const ReportRecord& report, std::string& receipt) {
  try {
    Transaction transaction(database_);
    Statement before =
        database_.prepare("SELECT fingerprint, receipt FROM reports WHERE idempotency_key = ?");
    if (before.bind(report.idempotency_key).step()) {
      if (before.text(0) != report.fingerprint) return StoreOutcome::KeyReused;
      receipt = before.text(1);
      return StoreOutcome::Repeated;
    }
    if (find(report.kind, report.subject)) return StoreOutcome::NumberTaken;
    Statement insert =
        database_.prepare(std::string("INSERT INTO reports (") + kColumns + ") VALUES (?,?,?,?,?,?,?,?)");
    for (const std::string* text :
         {&report.kind, &report.subject, &report.idempotency_key, &report.fingerprint, &report.terminal,
          &report.received_at, &report.body, &report.receipt}) {
      insert.bind(*text);
    }
    insert.step();
    transaction.commit();
    receipt = report.receipt;
    return StoreOutcome::Stored;
  } catch (const DatabaseError& error) {
    return fail(ErrorCode::Unavailable, error.message, "reports");
  }
}

std::optional<ReportRecord> ReportRepository::find(const std::string& kind,
                                                   const std::string& subject) const {
  Statement row =
      database_.prepare(std::string("SELECT ") + kColumns + " FROM reports WHERE kind = ? AND subject = ?");
  if (!row.bind(kind).bind(subject).step()) return std::nullopt;
  return read_report(row);
}

std::vector<ReportRecord> ReportRepository::list(const std::string& kind) const {
  std::vector<ReportRecord> reports;
  Statement row =
      database_.prepare(std::string("SELECT ") + kColumns + " FROM reports WHERE kind = ? ORDER BY id");
  row.bind(kind);
  while (row.step()) reports.push_back(read_report(row));
  return reports;
}

std::vector<ReportRecord> ReportRepository::list_of(const std::string& kind,
                                                    const std::string& prefix) const {
  std::vector<ReportRecord> reports;
  Statement row =
      database_.prepare(std::string("SELECT ") + kColumns +
                        " FROM reports WHERE kind = ? AND subject >= ? AND subject < ? ORDER BY id");
  // "0" is the character after "/".
  row.bind(kind).bind(prefix + "/").bind(prefix + "0");
  while (row.step()) reports.push_back(read_report(row));
  return reports;
}

std::int64_t ReportRepository::count(const std::string& kind) const {
  Statement row = database_.prepare("SELECT count(*) FROM reports WHERE kind = ?");
  row.bind(kind).step();
  return row.number(0);
}

}  // namespace tests::central
