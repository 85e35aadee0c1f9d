// Rows of the centre's database as values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tests::central {

struct CaseRecord {
  std::string case_number;
  std::string receipt_number;   ///< unique
  std::string idempotency_key;  ///< unique
  std::string fingerprint;      ///< SHA-256 of the submission in canonical JSON
  std::string terminal;
  std::string service;
  std::string catalogue_version;
  std::string language;
  std::string applied_at;        ///< RFC 3339, the terminal's time
  std::string received_at;       ///< RFC 3339, the centre's time
  std::int64_t received_ms = 0;  ///< the same since 1970
  bool offline = false;
  std::string state;  ///< the wire words
  std::string kind;
  std::optional<int> result_code;
  std::string applicant;  ///< JSON
  std::string answers;    ///< JSON
  std::string promises;   ///< JSON
  std::string signature;  ///< JSON or empty
  std::vector<std::string>
      papers_to_follow;  ///< materials' words; in the database only as the receipt's papers_due
  std::string receipt;   ///< JSON: what was answered, and is answered again to the same key
  std::int64_t times_received = 1;
  std::string payment_number{};  ///< of the submission; not a column: the payment's row names the case
};

struct DocumentRecord {
  std::string document_id;
  std::string case_number;
  std::string media_type;
  std::string verify_code;
  std::string sha256;
  std::string content;
};

struct RatingRecord {
  std::string case_number;  ///< unique: one case, one rating
  std::string idempotency_key;
  std::string fingerprint;
  std::optional<int> level;
  std::string rated_at;
  std::string terminal;
  std::string body;     ///< JSON
  std::string receipt;  ///< JSON
};

}  // namespace tests::central
