// The 国密 envelope: what of a request an SM2 signature covers, and how the header carries it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/crypto/sm2_signer.h"

namespace kiosk::crypto {

inline constexpr std::string_view kEnvelopeHeader = "Kiosk-Signature";

/// One request, as both sides see it.
struct Envelope {
  std::string_view method;           ///< "POST" or "PUT"
  std::string_view path;             ///< "/v1/cases"
  std::string_view idempotency_key;  ///< the header's value, with its quotes
  std::span<const std::uint8_t> body;
};

/// The header's value: sm2-sm3;key=<key id>;sig=<base64 of the DER signature>. The signature covers
///   field "kiosk-envelope-v1" · field method · field path · field idempotency key · field body
base::Result<std::string> sign_envelope(const Sm2Signer& signer, const Envelope& envelope);
/// False for any other form, key or content.
bool verify_envelope(const Sm2PublicKey& key, const Envelope& envelope, std::string_view header);

}  // namespace kiosk::crypto
