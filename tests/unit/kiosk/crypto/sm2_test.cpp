// SM2 with id over SM3, against OpenSSL's command line, and the envelope.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/child_process.h"
#include "kiosk/base/file.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/sm2_envelope.h"
#include "tests/support/temporary_folder.h"

using namespace kiosk::crypto;
using kiosk::base::as_bytes;
using kiosk::base::as_text;
using kiosk::tests::TemporaryFolder;

namespace {

/// `openssl pkeyutl -verify` with this id: the exit status.
int verified_by_openssl(const TemporaryFolder& folder, const std::string& id) {
  kiosk::base::ProcessRequest request;
  request.arguments = {
      "openssl",     "pkeyutl", "-verify", "-pubin",           "-inkey",   folder / "sm2.key.pub", "-rawin",
      "-digest",     "sm3",     "-in",     folder / "message", "-sigfile", folder / "signature",   "-pkeyopt",
      "distid:" + id};
  const auto outcome = kiosk::base::run_process(request);
  BOOST_REQUIRE(outcome.has_value());
  return outcome->exit_status;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sm2)

BOOST_AUTO_TEST_CASE(openssl_verifies_our_signature_with_the_id_only) {
  const TemporaryFolder folder;
  const auto signer = Sm2Signer::open(folder / "sm2.key");
  if (!signer) BOOST_FAIL(signer.error().to_string());
  const std::string message = "居住登记申报";
  const auto signature = signer->sign(as_bytes(message));
  BOOST_REQUIRE(signature.has_value());
  BOOST_REQUIRE(kiosk::base::write_file_atomically(folder / "message", message).has_value());
  BOOST_REQUIRE(kiosk::base::write_file_atomically(folder / "signature", as_text(*signature)).has_value());
  BOOST_TEST(verified_by_openssl(folder, "1234567812345678") == 0);
  BOOST_TEST(verified_by_openssl(folder, "8765432187654321") != 0);
}

BOOST_AUTO_TEST_CASE(a_signature_holds_for_its_message_key_and_id_after_a_restart) {
  const TemporaryFolder folder;
  const auto made = *Sm2Signer::open(folder / "sm2.key")->sign(as_bytes("message"));
  const auto again = Sm2Signer::open(folder / "sm2.key");
  const auto other = Sm2Signer::open(folder / "other.key");
  BOOST_TEST(again->public_key().verify(as_bytes("message"), made));
  BOOST_TEST(!again->public_key().verify(as_bytes("messagf"), made));
  BOOST_TEST(!again->public_key().verify(as_bytes("message"), made, "8765432187654321"));
  BOOST_TEST(!other->public_key().verify(as_bytes("message"), made));
}

BOOST_AUTO_TEST_CASE(an_envelope_covers_method_path_key_and_body) {
  const TemporaryFolder folder;
  const auto signer = Sm2Signer::open(folder / "sm2.key");
  const Envelope envelope{"POST", "/v1/cases", "\"k\"", as_bytes("body")};
  const std::string header = *sign_envelope(*signer, envelope);
  const Sm2PublicKey& key = signer->public_key();
  BOOST_TEST(verify_envelope(key, envelope, header));
  for (const Envelope& other : {Envelope{"PUT", "/v1/cases", "\"k\"", as_bytes("body")},
                                Envelope{"POST", "/v1/case", "\"k\"", as_bytes("body")},
                                Envelope{"POST", "/v1/cases", "\"l\"", as_bytes("body")},
                                Envelope{"POST", "/v1/cases", "\"k\"", as_bytes("bodz")}}) {
    BOOST_TEST(!verify_envelope(key, other, header));
  }
  for (const std::string& wrong :
       {std::string(), header.substr(1), header + "=", std::string("sm2-sm3;key=")}) {
    BOOST_TEST(!verify_envelope(key, envelope, wrong), wrong);
  }
}

BOOST_AUTO_TEST_SUITE_END()
