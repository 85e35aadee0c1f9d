// The terminal's signature over audit checkpoints.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/file.h"
#include "kiosk/base/secure.h"
#include "kiosk/crypto/signing_key.h"
#include "tests/support/temporary_folder.h"

using namespace kiosk::crypto;
using kiosk::base::as_bytes;
using kiosk::base::ErrorCode;
using kiosk::tests::TemporaryFolder;

BOOST_AUTO_TEST_SUITE(signing)

BOOST_AUTO_TEST_CASE(a_signature_fits_its_message_and_key_only) {
  const TemporaryFolder folder;
  const auto signer = open_file_signer(folder / "a.key");
  const auto other = open_file_signer(folder / "b.key");
  BOOST_REQUIRE(signer.has_value());
  const Bytes signature = (*signer)->sign(as_bytes("head")).value();
  BOOST_TEST((*signer)->public_key().verify(as_bytes("head"), signature));
  BOOST_TEST(!(*signer)->public_key().verify(as_bytes("heaD"), signature));
  BOOST_TEST(!(*other)->public_key().verify(as_bytes("head"), signature));
  BOOST_TEST((*signer)->public_key().id() != (*other)->public_key().id());
}

BOOST_AUTO_TEST_CASE(the_public_half_beside_the_key_verifies_after_a_restart) {
  const TemporaryFolder folder;
  const Bytes signature = open_file_signer(folder / "a.key").value()->sign(as_bytes("head")).value();
  const auto reopened = open_file_signer(folder / "a.key");
  const auto pem = kiosk::base::read_file(folder / "a.key.pub");
  BOOST_REQUIRE(pem.has_value());
  const auto key = PublicKey::from_pem(*pem);
  BOOST_REQUIRE(key.has_value());
  BOOST_TEST(key->verify(as_bytes("head"), signature));
  BOOST_TEST(key->id() == (*reopened)->public_key().id());
  BOOST_TEST(key->to_pem() == *pem);
}

BOOST_AUTO_TEST_CASE(what_is_no_key_is_refused) {
  const TemporaryFolder folder;
  BOOST_REQUIRE(kiosk::base::write_file_atomically(folder / "a.key", "no key", 0600).has_value());
  BOOST_TEST((open_file_signer(folder / "a.key").error().code == ErrorCode::InvalidData));
  BOOST_TEST((PublicKey::from_pem("no key").error().code == ErrorCode::InvalidData));
}

BOOST_AUTO_TEST_SUITE_END()
