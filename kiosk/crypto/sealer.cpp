// The sealed layout over AES-256-GCM.
#include "kiosk/crypto/sealer.h"

#include "kiosk/crypto/aead.h"

namespace kiosk::crypto {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kHeaderSize = 5;

Bytes header_of(KeyEpoch epoch) {
  Bytes header{kVersion};
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
  Bytes out = header_of(data_key.epoch);
  const auto body = aead_seal(data_key.key, plain, authenticated(out, associated));
  if (!body) return body;
  out.insert(out.end(), body->begin(), body->end());
  return out;
}

base::Result<base::SecureBytes> Sealer::open(std::span<const std::uint8_t> sealed,
                                             std::string_view associated) const {
  const auto epoch = epoch_of(sealed);
  if (!epoch) return fail(ErrorCode::InvalidData, "sealed data is cut short");
  if (sealed[0] != kVersion) {
    return fail(ErrorCode::Unsupported, "sealed data has unknown version " + std::to_string(sealed[0]));
  }
  const DataKey* data_key = ring_.find(*epoch);
  if (!data_key) {
    return fail(ErrorCode::NotFound, "the data key of epoch " + std::to_string(*epoch) + " is not there");
  }
  const auto header = sealed.first(kHeaderSize);
  return aead_open(data_key->key, sealed.subspan(kHeaderSize), authenticated(header, associated));
}

std::optional<KeyEpoch> Sealer::epoch_of(std::span<const std::uint8_t> sealed) {
  if (sealed.size() < kHeaderSize) return std::nullopt;
  KeyEpoch epoch = 0;
  for (std::size_t i = 1; i < kHeaderSize; ++i) epoch = epoch << 8 | sealed[i];
  return epoch;
}

}  // namespace kiosk::crypto
