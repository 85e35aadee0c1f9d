// Keys of a real TPM 2.0 (swtpm): sealed, signing, for TLS; and what another TPM makes of them.
#include <openssl/ssl.h>

#include "kiosk/base/secure.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/sealer.h"
#include "kiosk/tpm/tls_key.h"
#include "kiosk/tpm/tpm_protection.h"
#include "offline_cache/journal/case_store.h"
#include "tests/unit/kiosk/tpm/software_tpm.h"

using namespace kiosk::tpm;
using kiosk::base::as_bytes;
using kiosk::base::as_text;
using kiosk::base::ErrorCode;
using kiosk::crypto::KeyRing;
using kiosk::crypto::Sealer;
using kiosk::tests::SoftwareTpm;
using kiosk::tests::TemporaryFolder;

namespace {

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Connection = std::unique_ptr<SSL, decltype(&SSL_free)>;

/// A certificate signed by its own key: the TPM signs it.
Certificate self_signed(EVP_PKEY* key) {
  Certificate made(X509_new(), X509_free);
  X509_set_version(made.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
  X509_NAME* const name = X509_get_subject_name(made.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("T05"), -1, -1,
                             0);
  X509_set_issuer_name(made.get(), name);
  X509_set_pubkey(made.get(), key);
  BOOST_REQUIRE(X509_sign(made.get(), key, EVP_sha256()) > 0);
  return made;
}

Context context_of(const SSL_METHOD* method, EVP_PKEY* key, X509* own, X509* trusted) {
  Context context(SSL_CTX_new(method), SSL_CTX_free);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
  BOOST_REQUIRE(SSL_CTX_use_certificate(context.get(), own) == 1);
  BOOST_REQUIRE(SSL_CTX_use_PrivateKey(context.get(), key) == 1);
  X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), trusted);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  return context;
}

