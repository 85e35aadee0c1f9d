// Sealing, key epochs and what happens when a key file is lost, foreign or readable by others.
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "kiosk/base/file.h"
#include "kiosk/crypto/aead.h"
#include "kiosk/crypto/guomi_aead.h"
#include "kiosk/crypto/sealer.h"
#include "tests/support/temporary_folder.h"

using namespace kiosk::crypto;
using kiosk::base::as_bytes;
using kiosk::base::as_text;
using kiosk::base::ErrorCode;
using kiosk::tests::TemporaryFolder;

namespace {

unsigned mode_of(const std::filesystem::path& path) {
  struct stat info {};
  stat(path.c_str(), &info);
  return info.st_mode & 0777;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sealing)

BOOST_AUTO_TEST_CASE(sealed_data_opens_only_with_its_associated_data_and_unchanged) {
  const TemporaryFolder folder;
  const auto ring = KeyRing::open_with_file(folder / "keys");
  BOOST_REQUIRE(ring.has_value());
  const Sealer sealer(*ring);
  Bytes sealed = sealer.seal(as_bytes("测试人甲"), "case 1").value();
  BOOST_TEST(sealed.size() == 1 + 4 + 12 + std::string("测试人甲").size() + 16);
  BOOST_TEST(std::string(as_text(sealer.open(sealed, "case 1").value())) == "测试人甲");
  BOOST_TEST((sealer.open(sealed, "case 2").error().code == ErrorCode::InvalidData));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    sealed[i] ^= 1;
    BOOST_TEST(!sealer.open(sealed, "case 1").has_value());
    sealed[i] ^= 1;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    BOOST_TEST(!sealer.open(std::span(sealed).first(size), "case 1").has_value());
  }
}

BOOST_AUTO_TEST_CASE(both_profiles_open_what_either_sealed_and_neither_opens_a_changed_byte) {
  const TemporaryFolder folder;
  const auto ring = KeyRing::open_with_file(folder / "keys");
  const Sealer world(*ring);
  const Sealer guomi(*ring, CryptoProfile::Guomi);
  Bytes sealed = guomi.seal(as_bytes("测试人甲"), "case 1").value();
  BOOST_TEST(sealed[0] == 2U);
  BOOST_TEST(sealed.size() == 1 + 4 + 16 + std::string("测试人甲").size() + 32);
  BOOST_TEST(std::string(as_text(world.open(sealed, "case 1").value())) == "测试人甲");
  BOOST_TEST(guomi.open(world.seal(as_bytes("x"), "").value(), "").has_value());
  BOOST_TEST((guomi.open(sealed, "case 2").error().code == ErrorCode::InvalidData));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    sealed[i] ^= 1;
    BOOST_TEST(!guomi.open(sealed, "case 1").has_value());
    sealed[i] ^= 1;
    BOOST_TEST(!guomi.open(std::span(sealed).first(i), "case 1").has_value());
  }
}

// Made by another implementation (pyca/cryptography) from the layout in guomi_aead.h.
BOOST_AUTO_TEST_CASE(what_another_implementation_sealed_with_sm4_and_sm3_opens) {
  Bytes key(kKeySize);
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(i);
  const Bytes sealed = from_hex(
                           "000102030405060708090a0b0c0d0e0fd6896ecf133242cff76a5a1c"
                           "d1b0db7409df9eda08698b1dd58925a07fdbb9ff106df260908dc18a5e99b77e")
                           .value();
  BOOST_TEST(std::string(as_text(guomi_open(key, sealed, as_bytes("case 1")).value())) == "测试人甲");
}

BOOST_AUTO_TEST_CASE(profiles_are_read_by_name) {
  BOOST_TEST((parse_crypto_profile("guomi") == CryptoProfile::Guomi));
  BOOST_TEST((parse_crypto_profile("international") == CryptoProfile::International));
  BOOST_TEST(!parse_crypto_profile("none"));
}

BOOST_AUTO_TEST_CASE(the_same_text_is_sealed_differently_each_time) {
  const TemporaryFolder folder;
  const auto ring = KeyRing::open_with_file(folder / "keys");
  const Sealer sealer(*ring);
  BOOST_TEST((sealer.seal(as_bytes("x"), "").value() != sealer.seal(as_bytes("x"), "").value()));
}

