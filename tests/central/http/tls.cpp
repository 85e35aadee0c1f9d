// Building the TLS context and reading the client's name.
#include "tests/central/http/tls.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>

namespace tests::central {

namespace ssl = boost::asio::ssl;
namespace {

/// Takes the first of ours that the client offers; none is no error, the client then speaks HTTP/1.1.
int choose_protocol(SSL* /*ssl*/, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned offered_size, void* /*unused*/) {
  static constexpr unsigned char kOurs[] = "\x02h2\x08http/1.1";
  unsigned char* found = nullptr;
  const int result = SSL_select_next_proto(&found, size, kOurs, sizeof kOurs - 1, offered, offered_size);
  *chosen = found;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

kiosk::base::Result<ssl::context> make_tls(const TlsFiles& files) {
  try {
    ssl::context context(ssl::context::tls_server);
    SSL_CTX* native = context.native_handle();
    const int version = files.old_version_only ? TLS1_2_VERSION : TLS1_3_VERSION;
    SSL_CTX_set_min_proto_version(native, version);
    SSL_CTX_set_max_proto_version(native, version);
    // Without a context name OpenSSL refuses to resume sessions of authenticated clients.
    static constexpr unsigned char kName[] = "kiosk-central";
    SSL_CTX_set_session_id_context(native, kName, sizeof kName - 1);
    if (files.http2) SSL_CTX_set_alpn_select_cb(native, &choose_protocol, nullptr);
    context.use_certificate_chain_file(files.cert.string());
    context.use_private_key_file(files.key.string(), ssl::context::pem);
    context.load_verify_file(files.ca.string());
    if (!files.anybody) context.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert);
    return context;
  } catch (const boost::system::system_error& error) {
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidData,
                             std::string("the TLS files cannot be used: ") + error.code().message(),
                             files.cert.parent_path().string());
  }
}

std::string peer_common_name(SSL* ssl) {
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(ssl), &X509_free);
  if (!certificate) return {};
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const int index = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
  if (index < 0) return {};
  const ASN1_STRING* text = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index));
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<std::size_t>(ASN1_STRING_length(text))};
}

}  // namespace tests::central
