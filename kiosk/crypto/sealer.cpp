// The sealed layout over the profiles' ciphers.
#include "kiosk/crypto/sealer.h"

#include "kiosk/crypto/aead.h"
#include "kiosk/crypto/guomi_aead.h"

namespace kiosk::crypto {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::uint8_t kAes256Gcm = 1;
constexpr std::uint8_t kSm4CtrHmacSm3 = 2;
constexpr std::size_t kHeaderSize = 5;

Bytes header_of(CryptoProfile profile, KeyEpoch epoch) {
  Bytes header{profile == CryptoProfile::Guomi ? kSm4CtrHmacSm3 : kAes256Gcm};
  for (int shift = 24; shift >= 0; shift -= 8) header.push_back(static_cast<std::uint8_t>(epoch >> shift));
  return header;
}

Bytes authenticated(std::span<const std::uint8_t> header, std::string_view associated) {
  Bytes bytes(header.begin(), header.end());
  bytes.insert(bytes.end(), associated.begin(), associated.end());
  return bytes;
}

}  // namespace

base::Result<Bytes> Sealer::seal(std::span<const std::uint8_t> plain, std::string_view associated) const {
  const DataKey& data_key = ring_.current();
  Bytes out = header_of(profile_, data_key.epoch);
  const Bytes bound = authenticated(out, associated);
  const auto body = profile_ == CryptoProfile::Guomi ? guomi_seal(data_key.key, plain, bound)
                                                     : aead_seal(data_key.key, plain, bound);
  if (!body) return body;
  out.insert(out.end(), body->begin(), body->end());
  return out;
}

base::Result<base::SecureBytes> Sealer::open(std::span<const std::uint8_t> sealed,
                                             std::string_view associated) const {
  const auto epoch = epoch_of(sealed);
  if (!epoch) return fail(ErrorCode::InvalidData, "sealed data is cut short");
  if (sealed[0] != kAes256Gcm && sealed[0] != kSm4CtrHmacSm3) {
    return fail(ErrorCode::Unsupported, "sealed data has unknown version " + std::to_string(sealed[0]));
  }
  const DataKey* data_key = ring_.find(*epoch);
  if (!data_key) {
    return fail(ErrorCode::NotFound, "the data key of epoch " + std::to_string(*epoch) + " is not there");
  }
  const Bytes bound = authenticated(sealed.first(kHeaderSize), associated);
  const auto body = sealed.subspan(kHeaderSize);
  return sealed[0] == kSm4CtrHmacSm3 ? guomi_open(data_key->key, body, bound)
                                     : aead_open(data_key->key, body, bound);
}

base::Result<Bytes> Sealer::reseal(std::span<const std::uint8_t> sealed, std::string_view associated) const {
  const auto plain = open(sealed, associated);
  if (!plain) return Bytes(sealed.begin(), sealed.end());
  return seal(*plain, associated);
}

std::optional<KeyEpoch> Sealer::epoch_of(std::span<const std::uint8_t> sealed) {
  if (sealed.size() < kHeaderSize) return std::nullopt;
  KeyEpoch epoch = 0;
  for (std::size_t i = 1; i < kHeaderSize; ++i) epoch = epoch << 8 | sealed[i];
  return epoch;
}

}  // namespace kiosk::crypto
