// Signing and verifying envelopes.
#include "kiosk/crypto/sm2_envelope.h"

namespace kiosk::crypto {
namespace {

Bytes message_of(const Envelope& envelope) {
  CanonicalBytes message;
  message.field("kiosk-envelope-v1").field(envelope.method).field(envelope.path);
  message.field(envelope.idempotency_key).field(envelope.body);
  return message.bytes();
}

std::string prefix_of(const Sm2PublicKey& key) { return "sm2-sm3;key=" + key.id() + ";sig="; }

}  // namespace

base::Result<std::string> sign_envelope(const Sm2Signer& signer, const Envelope& envelope) {
  const auto signature = signer.sign(message_of(envelope));
  if (!signature) return tl::unexpected(signature.error());
  return prefix_of(signer.public_key()) + to_base64(*signature);
}

bool verify_envelope(const Sm2PublicKey& key, const Envelope& envelope, std::string_view header) {
  const std::string prefix = prefix_of(key);
  if (header.substr(0, prefix.size()) != prefix) return false;
  const auto signature = from_base64(header.substr(prefix.size()));
  return signature && key.verify(message_of(envelope), *signature);
}

}  // namespace kiosk::crypto
