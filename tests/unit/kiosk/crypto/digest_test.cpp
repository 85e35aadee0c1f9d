// Digests and encodings against the published vectors.
#include <boost/test/unit_test.hpp>

#include "kiosk/base/secure.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/encoding.h"

using namespace kiosk::crypto;
using kiosk::base::as_bytes;
using kiosk::base::as_text;

BOOST_AUTO_TEST_SUITE(digest)

BOOST_AUTO_TEST_CASE(sha256_gives_the_values_of_fips_180_4) {
  BOOST_TEST(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  BOOST_TEST(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

BOOST_AUTO_TEST_CASE(parts_give_the_same_digest_as_the_whole_and_the_object_starts_anew) {
  Sha256 digest;
  BOOST_TEST((digest.update("a").update("bc").finish() == sha256("abc")));
  BOOST_TEST((digest.finish() == sha256("")));
}

BOOST_AUTO_TEST_CASE(hmac_gives_the_values_of_rfc_4231) {
  BOOST_TEST(to_hex(hmac_sha256(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))) ==
             "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  BOOST_TEST(to_hex(hmac_sha256({}, {})) ==
             "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

BOOST_AUTO_TEST_CASE(sm3_gives_the_values_of_gb_t_32905) {
  BOOST_TEST(to_hex(sm3(as_bytes("abc"))) ==
             "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  BOOST_TEST(to_hex(hmac_sm3(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))) ==
             "2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882");
}

BOOST_AUTO_TEST_CASE(constant_time_comparison_is_by_value_and_length) {
  BOOST_TEST(equal_in_constant_time(as_bytes("abc"), as_bytes("abc")));
  BOOST_TEST(!equal_in_constant_time(as_bytes("abc"), as_bytes("abd")));
  BOOST_TEST(!equal_in_constant_time(as_bytes("abc"), as_bytes("ab")));
}

BOOST_AUTO_TEST_CASE(base64_gives_the_values_of_rfc_4648_and_refuses_the_rest) {
  for (const auto& [plain, text] : std::vector<std::pair<std::string, std::string>>{
           {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}}) {
    BOOST_TEST(to_base64(as_bytes(plain)) == text);
    BOOST_TEST(std::string(as_text(from_base64(text).value())) == plain);
  }
  for (const char* bad : {"Zg=", "Zg", "Z===", "Zh==", "Zm9v!AAA", "Zg==Zg==", "===="})
    BOOST_TEST(!from_base64(bad));
}

BOOST_AUTO_TEST_CASE(hexadecimal_reads_back_and_refuses_the_rest) {
  BOOST_TEST((from_hex("00fFa0") == Bytes{0x00, 0xFF, 0xA0}));
  BOOST_TEST(!from_hex("0"));
  BOOST_TEST(!from_hex("0g"));
}

BOOST_AUTO_TEST_CASE(a_canonical_encoding_keeps_fields_apart) {
  const Bytes one = CanonicalBytes().field("ab").field("c").bytes();
  const Bytes two = CanonicalBytes().field("a").field("bc").bytes();
  BOOST_TEST((one != two));
  BOOST_TEST((CanonicalBytes().number(258).bytes() == Bytes{0, 0, 0, 0, 0, 0, 1, 2}));
}

BOOST_AUTO_TEST_SUITE_END()
