// Terminals and pushes as rows.
#include "tests/central/cases/registry_repository.h"

namespace tests::central {
namespace {

constexpr const char* kRegistryTables = R"(
CREATE TABLE IF NOT EXISTS terminals (
  terminal TEXT PRIMARY KEY, audit_key TEXT NOT NULL, report TEXT NOT NULL, seen_ms INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS pushes (
  id INTEGER PRIMARY KEY AUTOINCREMENT, direction TEXT NOT NULL, case_number TEXT NOT NULL,
  stage TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL,
  received_by TEXT NOT NULL DEFAULT '', received_at TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX IF NOT EXISTS pushes_by_case ON pushes (case_number);
)";

constexpr const char* kPushColumns =
    "SELECT id, direction, case_number, stage, text, at, received_by, received_at FROM pushes ";

PushRecord read_push(const Statement& row) {
  return {row.number(0), row.text(1), row.text(2), row.text(3),
          row.text(4),   row.text(5), row.text(6), row.text(7)};
}

TerminalRecord read_terminal(const Statement& row) {
  return {row.text(0), row.text(1), row.text(2), row.number(3)};
}

}  // namespace

kiosk::base::Result<RegistryRepository> RegistryRepository::open(const std::filesystem::path& path) {
  auto database = Database::open(path);
  if (!database) return tl::unexpected(database.error());
  try {
    database->execute(kRegistryTables);
  } catch (const DatabaseError& error) {
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidData, error.message, path.string());
  }
  return RegistryRepository(std::move(*database));
}

bool RegistryRepository::report(const TerminalRecord& record) {
  const auto before = find(record.terminal);
  const std::string& known = before ? before->audit_key : std::string();
  if (!known.empty() && !record.audit_key.empty() && known != record.audit_key) return false;
  database_
      .prepare("INSERT OR REPLACE INTO terminals (terminal, audit_key, report, seen_ms) VALUES (?,?,?,?)")
      .bind(record.terminal)
      .bind(known.empty() ? record.audit_key : known)
      .bind(record.report)
      .bind(record.seen_ms)
      .step();
  return true;
}

std::optional<TerminalRecord> RegistryRepository::find(const std::string& terminal) const {
  Statement row =
      database_.prepare("SELECT terminal, audit_key, report, seen_ms FROM terminals WHERE terminal = ?");
  if (!row.bind(terminal).step()) return std::nullopt;
  return read_terminal(row);
}

std::vector<TerminalRecord> RegistryRepository::terminals() const {
  std::vector<TerminalRecord> all;
  Statement row =
      database_.prepare("SELECT terminal, audit_key, report, seen_ms FROM terminals ORDER BY terminal");
  while (row.step()) all.push_back(read_terminal(row));
  return all;
}

std::int64_t RegistryRepository::push(const PushRecord& push) {
  Statement row = database_.prepare(
      "INSERT INTO pushes (direction, case_number, stage, text, at) VALUES (?,?,?,?,?) RETURNING id");
  row.bind(push.direction).bind(push.case_number).bind(push.stage).bind(push.text).bind(push.at).step();
  const std::int64_t id = row.number(0);
  row.step();
  return id;
}

std::vector<PushRecord> RegistryRepository::pushes_after(const std::string& direction,
                                                         std::int64_t id) const {
  std::vector<PushRecord> pushes;
  Statement row =
      database_.prepare(std::string(kPushColumns) + "WHERE direction = ? AND id > ? ORDER BY id LIMIT 100");
  row.bind(direction).bind(id);
  while (row.step()) pushes.push_back(read_push(row));
  return pushes;
}

std::vector<PushRecord> RegistryRepository::pushes_of(const std::string& case_number) const {
  std::vector<PushRecord> pushes;
  Statement row = database_.prepare(std::string(kPushColumns) + "WHERE case_number = ? ORDER BY id");
  row.bind(case_number);
  while (row.step()) pushes.push_back(read_push(row));
  return pushes;
}

std::optional<PushRecord> RegistryRepository::find_push(std::int64_t id) const {
  Statement row = database_.prepare(std::string(kPushColumns) + "WHERE id = ?");
  if (!row.bind(id).step()) return std::nullopt;
  return read_push(row);
}

void RegistryRepository::acknowledge(std::int64_t id, const std::string& by, const std::string& at) {
  database_.prepare("UPDATE pushes SET received_by = ?, received_at = ? WHERE id = ? AND received_at = ''")
      .bind(by)
      .bind(at)
      .bind(id)
      .step();
}

}  // namespace tests::central
