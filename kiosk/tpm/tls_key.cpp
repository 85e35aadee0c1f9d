// A P-256 key of the TPM behind OpenSSL's EC_KEY_METHOD.
// The method is deprecated in favour of providers and the only way here: see README.md.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "kiosk/tpm/tls_key.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>

#include "kiosk/crypto/secret_file.h"
#include "kiosk/tpm/tpm_session.h"

namespace kiosk::tpm {
namespace {

using base::ErrorCode;
using base::fail;
using EcKey = std::unique_ptr<EC_KEY, decltype(&EC_KEY_free)>;
using Signature = std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)>;

struct InTpm {
  std::unique_ptr<TpmSession> session;
  LoadedKey key;
};

void free_slot(void*, void* slot, CRYPTO_EX_DATA*, int, long, void*) { delete static_cast<InTpm*>(slot); }

/// The slot of an EC_KEY in which it holds its InTpm; freed with the EC_KEY.
int slot_index() {
  static const int index =
      CRYPTO_get_ex_new_index(CRYPTO_EX_INDEX_EC_KEY, 0, nullptr, nullptr, nullptr, free_slot);
  return index;
}

crypto::Bytes sign_digest(const unsigned char* digest, int size, EC_KEY* key) {
  auto* const in_tpm = static_cast<InTpm*>(EC_KEY_get_ex_data(key, slot_index()));
  if (in_tpm == nullptr || size < 0) return {};
  return in_tpm->session->sign(in_tpm->key, {digest, static_cast<std::size_t>(size)})
      .value_or(crypto::Bytes());
}

int sign_der(int, const unsigned char* digest, int size, unsigned char* out, unsigned int* out_size,
             const BIGNUM*, const BIGNUM*, EC_KEY* key) {
  const crypto::Bytes signature = sign_digest(digest, size, key);
  std::copy(signature.begin(), signature.end(), out);
  *out_size = static_cast<unsigned int>(signature.size());
  return signature.empty() ? 0 : 1;
}

ECDSA_SIG* sign_numbers(const unsigned char* digest, int size, const BIGNUM*, const BIGNUM*, EC_KEY* key) {
  const crypto::Bytes signature = sign_digest(digest, size, key);
  const unsigned char* in = signature.data();
  return d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(signature.size()));
}

const EC_KEY_METHOD* tpm_method() {
  static const EC_KEY_METHOD* const method = [] {
    EC_KEY_METHOD* const made = EC_KEY_METHOD_new(EC_KEY_OpenSSL());
    EC_KEY_METHOD_set_sign(made, sign_der, nullptr, sign_numbers);
    return made;
  }();
  return method;
}

base::Result<crypto::Bytes> read_or_make(TpmSession& session, const std::filesystem::path& file) {
  const auto blob = crypto::read_secret_file(file);
  if (blob) return crypto::Bytes(blob->begin(), blob->end());
  if (blob.error().code != ErrorCode::NotFound) return tl::unexpected(blob.error());
  auto made = session.make_signing_key();
  if (!made) return made;
  if (auto written = crypto::write_secret_file(file, *made); !written) return tl::unexpected(written.error());
  return made;
}

/// An EC_KEY with the public point and our method; takes the session.
EcKey ec_key_of(std::unique_ptr<InTpm> in_tpm) {
  const std::string pem = in_tpm->key.public_key.to_pem();
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  EcKey key(PEM_read_bio_EC_PUBKEY(bio.get(), nullptr, nullptr, nullptr), EC_KEY_free);
  if (!key || EC_KEY_set_method(key.get(), tpm_method()) != 1 ||
      EC_KEY_set_ex_data(key.get(), slot_index(), in_tpm.get()) != 1) {
    return {nullptr, EC_KEY_free};
  }
  static_cast<void>(in_tpm.release());
  return key;
}

}  // namespace

void TlsKeyDeleter::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

base::Result<TlsKey> open_tls_key(const std::filesystem::path& file, const std::string& tcti) {
  auto session = TpmSession::open(tcti);
  if (!session) return tl::unexpected(session.error());
  const auto blob = read_or_make(**session, file);
  if (!blob) return tl::unexpected(blob.error());
  auto loaded = (*session)->load_signing_key(*blob);
  if (!loaded) return tl::unexpected(loaded.error());
  const EcKey ec = ec_key_of(std::make_unique<InTpm>(InTpm{std::move(*session), std::move(*loaded)}));
  TlsKey key(EVP_PKEY_new());
  if (!ec || !key || EVP_PKEY_set1_EC_KEY(key.get(), ec.get()) != 1) {
    return fail(ErrorCode::Internal, "OpenSSL does not take the TPM's key", file.string());
  }
  return key;
}

base::Result<std::string> certificate_request(const TlsKey& key, const std::string& common_name) {
  const std::unique_ptr<X509_REQ, decltype(&X509_REQ_free)> request(X509_REQ_new(), X509_REQ_free);
  X509_NAME* const name = X509_REQ_get_subject_name(request.get());
  const auto* const text = reinterpret_cast<const unsigned char*>(common_name.c_str());
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
  if (X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) != 1 ||
      X509_REQ_set_pubkey(request.get(), key.get()) != 1 ||
      X509_REQ_sign(request.get(), key.get(), EVP_sha256()) <= 0 ||
      PEM_write_bio_X509_REQ(bio.get(), request.get()) != 1) {
    return fail(ErrorCode::Unavailable, "cannot make a certificate request with the TPM's key", common_name);
  }
  char* pem = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &pem);
  return std::string(pem, static_cast<std::size_t>(size));
}

}  // namespace kiosk::tpm