/// Both ends in one thread over memory. True when both finished.
bool shake_hands(SSL* client, SSL* server) {
  BIO* one = nullptr;
  BIO* other = nullptr;
  BIO_new_bio_pair(&one, 0, &other, 0);
  SSL_set_bio(client, one, one);
  SSL_set_bio(server, other, other);
  for (int i = 0; i < 20; ++i) {
    const bool done = SSL_connect(client) == 1;
    if (SSL_accept(server) == 1 && done) return true;
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tpm, *boost::unit_test::precondition(&kiosk::tests::swtpm_is_there))

BOOST_AUTO_TEST_CASE(what_is_sealed_opens_after_a_power_cycle_and_in_no_other_tpm) {
  SoftwareTpm mine;
  const SoftwareTpm other;
  const auto secret = kiosk::base::SecureBytes(32, 0x5A);
  const auto blob = TpmSession::open(mine.tcti()).value()->seal(secret).value();
  BOOST_TEST(as_text(blob).find(as_text(secret)) == std::string_view::npos);
  mine.power_off();
  mine.power_on();
  BOOST_TEST((TpmSession::open(mine.tcti()).value()->unseal(blob).value() == secret));
  const auto foreign = TpmSession::open(other.tcti()).value()->unseal(blob);
  BOOST_REQUIRE(!foreign.has_value());
  BOOST_TEST((foreign.error().code == ErrorCode::InvalidData), foreign.error().to_string());
  auto changed = blob;
  changed[changed.size() / 2] ^= 1;
  BOOST_TEST(!TpmSession::open(mine.tcti()).value()->unseal(changed).has_value());
}

BOOST_AUTO_TEST_CASE(many_keys_are_used_one_after_the_other_without_filling_the_tpm) {
  const SoftwareTpm chip;
  const auto session = TpmSession::open(chip.tcti()).value();
  for (int i = 0; i < 10; ++i) {
    const auto blob = session->seal(kiosk::base::SecureBytes(32, 7));
    BOOST_REQUIRE_MESSAGE(blob.has_value(), (blob ? "" : blob.error().to_string()));
    BOOST_TEST(session->unseal(*blob).has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_signature_of_the_tpm_verifies_with_its_published_key) {
  const SoftwareTpm chip;
  const auto session = TpmSession::open(chip.tcti()).value();
  const auto key = session->load_signing_key(session->make_signing_key().value()).value();
  for (int i = 0; i < 20; ++i) {  // numbers with and without a leading nought
    const std::string message = "checkpoint " + std::to_string(i);
    const auto signature = session->sign(key, kiosk::crypto::sha256(message)).value();
    BOOST_TEST(key.public_key.verify(as_bytes(message), signature));
    BOOST_TEST(!key.public_key.verify(as_bytes(message + "x"), signature));
  }
}

BOOST_AUTO_TEST_CASE(a_terminals_store_lives_in_the_tpm_and_opens_with_no_other) {
  kiosk::base::kStorageThread.assert_here();
  SoftwareTpm chip;
  const SoftwareTpm stranger;
  const TemporaryFolder folder;
  const kiosk::base::ManualClock clock;
  const auto open = [&](const std::string& tcti) {
    kiosk::base::kStorageThread.assert_here();
    offline_cache::journal::CaseStoreOptions options{folder / "state", {"T05"}};
    options.protect = tpm_protection(tcti);
    return offline_cache::journal::CaseStore::open(options, clock);
  };
  for (int start = 0; start < 2; ++start) {
    const auto store = open(chip.tcti());
    BOOST_REQUIRE_MESSAGE(store.has_value(), (store ? "" : store.error().to_string()));
    BOOST_TEST((*store)->key_protection() == "tpm");
    BOOST_REQUIRE((*store)->settle());
    BOOST_TEST((*store)->verify_trail().value().good());
  }
  BOOST_TEST(!std::filesystem::exists(folder / "state/keys/kek.key"));
  BOOST_TEST(!std::filesystem::exists(folder / "state/keys/audit.key"));
  BOOST_TEST(std::filesystem::exists(folder / "state/keys/audit.key.pub"));
  BOOST_TEST(!open(stranger.tcti()).has_value());
  chip.power_off();
  BOOST_TEST((open(chip.tcti()).error().code == ErrorCode::Unavailable));
}

BOOST_AUTO_TEST_CASE(file_keys_move_into_the_tpm_and_what_they_sealed_still_opens) {
  const SoftwareTpm chip;
  const TemporaryFolder folder;
  const auto keys = folder / "keys";
  const auto sealed = [&] {
    const auto ring = KeyRing::open_with_file(keys).value();
    return Sealer(ring).seal(as_bytes("x"), "").value();
  }();
  auto guard = tpm_protection(chip.tcti())(keys).value();
  BOOST_TEST(guard.wrapper->describe() == "tpm");
  BOOST_TEST(!std::filesystem::exists(keys / "kek.key"));
  const auto ring = KeyRing::open(keys, std::move(guard.wrapper)).value();
  BOOST_TEST(Sealer(ring).open(sealed, "").has_value());
  std::filesystem::remove(keys / "kek.tpm");
  BOOST_TEST((tpm_protection(chip.tcti())(keys).error().code == ErrorCode::NotFound));
}

BOOST_AUTO_TEST_CASE(mutual_tls_1_3_with_the_key_inside_the_tpm) {
  const SoftwareTpm chip;
  const TemporaryFolder folder;
  const auto key = open_tls_key(folder / "tls.tpm", chip.tcti());
  BOOST_REQUIRE_MESSAGE(key.has_value(), (key ? "" : key.error().to_string()));
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> server_key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const Certificate client_certificate = self_signed(key->get());
  const Certificate server_certificate = self_signed(server_key.get());
  const Context client =
      context_of(TLS_client_method(), key->get(), client_certificate.get(), server_certificate.get());
  const Context server =
      context_of(TLS_server_method(), server_key.get(), server_certificate.get(), client_certificate.get());
  const Connection one(SSL_new(client.get()), SSL_free);
  const Connection other(SSL_new(server.get()), SSL_free);
  BOOST_TEST(shake_hands(one.get(), other.get()));
  BOOST_TEST(std::string(SSL_get_version(one.get())) == "TLSv1.3");
}

BOOST_AUTO_TEST_CASE(a_certificate_request_is_signed_by_the_key_that_it_names) {
  const SoftwareTpm chip;
  const TemporaryFolder folder;
  const std::string pem = [&] {
    const auto key = open_tls_key(folder / "tls.tpm", chip.tcti()).value();
    return certificate_request(key, "T05").value();
  }();
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  const std::unique_ptr<X509_REQ, decltype(&X509_REQ_free)> request(
      PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr), X509_REQ_free);
  BOOST_REQUIRE(request != nullptr);
  BOOST_TEST(X509_REQ_verify(request.get(), X509_REQ_get0_pubkey(request.get())) == 1);
  const auto again = open_tls_key(folder / "tls.tpm", chip.tcti()).value();
  BOOST_TEST(EVP_PKEY_eq(again.get(), X509_REQ_get0_pubkey(request.get())) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
