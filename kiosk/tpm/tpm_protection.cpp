// The key-encryption key sealed, the signing key inside.
#include "kiosk/tpm/tpm_protection.h"

#include "kiosk/base/file.h"
#include "kiosk/crypto/aead.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/secret_file.h"
#include "kiosk/tpm/tpm_session.h"

namespace kiosk::tpm {
namespace {

using base::Result;
using crypto::Bytes;
using std::filesystem::path;

class TpmSigner final : public crypto::Signer {
 public:
  TpmSigner(std::shared_ptr<TpmSession> session, LoadedKey key)
      : session_(std::move(session)), key_(std::move(key)) {}
  Result<Bytes> sign(std::span<const std::uint8_t> message) override {
    return session_->sign(key_, crypto::sha256(message));
  }
  const crypto::PublicKey& public_key() const override { return key_.public_key; }
  std::string describe() const override { return "tpm"; }

 private:
  std::shared_ptr<TpmSession> session_;
  LoadedKey key_;
};

bool is_there(const path& file) {
  std::error_code error;
  return std::filesystem::exists(file, error);
}

/// The key-encryption key of the first start: a new one, or that of the file which then goes.
Result<base::SecureBytes> first_kek(TpmSession& session, const path& keys) {
  const path in_file = keys / crypto::kFileKek;
  if (!is_there(in_file)) {
    if (auto none = crypto::refuse_orphaned_keys(keys, keys / crypto::kTpmKek); !none) {
      return tl::unexpected(none.error());
    }
  }
  auto kek =
      is_there(in_file) ? crypto::read_secret_file(in_file) : Result<base::SecureBytes>(crypto::random_key());
  if (!kek) return kek;
  const auto blob = session.seal(*kek);
  if (!blob) return tl::unexpected(blob.error());
  if (auto written = crypto::write_secret_file(keys / crypto::kTpmKek, *blob); !written) {
    return tl::unexpected(written.error());
  }
  return kek;
}

Result<std::unique_ptr<crypto::KeyWrapper>> open_wrapper(TpmSession& session, const path& keys) {
  const auto blob = crypto::read_secret_file(keys / crypto::kTpmKek);
  if (!blob && blob.error().code != base::ErrorCode::NotFound) return tl::unexpected(blob.error());
  auto kek = blob ? session.unseal(*blob) : first_kek(session, keys);
  if (!kek) return tl::unexpected(kek.error());
  if (is_there(keys / crypto::kFileKek)) {
    if (auto gone = crypto::destroy_secret_file(keys / crypto::kFileKek); !gone) {
      return tl::unexpected(gone.error());
    }
  }
  return std::make_unique<crypto::OpenKeyWrapper>(std::move(*kek), "tpm");
}

Result<std::unique_ptr<crypto::Signer>> open_signer(const std::shared_ptr<TpmSession>& session,
                                                    const path& keys) {
  const path file = keys / crypto::kFileSigningKey;
  if (is_there(file)) return crypto::open_file_signer(file);
  const path blob_file = keys / crypto::kTpmSigningKey;
  if (!is_there(blob_file)) {
    const auto made = session->make_signing_key();
    if (!made) return tl::unexpected(made.error());
    if (auto written = crypto::write_secret_file(blob_file, *made); !written) {
      return tl::unexpected(written.error());
    }
  }
  const auto blob = crypto::read_secret_file(blob_file);
  if (!blob) return tl::unexpected(blob.error());
  auto key = session->load_signing_key(*blob);
  if (!key) return tl::unexpected(key.error());
  if (auto told = crypto::publish_key(key->public_key, file.string() + ".pub"); !told) {
    return tl::unexpected(told.error());
  }
  return std::make_unique<TpmSigner>(session, std::move(*key));
}

}  // namespace

crypto::OpenKeyProtection tpm_protection(const std::string& tcti) {
  return [tcti](const path& keys) -> Result<crypto::KeyProtection> {
    auto opened = TpmSession::open(tcti);
    if (!opened) return tl::unexpected(opened.error());
    const std::shared_ptr<TpmSession> session = std::move(*opened);
    auto wrapper = open_wrapper(*session, keys);
    if (!wrapper) return tl::unexpected(wrapper.error());
    auto signer = open_signer(session, keys);
    if (!signer) return tl::unexpected(signer.error());
    return crypto::KeyProtection{std::move(*wrapper), std::move(*signer)};
  };
}

}  // namespace kiosk::tpm
