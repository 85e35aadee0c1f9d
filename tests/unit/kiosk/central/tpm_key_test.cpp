// The terminal's TLS key inside a real TPM (swtpm), against the real centre.
#include "kiosk/tpm/tls_key.h"
#include "tests/unit/kiosk/central/running_centre.h"
#include "tests/unit/kiosk/tpm/software_tpm.h"

using namespace kiosk::tests;
using namespace kiosk::central;
using ::tests::central::Authority;

namespace {

namespace unit_test = boost::unit_test;

/// Enrols the key of `folder`/tls.tpm for T05.
void enrol(const SoftwareTpm& chip, const std::filesystem::path& folder) {
  const auto key = kiosk::tpm::open_tls_key(folder / "tls.tpm", chip.tcti());
  if (!key) BOOST_FAIL(key.error().to_string());
  const auto request = kiosk::tpm::certificate_request(*key, "T05");
  BOOST_REQUIRE(request.has_value());
  BOOST_REQUIRE(Authority::load(pki())->enrol({"T05"}, *request, folder, "T05").has_value());
}

CentralSettings settings_of(const RunningCentre& centre, const SoftwareTpm& chip,
                            const std::filesystem::path& folder) {
  auto settings = centre.settings();
  settings.client_cert = folder / "T05.pem";
  settings.client_key = folder / "tls.tpm";
  settings.client_key_tcti = chip.tcti();
  return settings;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tpm_key, *unit_test::precondition(swtpm_is_there))

BOOST_AUTO_TEST_CASE(a_case_is_delivered_with_a_key_that_never_leaves_the_tpm) {
  const SoftwareTpm chip;
  const TemporaryFolder folder;
  enrol(chip, folder.path());
  RunningCentre centre;
  CentralClient client = RunningCentre::client(settings_of(centre, chip, folder.path()));
  expect<DeliveredCase>(submit(client, Message()));
  expect<DeliveredCase>(submit(client, Message()));
  BOOST_TEST(centre.cases() == 2);
  BOOST_TEST(centre.status()["connections"] == 1);
}

BOOST_AUTO_TEST_CASE(a_certificate_for_another_key_sends_nothing) {
  const SoftwareTpm chip;
  const TemporaryFolder folder;
  enrol(chip, folder.path());
  RunningCentre centre;
  auto settings = settings_of(centre, chip, folder.path());
  settings.client_cert = pki() / "T05.pem";
  CentralClient client = RunningCentre::client(settings);
  const auto fault = expect<PathFault>(submit(client, Message()));
  BOOST_TEST((fault.trouble == PathTrouble::Untrusted), fault.message);
  BOOST_TEST((fault.sent == SentState::NeverSent));
}

BOOST_AUTO_TEST_CASE(without_its_tpm_the_line_does_not_open_and_says_so) {
  RunningCentre centre;
  auto settings = centre.settings();
  settings.client_key_tcti = "swtpm:host=127.0.0.1,port=1";
  const auto client = CentralClient::create(settings);
  BOOST_REQUIRE(!client.has_value());
  BOOST_TEST(!client.error().message.empty());
}

BOOST_AUTO_TEST_SUITE_END()
