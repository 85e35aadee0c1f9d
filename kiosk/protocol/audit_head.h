// AuditHead: the signed end of a terminal's trail, told to the centre so that nobody can cut the trail
// unseen.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/protocol/json_reader.h"

namespace kiosk::protocol {

/// What chains the records.
enum class ChainAlgorithm { Sha256, Sm3 };
/// What signs the checkpoints.
enum class SignatureAlgorithm {
  EcdsaP256Sha256,  ///< ECDSA-Sig-Value in DER
  Sm2Sm3,           ///< GB/T 32918.2 with the id 1234567812345678; SM2-Sig-Value in DER
};

inline constexpr WireWord<ChainAlgorithm> kChainAlgorithmWords[] = {{"sha256", ChainAlgorithm::Sha256},
                                                                    {"sm3", ChainAlgorithm::Sm3}};
inline constexpr WireWord<SignatureAlgorithm> kSignatureAlgorithmWords[] = {
    {"ecdsa-p256-sha256", SignatureAlgorithm::EcdsaP256Sha256}, {"sm2-sm3", SignatureAlgorithm::Sm2Sm3}};

struct AuditHead {
  base::IdempotencyKey idempotency_key;
  base::TerminalId terminal;
  std::int64_t sequence = 0;  ///< of the last record under the signature, from 1
  std::string head;           ///< the record's hash: 64 lower-case hexadecimal digits
  ChainAlgorithm algorithm = ChainAlgorithm::Sha256;
  base::WallTime signed_at;  ///< milliseconds as they stand under the signature
  std::string key_id;        ///< names the public key
  SignatureAlgorithm signature_algorithm = SignatureAlgorithm::EcdsaP256Sha256;
  std::vector<std::uint8_t> signature;  ///< over the trail's checkpoint message
};

struct WitnessReceipt {
  base::IdempotencyKey idempotency_key;  ///< the echo
  std::int64_t sequence = 0;
  std::string head;
  std::string witnessed_at;  ///< RFC 3339, the centre's time
  bool verified = false;     ///< the centre knows the key and the signature is good
};

/// The message body. InvalidArgument when sequence, head or signature break the contract.
base::Result<base::SecureBytes> encode(const AuditHead& head);
/// InvalidData with the JSON pointer of the first violation.
base::Result<WitnessReceipt> parse_witness_receipt(std::string_view json);

}  // namespace kiosk::protocol
