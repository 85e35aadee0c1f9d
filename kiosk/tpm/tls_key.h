// TlsKey: the terminal's key for mutual TLS, inside its TPM, as OpenSSL wants it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/base/result.h"

// OpenSSL's EVP_PKEY.
struct evp_pkey_st;

namespace kiosk::tpm {

struct TlsKeyDeleter {
  void operator()(evp_pkey_st* key) const;
};
/// Holds its own session with the TPM. For SSL_CTX_use_PrivateKey; use and free on one thread (the network
/// strand). Signs SHA-256 digests only: certificates and TLS 1.3 with P-256 ask for nothing else.
using TlsKey = std::unique_ptr<evp_pkey_st, TlsKeyDeleter>;

/// Loads the key whose blob is in `file` (mode 0600) and makes it when the file is not there.
base::Result<TlsKey> open_tls_key(const std::filesystem::path& file, const std::string& tcti);
/// PKCS #10 in PEM for this key with the subject CN=`common_name`, to be enrolled at the county's authority.
base::Result<std::string> certificate_request(const TlsKey& key, const std::string& common_name);

}  // namespace kiosk::tpm
