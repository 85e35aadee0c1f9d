// Only what is whole, approved and not older is kept; only what has not expired is valid.
#include "kiosk/reference_data/snapshot_store.h"

#include <boost/test/unit_test.hpp>

#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"

using namespace kiosk::reference_data;
using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::ManualClock;
using kiosk::tests::TemporaryFolder;

namespace {

struct Office {
  Office() : signer(*kiosk::crypto::open_file_signer(folder / "approval.key")) {}

  SnapshotStore open() { return *SnapshotStore::open(folder / "snapshots", signer->public_key(), clock); }

  ReferenceData fees(const std::string& version) {
    ReferenceData data;
    data.name = "fees";
    data.content_version = version;
    data.content = R"({"fees":[]})";
    data.approved_by = "发展和改革局";
    data.approved_at = clock.wall();
    data.expires_at = {clock.wall().since_epoch + Duration{1'000'000}};
    data.key_id = signer->public_key().id();
    data.signature = *signer->sign(approval_message(data));
    return data;
  }

  TemporaryFolder folder;
  ManualClock clock;
  std::unique_ptr<kiosk::crypto::Signer> signer;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(snapshots)

BOOST_AUTO_TEST_CASE(an_approved_snapshot_is_valid_and_is_there_after_a_restart) {
  Office office;
  {
    SnapshotStore store = office.open();
    BOOST_TEST(store.valid("fees") == nullptr);
    BOOST_TEST(store.take("fees", to_json_text(office.fees("1")), "\"e1\"").has_value());
  }
  const SnapshotStore store = office.open();
  BOOST_REQUIRE(store.valid("fees") != nullptr);
  BOOST_TEST(store.valid("fees")->content_version == "1");
  BOOST_TEST(store.valid("fees")->approved_by == "发展和改革局");
  BOOST_TEST(store.etag("fees") == "\"e1\"");
}

BOOST_AUTO_TEST_CASE(an_expired_snapshot_is_held_but_not_valid) {
  Office office;
  SnapshotStore store = office.open();
  BOOST_REQUIRE(store.take("fees", to_json_text(office.fees("1")), "").has_value());
  office.clock.advance(Duration{999'999});
  BOOST_TEST(store.valid("fees") != nullptr);
  office.clock.advance(Duration{1});
  BOOST_TEST(store.valid("fees") == nullptr);
  BOOST_TEST(store.held("fees") != nullptr);
}

BOOST_AUTO_TEST_CASE(what_is_not_approved_is_refused_and_the_last_good_one_stays) {
  Office office;
  SnapshotStore store = office.open();
  BOOST_REQUIRE(store.take("fees", to_json_text(office.fees("1")), "").has_value());
  auto unapproved = office.fees("2");
  unapproved.signature.clear();
  BOOST_TEST((store.take("fees", to_json_text(unapproved), "").error().code == ErrorCode::PermissionDenied));
  auto changed = office.fees("2");
  changed.content = R"({"fees":[1]})";
  BOOST_TEST((store.take("fees", to_json_text(changed), "").error().code == ErrorCode::PermissionDenied));
  changed = office.fees("2");
  changed.expires_at.since_epoch += Duration{1};
  BOOST_TEST((store.take("fees", to_json_text(changed), "").error().code == ErrorCode::PermissionDenied));
  changed = office.fees("2");
  changed.approved_by = "somebody else";
  BOOST_TEST((store.take("fees", to_json_text(changed), "").error().code == ErrorCode::PermissionDenied));
  BOOST_TEST(
      (store.take("notices", to_json_text(office.fees("2")), "").error().code == ErrorCode::InvalidData));
  BOOST_TEST((store.take("fees", "<html>", "").error().code == ErrorCode::InvalidData));
  BOOST_TEST(store.valid("fees")->content_version == "1");
}

BOOST_AUTO_TEST_CASE(an_older_approval_does_not_come_back) {
  Office office;
  SnapshotStore store = office.open();
  const auto old = office.fees("1");
  office.clock.advance(Duration{1'000});
  BOOST_REQUIRE(store.take("fees", to_json_text(office.fees("2")), "").has_value());
  BOOST_TEST((store.take("fees", to_json_text(old), "").error().code == ErrorCode::Conflict));
  BOOST_TEST(store.valid("fees")->content_version == "2");
}

BOOST_AUTO_TEST_CASE(a_damaged_file_is_refused_with_its_reason_at_every_byte) {
  Office office;
  {
    SnapshotStore store = office.open();
    BOOST_REQUIRE(store.take("fees", to_json_text(office.fees("1")), "").has_value());
  }
  const auto file = office.folder / "snapshots" / "fees.json";
  const std::string good = *kiosk::base::read_file(file);
  for (std::size_t cut = 0; cut < good.size() - 1; ++cut) {
    BOOST_REQUIRE(kiosk::base::write_file_atomically(file, good.substr(0, cut)).has_value());
    const SnapshotStore store = office.open();
    BOOST_REQUIRE(store.held("fees") == nullptr);
    BOOST_REQUIRE(store.refused().size() == 1);
  }
}

BOOST_AUTO_TEST_SUITE_END()
