// CaseRepository: cases, documents and ratings, each stored before it is answered.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"
#include "tests/central/cases/case_record.h"
#include "tests/central/cases/database.h"

namespace tests::central {

/// What happened to a new case or rating.
enum class StoreOutcome {
  Stored,       ///< new, and on the disk
  Repeated,     ///< the same key and fingerprint came before: its receipt is given back
  KeyReused,    ///< the same key with another fingerprint
  NumberTaken,  ///< another key has this receipt number, or the case is already rated
};

/// A new case is finished inside the transaction that gives it its number.
struct NewCase {
  CaseRecord record;  ///< without case_number
  std::string number_prefix;
  /// Fills state, kind, receipt and the documents for the number that was given.
  std::function<kiosk::base::Result<std::vector<DocumentRecord>>(CaseRecord&)> finish;
};

/// One thread. Errors of the disk and of `finish` come back as Error; then nothing is stored.
class CaseRepository {
 public:
  static kiosk::base::Result<CaseRepository> open(const std::filesystem::path& path);

  /// `receipt` receives the JSON to answer when the outcome is Stored or Repeated.
  kiosk::base::Result<StoreOutcome> store(NewCase new_case, std::string& receipt);
  kiosk::base::Result<StoreOutcome> store(const RatingRecord& rating, std::string& receipt);
  /// By case number or receipt number.
  std::optional<CaseRecord> find(const std::string& number) const;
  /// Cases that are still worked on, the oldest first.
  std::vector<CaseRecord> open_cases() const;
  /// Of the person with this card, the newest first.
  std::vector<CaseRecord> cases_of(const std::string& card_kind, const std::string& id_number,
                                   std::size_t limit) const;
  std::optional<RatingRecord> find_rating(const std::string& case_number) const;
  std::optional<DocumentRecord> find_document(const std::string& document_id) const;
  std::int64_t count() const;
  bool knows_key(const std::string& idempotency_key) const;
  /// Cases of this service by this person since then that were not refused.
  int count_of_person(const std::string& service, const std::string& id_number, std::int64_t since_ms) const;
  /// For repositories that write in the same transaction. The repository must not move any more.
  const Database& database() const { return database_; }
  /// Every case with its rating and documents, for people and tests.
  kiosk::base::Json dump() const;

 private:
  explicit CaseRepository(Database database) : database_(std::move(database)) {}
  StoreOutcome store_in_transaction(NewCase& new_case, std::string& receipt);
  std::string next_number(const std::string& prefix) const;
  void insert(const CaseRecord& record) const;
  void insert(const DocumentRecord& document) const;

  Database database_;
};

/// SHA-256 of bytes in lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace tests::central
