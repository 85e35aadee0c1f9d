// The tables and their statements.
#include "tests/central/cases/case_repository.h"

#include <openssl/evp.h>

#include <array>

namespace tests::central {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;

constexpr const char* kCaseTables = R"(
CREATE TABLE IF NOT EXISTS cases (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_number TEXT NOT NULL UNIQUE, receipt_number TEXT NOT NULL UNIQUE,
  idempotency_key TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL,
  terminal TEXT NOT NULL, service TEXT NOT NULL, catalogue_version TEXT NOT NULL, language TEXT NOT NULL,
  applied_at TEXT NOT NULL, received_at TEXT NOT NULL, received_ms INTEGER NOT NULL, offline INTEGER NOT NULL,
  state TEXT NOT NULL, kind TEXT NOT NULL, result_code INTEGER,
  applicant TEXT NOT NULL, answers TEXT NOT NULL, promises TEXT NOT NULL, signature TEXT NOT NULL,
  receipt TEXT NOT NULL, times_received INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE INDEX IF NOT EXISTS cases_by_person ON cases (
  json_extract(applicant, '$.id_number'), json_extract(applicant, '$.card_kind'));
CREATE TABLE IF NOT EXISTS documents (
  document_id TEXT PRIMARY KEY, case_number TEXT NOT NULL REFERENCES cases(case_number),
  media_type TEXT NOT NULL, verify_code TEXT NOT NULL, sha256 TEXT NOT NULL, content BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS ratings (
  case_number TEXT PRIMARY KEY REFERENCES cases(case_number),
  idempotency_key TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, level INTEGER,
  rated_at TEXT NOT NULL, terminal TEXT NOT NULL, body TEXT NOT NULL, receipt TEXT NOT NULL) STRICT;
)";

constexpr const char* kCaseColumns =
    "case_number, receipt_number, idempotency_key, fingerprint, terminal, service, catalogue_version, "
    "language, "
    "applied_at, received_at, received_ms, offline, state, kind, result_code, applicant, answers, promises, "
    "signature, "
    "receipt, "
    "times_received";

CaseRecord read_case(const Statement& row) {
  CaseRecord record;
  std::string* const texts[] = {&record.case_number,       &record.receipt_number, &record.idempotency_key,
                                &record.fingerprint,       &record.terminal,       &record.service,
                                &record.catalogue_version, &record.language,       &record.applied_at,
                                &record.received_at};
  int column = 0;
  for (std::string* text : texts) *text = row.text(column++);
  record.received_ms = row.number(column++);
  record.offline = row.number(column++) != 0;
  record.state = row.text(column++);
  record.kind = row.text(column++);
  record.result_code = row.optional_number(column++);
  for (std::string* text :
       {&record.applicant, &record.answers, &record.promises, &record.signature, &record.receipt}) {
    *text = row.text(column++);
  }
  record.times_received = row.number(column);
  return record;
}

Json to_json(const CaseRecord& record) {
  Json json = {{"case_number", record.case_number},
               {"receipt_number", record.receipt_number},
               {"idempotency_key", record.idempotency_key},
               {"fingerprint", record.fingerprint},
               {"terminal", record.terminal},
               {"service", record.service},
               {"catalogue_version", record.catalogue_version},
               {"language", record.language},
               {"applied_at", record.applied_at},
               {"received_at", record.received_at},
               {"offline", record.offline},
               {"state", record.state},
               {"kind", record.kind},
               {"times_received", record.times_received},
               {"applicant", Json::parse(record.applicant)},
               {"answers", Json::parse(record.answers)},
               {"promises", Json::parse(record.promises)},
               {"has_signature", !record.signature.empty()},
               {"documents", Json::array()},
               {"rating", nullptr}};
  json["result_code"] = record.result_code ? Json(*record.result_code) : Json(nullptr);
  return json;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::array<unsigned char, 32> digest{};
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::string text;
  for (const unsigned char byte : digest) {
    text += kHex[byte >> 4U];
    text += kHex[byte & 15U];
  }
  return text;
}

kiosk::base::Result<CaseRepository> CaseRepository::open(const std::filesystem::path& path) {
  auto database = Database::open(path);
  if (!database) return tl::unexpected(database.error());
  try {
    database->execute(kCaseTables);
  } catch (const DatabaseError& error) {
    return fail(ErrorCode::InvalidData, error.message, path.string());
  }
  return CaseRepository(std::move(*database));
}

std::string CaseRepository::next_number(const std::string& prefix) const {
  Statement last = database_.prepare("SELECT coalesce(max(id), 0) FROM cases");
  last.step();
  const std::string digits = std::to_string(last.number(0) + 1);
  return prefix + "-" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

void CaseRepository::insert(const CaseRecord& record) const {
  Statement statement = database_.prepare(std::string("INSERT INTO cases (") + kCaseColumns +
                                          ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,1)");
  for (const std::string* text :
       {&record.case_number, &record.receipt_number, &record.idempotency_key, &record.fingerprint,
        &record.terminal, &record.service, &record.catalogue_version, &record.language, &record.applied_at,
        &record.received_at}) {
    statement.bind(*text);
  }
  statement.bind(record.received_ms)
      .bind(std::int64_t{record.offline ? 1 : 0})
      .bind(record.state)
      .bind(record.kind)
      .bind(record.result_code);
  for (const std::string* text :
       {&record.applicant, &record.answers, &record.promises, &record.signature, &record.receipt}) {
    statement.bind(*text);
  }
  statement.step();
}

void CaseRepository::insert(const DocumentRecord& document) const {
  database_
      .prepare(
          "INSERT INTO documents (document_id, case_number, media_type, verify_code, sha256, content) "
          "VALUES (?,?,?,?,?,?)")
      .bind(document.document_id)
      .bind(document.case_number)
      .bind(document.media_type)
      .bind(document.verify_code)
      .bind(document.sha256)
      .bind_blob(document.content)
      .step();
}

StoreOutcome CaseRepository::store_in_transaction(NewCase& new_case, std::string& receipt) {
  CaseRecord& record = new_case.record;
  Statement same_key = database_.prepare("SELECT fingerprint, receipt FROM cases WHERE idempotency_key = ?");
  if (same_key.bind(record.idempotency_key).step()) {
    if (same_key.text(0) != record.fingerprint) return StoreOutcome::KeyReused;
    receipt = same_key.text(1);
    database_.prepare("UPDATE cases SET times_received = times_received + 1 WHERE idempotency_key = ?")
        .bind(record.idempotency_key)
        .step();
    return StoreOutcome::Repeated;
  }
  Statement same_number = database_.prepare("SELECT 1 FROM cases WHERE receipt_number = ?");
  if (same_number.bind(record.receipt_number).step()) return StoreOutcome::NumberTaken;
  record.case_number = next_number(new_case.number_prefix);
  const auto documents = new_case.finish(record);
  if (!documents) throw DatabaseError{SQLITE_ABORT, documents.error().to_string()};
  insert(record);
  for (const DocumentRecord& document : *documents) insert(document);
  receipt = record.receipt;
  return StoreOutcome::Stored;
}

kiosk::base::Result<StoreOutcome> CaseRepository::store(NewCase new_case, std::string& receipt) {
  try {
    Transaction transaction(database_);
    const StoreOutcome outcome = store_in_transaction(new_case, receipt);
    transaction.commit();
    return outcome;
  } catch (const DatabaseError& error) {
    return fail(ErrorCode::Unavailable, error.message, "cases");
  }
}

kiosk::base::Result<StoreOutcome> CaseRepository::store(const RatingRecord& rating, std::string& receipt) {
  try {
    Transaction transaction(database_);
    Statement before = database_.prepare(
        "SELECT idempotency_key, fingerprint, receipt FROM ratings WHERE case_number = ? OR idempotency_key "
        "= ?");
    if (before.bind(rating.case_number).bind(rating.idempotency_key).step()) {
      if (before.text(0) != rating.idempotency_key) return StoreOutcome::NumberTaken;
      if (before.text(1) != rating.fingerprint) return StoreOutcome::KeyReused;
      receipt = before.text(2);
      return StoreOutcome::Repeated;
    }
    Statement insert = database_.prepare(
        "INSERT INTO ratings (case_number, idempotency_key, fingerprint, level, rated_at, terminal, body, "
        "receipt) "
        "VALUES (?,?,?,?,?,?,?,?)");
    insert.bind(rating.case_number).bind(rating.idempotency_key).bind(rating.fingerprint).bind(rating.level);
    insert.bind(rating.rated_at).bind(rating.terminal).bind(rating.body).bind(rating.receipt).step();
    transaction.commit();
    receipt = rating.receipt;
    return StoreOutcome::Stored;
  } catch (const DatabaseError& error) {
    return fail(ErrorCode::Unavailable, error.message, "ratings");
  }
}

std::optional<CaseRecord> CaseRepository::find(const std::string& number) const {
  Statement row = database_.prepare(std::string("SELECT ") + kCaseColumns +
                                    " FROM cases WHERE case_number = ?1 OR receipt_number = ?1");
  if (!row.bind(number).step()) return std::nullopt;
  return read_case(row);
}

std::vector<CaseRecord> CaseRepository::open_cases() const {
  std::vector<CaseRecord> cases;
  Statement row = database_.prepare(std::string("SELECT ") + kCaseColumns +
                                    " FROM cases WHERE state = 'accepted' ORDER BY id");
  while (row.step()) cases.push_back(read_case(row));
  return cases;
}

std::vector<CaseRecord> CaseRepository::cases_of(const std::string& card_kind, const std::string& id_number,
                                                 std::size_t limit) const {
  std::vector<CaseRecord> cases;
  Statement row = database_.prepare(std::string("SELECT ") + kCaseColumns +
                                    " FROM cases WHERE json_extract(applicant, '$.id_number') = ? AND "
                                    "json_extract(applicant, '$.card_kind') = ? ORDER BY id DESC LIMIT ?");
  row.bind(id_number).bind(card_kind).bind(static_cast<std::int64_t>(limit));
  while (row.step()) cases.push_back(read_case(row));
  return cases;
}

std::optional<RatingRecord> CaseRepository::find_rating(const std::string& case_number) const {
  Statement row = database_.prepare(
      "SELECT case_number, idempotency_key, fingerprint, level, rated_at, terminal, body, receipt "
      "FROM ratings WHERE case_number = ?");
  if (!row.bind(case_number).step()) return std::nullopt;
  return RatingRecord{row.text(0), row.text(1), row.text(2), row.optional_number(3),
                      row.text(4), row.text(5), row.text(6), row.text(7)};
}

std::optional<DocumentRecord> CaseRepository::find_document(const std::string& document_id) const {
  Statement row = database_.prepare(
      "SELECT document_id, case_number, media_type, verify_code, sha256, content "
      "FROM documents WHERE document_id = ?");
  if (!row.bind(document_id).step()) return std::nullopt;
  return DocumentRecord{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
}

std::int64_t CaseRepository::count() const {
  Statement row = database_.prepare("SELECT count(*) FROM cases");
  row.step();
  return row.number(0);
}

bool CaseRepository::knows_key(const std::string& idempotency_key) const {
  Statement row = database_.prepare("SELECT 1 FROM cases WHERE idempotency_key = ?");
  return row.bind(idempotency_key).step();
}

int CaseRepository::count_of_person(const std::string& service, const std::string& id_number,
                                    std::int64_t since_ms) const {
  Statement row = database_.prepare(
      "SELECT count(*) FROM cases WHERE service = ? AND json_extract(applicant, '$.id_number') = ? "
      "AND received_ms >= ? AND state <> 'rejected'");
  row.bind(service).bind(id_number).bind(since_ms).step();
  return static_cast<int>(row.number(0));
}

Json CaseRepository::dump() const {
  Json cases = Json::array();
  Statement row = database_.prepare(std::string("SELECT ") + kCaseColumns + " FROM cases ORDER BY id");
  while (row.step()) {
    Json json = to_json(read_case(row));
    const std::string number = json["case_number"];
    Statement documents = database_.prepare(
        "SELECT document_id, verify_code, sha256, length(content) FROM documents WHERE case_number = ?");
    documents.bind(number);
    while (documents.step()) {
      json["documents"].push_back({{"document_id", documents.text(0)},
                                   {"verify_code", documents.text(1)},
                                   {"sha256", documents.text(2)},
                                   {"bytes", documents.number(3)}});
    }
    Statement rating = database_.prepare("SELECT body FROM ratings WHERE case_number = ?");
    if (rating.bind(number).step()) json["rating"] = Json::parse(rating.text(0));
    cases.push_back(std::move(json));
  }
  return cases;
}

}  // namespace tests::central