BOOST_AUTO_TEST_CASE(keys_survive_a_restart_and_only_their_owner_may_read_them) {
  const TemporaryFolder folder;
  Bytes sealed;
  {
    const auto ring = KeyRing::open_with_file(folder / "keys");
    BOOST_TEST(ring->describe() == "file");
    sealed = Sealer(*ring).seal(as_bytes("x"), "").value();
  }
  BOOST_TEST(mode_of(folder / "keys") == 0700U);
  BOOST_TEST(mode_of(folder / "keys/kek.key") == 0600U);
  BOOST_TEST(mode_of(folder / "keys/data-1.key") == 0600U);
  const auto ring = KeyRing::open_with_file(folder / "keys");
  BOOST_TEST(Sealer(*ring).open(sealed, "").has_value());
}

BOOST_AUTO_TEST_CASE(an_erased_epoch_can_never_be_opened_again) {
  const TemporaryFolder folder;
  auto ring = KeyRing::open_with_file(folder / "keys");
  const Bytes old = Sealer(*ring).seal(as_bytes("old"), "").value();
  BOOST_REQUIRE(ring->start_epoch().has_value());
  const Bytes fresh = Sealer(*ring).seal(as_bytes("new"), "").value();
  BOOST_TEST(Sealer::epoch_of(fresh).value() == 2U);
  BOOST_TEST(Sealer(*ring).open(old, "").has_value());
  BOOST_TEST((ring->erase_epoch(2).error().code == ErrorCode::Conflict));
  BOOST_REQUIRE((ring->epochs() == std::vector<KeyEpoch>{1, 2}));
  // Another name of the same file keeps its bytes in sight after the removal.
  std::filesystem::create_hard_link(folder / "keys/data-1.key", folder / "kept");
  BOOST_REQUIRE(ring->erase_epoch(1).has_value());
  BOOST_TEST(!std::filesystem::exists(folder / "keys/data-1.key"));
  BOOST_TEST((kiosk::base::read_file(folder / "kept").value().find_first_not_of('\0') == std::string::npos));
  BOOST_TEST((Sealer(*ring).open(old, "").error().code == ErrorCode::NotFound));
  const auto again = KeyRing::open_with_file(folder / "keys");
  BOOST_TEST((Sealer(*again).open(old, "").error().code == ErrorCode::NotFound));
  BOOST_TEST(Sealer(*again).open(fresh, "").has_value());
}

BOOST_AUTO_TEST_CASE(a_named_key_stays_the_same_and_differs_by_name) {
  const TemporaryFolder folder;
  auto ring = KeyRing::open_with_file(folder / "keys");
  const auto lane = ring->named_key("lane").value();
  BOOST_TEST(lane.size() == 32U);
  BOOST_TEST((KeyRing::open_with_file(folder / "keys")->named_key("lane").value() == lane));
  BOOST_TEST((ring->named_key("other").value() != lane));
}

BOOST_AUTO_TEST_CASE(a_foreign_key_file_is_refused_with_the_file_and_the_reason) {
  const TemporaryFolder folder;
  BOOST_REQUIRE(KeyRing::open_with_file(folder / "mine").has_value());
  BOOST_REQUIRE(KeyRing::open_with_file(folder / "other").has_value());
  std::filesystem::copy_file(folder / "other/kek.key", folder / "mine/kek.key",
                             std::filesystem::copy_options::overwrite_existing);
  const auto ring = KeyRing::open_with_file(folder / "mine");
  BOOST_REQUIRE(!ring.has_value());
  BOOST_TEST((ring.error().code == ErrorCode::InvalidData));
  BOOST_TEST(ring.error().where == (folder / "mine/data-1.key").string());
  BOOST_TEST(ring.error().message.find("does not open") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_lost_key_file_is_not_silently_replaced) {
  const TemporaryFolder folder;
  BOOST_REQUIRE(KeyRing::open_with_file(folder / "keys").has_value());
  std::filesystem::remove(folder / "keys/kek.key");
  const auto ring = KeyRing::open_with_file(folder / "keys");
  BOOST_REQUIRE(!ring.has_value());
  BOOST_TEST((ring.error().code == ErrorCode::NotFound));
  BOOST_TEST(!std::filesystem::exists(folder / "keys/kek.key"));
}

BOOST_AUTO_TEST_CASE(a_key_file_that_others_may_read_or_of_wrong_size_is_refused) {
  const TemporaryFolder folder;
  BOOST_REQUIRE(KeyRing::open_with_file(folder / "keys").has_value());
  chmod((folder / "keys/kek.key").c_str(), 0644);
  BOOST_TEST((KeyRing::open_with_file(folder / "keys").error().code == ErrorCode::PermissionDenied));
  BOOST_REQUIRE(kiosk::base::write_file_atomically(folder / "keys/kek.key", "short", 0600).has_value());
  BOOST_TEST((KeyRing::open_with_file(folder / "keys").error().code == ErrorCode::InvalidData));
}

BOOST_AUTO_TEST_SUITE_END()
