// PaymentRepository: what is asked, what was paid, what went back. Every fen that came stands in a move.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "tests/central/cases/database.h"

namespace tests::central {

struct PaymentRecord {
  std::string number;
  std::string payment_key;  ///< unique: of the visit that asked last
  std::string fingerprint;  ///< SHA-256 of the question
  std::string terminal;
  std::string service;
  std::string person;  ///< SHA-256 of the identity number
  std::int64_t fen = 0;
  std::string items;          ///< JSON
  std::string state;          ///< the wire word
  std::int64_t valid_ms = 0;  ///< until when it can be paid, since 1970
  std::int64_t paid_ms = 0;
  bool found_again = false;
  std::string case_number;
  std::string refund_number;
  std::string reason;     ///< JSON or empty
  std::string next_step;  ///< JSON or empty
};

/// One thread; throws DatabaseError. Works on another repository's connection, so that a case and its payment
/// are one transaction.
class PaymentRepository {
 public:
  explicit PaymentRepository(const Database& database);

  std::optional<PaymentRecord> find(const std::string& number) const;
  std::optional<PaymentRecord> find_key(const std::string& payment_key) const;
  /// Paid in an earlier visit, and its service was not done.
  std::optional<PaymentRecord> find_unused(const PaymentRecord& like) const;
  /// The payment that was asked last; empty when there is none.
  std::string newest() const;
  /// Gives the record its number. Older ones of the same person and service can be paid no more.
  void insert(PaymentRecord& record);
  /// Another visit goes on with it.
  PaymentRecord take_over(const std::string& number, const PaymentRecord& question);
  /// The money came, at whatever moment: in time it pays; too late or twice it goes back at once. The words
  /// say which.
  std::string pay(const PaymentRecord& record, std::int64_t now_ms);
  /// Why the last try to pay was not taken, for the citizen.
  void note_refusal(const std::string& number, const std::string& reason);
  void set_state(const std::string& number, const std::string& state);
  void use(const std::string& number, const std::string& case_number);
  /// Gives the refund's number.
  std::string refund(const std::string& number, std::int64_t now_ms);
  /// What is over in time ends: asked payments expire, and money that no case used for so long goes back.
  void sweep(std::int64_t now_ms, std::int64_t refund_after_ms);
  /// What came minus what went back, in fen.
  std::int64_t balance(const std::string& number) const;
  kiosk::base::Json dump() const;

 private:
  void move(const std::string& number, const char* kind, std::int64_t fen, std::int64_t now_ms);

  const Database& database_;
};

}  // namespace tests::central
