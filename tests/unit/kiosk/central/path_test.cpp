// The path to the centre: trust, time-outs, limits, and whether a message was certainly never sent.
#include "kiosk/base/child_process.h"
#include "tests/unit/kiosk/central/running_centre.h"

using namespace kiosk::tests;
using namespace kiosk::central;
using kiosk::base::Duration;
using ::tests::central::Authority;
using ::tests::central::CertificateRequest;
using ::tests::central::CertificateUse;

namespace {

/// A refusal for trust: nothing was sent, and it is an alarm.
void expect_untrusted(const CentralSettings& settings, const char* what) {
  CentralClient client = RunningCentre::client(settings);
  const auto fault = expect<PathFault>(submit(client, Message()));
  BOOST_TEST((fault.trouble == PathTrouble::Untrusted), what << ": " << fault.message);
  BOOST_TEST((fault.sent == SentState::NeverSent), what << ": " << fault.message);
  BOOST_TEST((client.connectivity().state() == Connectivity::Offline), what);
}

CentralSettings with_client(CentralSettings settings, const std::filesystem::path& folder, const char* name) {
  settings.client_cert = folder / (std::string(name) + ".pem");
  settings.client_key = folder / (std::string(name) + ".key");
  return settings;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(path)

BOOST_AUTO_TEST_CASE(a_server_of_another_authority_is_not_trusted) {
  RunningCentre centre;
  TemporaryFolder other;
  BOOST_REQUIRE(::tests::central::make_pki(other.path(), {"T05"}, 30).has_value());
  auto settings = centre.settings();
  settings.ca_file = other / "ca.pem";
  expect_untrusted(settings, "foreign server");
  BOOST_TEST(centre.cases() == 0);
}

BOOST_AUTO_TEST_CASE(a_server_with_another_name_is_not_trusted) {
  TemporaryFolder folder;
  const auto authority = Authority::load(pki());
  BOOST_REQUIRE(authority.has_value());
  CertificateRequest request{"other.example", CertificateUse::Server, {"DNS:other.example"}};
  BOOST_REQUIRE(authority->issue(request, pki(), "other-server").has_value());
  RunningCentre::Options options;
  options.server_name = "other-server";
  RunningCentre centre(options);
  expect_untrusted(centre.settings(), "wrong host name");
}

BOOST_AUTO_TEST_CASE(a_server_whose_certificate_is_over_or_has_not_begun_is_not_trusted) {
  const auto authority = Authority::load(pki());
  BOOST_REQUIRE(authority.has_value());
  for (const auto& [name, from, to] : {std::tuple{"server-expired", -10, -1}, {"server-early", 1, 10}}) {
    CertificateRequest request{"localhost", CertificateUse::Server, {"DNS:localhost", "IP:127.0.0.1"}};
    request.valid_from_days = from;
    request.valid_to_days = to;
    BOOST_REQUIRE(authority->issue(request, pki(), name).has_value());
    RunningCentre::Options options;
    options.server_name = name;
    RunningCentre centre(options);
    expect_untrusted(centre.settings(), name);
    BOOST_TEST(centre.cases() == 0);
  }
}

BOOST_AUTO_TEST_CASE(a_server_whose_certificate_was_taken_back_is_not_trusted) {
  RunningCentre centre;
  const auto authority = Authority::load(pki());
  auto settings = centre.settings();
  settings.crl_file = pki() / "crl.pem";
  BOOST_REQUIRE(authority->revoke({"T02"}, pki()).has_value());
  CentralClient client = RunningCentre::client(settings);
  expect<DeliveredCase>(submit(client, Message()));
  BOOST_REQUIRE(authority->revoke({"T02", "server"}, pki()).has_value());
  expect_untrusted(settings, "revoked server");
  BOOST_REQUIRE(authority->revoke({}, pki(), -1).has_value());
  expect_untrusted(settings, "a list of yesterday");
  BOOST_TEST(centre.cases() == 1);
}

BOOST_AUTO_TEST_CASE(a_server_that_speaks_only_tls_1_2_is_not_trusted) {
  RunningCentre::Options options;
  options.old_tls_only = true;
  RunningCentre centre(options);
  expect_untrusted(centre.settings(), "TLS 1.2");
}

BOOST_AUTO_TEST_CASE(a_server_with_another_key_than_the_pinned_one_is_not_trusted) {
  RunningCentre centre;
  auto settings = centre.settings();
  settings.pinned_key = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  expect_untrusted(settings, "wrong pin");
}

BOOST_AUTO_TEST_CASE(the_centre_refuses_foreign_expired_and_wrongly_used_client_certificates) {
  RunningCentre centre;
  TemporaryFolder foreign;
  BOOST_REQUIRE(::tests::central::make_pki(foreign.path(), {"T05"}, 30).has_value());
  expect_untrusted(with_client(centre.settings(), foreign.path(), "T05"), "foreign client");

  const auto authority = Authority::load(pki());
  CertificateRequest expired{"T05"};
  expired.valid_from_days = -10;
  expired.valid_to_days = -1;
  BOOST_REQUIRE(authority->issue(expired, pki(), "expired").has_value());
  expect_untrusted(with_client(centre.settings(), pki(), "expired"), "expired client");

  expect_untrusted(with_client(centre.settings(), pki(), "server"), "a server's certificate");
  BOOST_TEST(centre.cases() == 0);
}

BOOST_AUTO_TEST_CASE(the_centre_tells_nothing_to_a_client_without_a_certificate) {
  RunningCentre centre;
  kiosk::base::ProcessRequest request;
  const std::string port = std::to_string(centre.status()["port"].get<int>());
  request.arguments = {"openssl", "s_client",       "-connect", "127.0.0.1:" + port,
                       "-CAfile", pki() / "ca.pem", "-quiet",   "-tls1_3"};
  request.input = "GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const auto outcome = kiosk::base::run_process(request);
  BOOST_REQUIRE(outcome.has_value());
  BOOST_TEST(outcome->output.empty());
  BOOST_TEST(outcome->errors.find("certificate required") != std::string::npos);
  BOOST_TEST(centre.status()["connections"] == 0);
}

BOOST_AUTO_TEST_CASE(settings_that_cannot_work_are_refused_at_the_start) {
  RunningCentre centre;
  auto settings = centre.settings();
  settings.client_key = "/nonexistent/T05.key";
  BOOST_TEST(CentralClient::create(settings).error().where == "/nonexistent/T05.key");
  for (const char* url : {"http://localhost", "https://", "https://localhost/v1", "localhost"}) {
    settings.base_url = url;
    BOOST_TEST((CentralClient::create(settings).error().code == kiosk::base::ErrorCode::InvalidArgument),
               url);
  }
}

BOOST_AUTO_TEST_CASE(a_centre_that_is_down_was_certainly_never_told_and_is_found_again) {
  RunningCentre centre;
  CentralClient client = centre.client();
  expect<DeliveredCase>(submit(client, Message()));
  for (const char* fault_name : {"down", "reset"}) {
    centre.fault(fault_name);
    const Message message;
    auto fault = expect<PathFault>(submit(client, message));
    fault = expect<PathFault>(submit(client, message));
    BOOST_TEST((fault.trouble == PathTrouble::Unreachable), fault_name << ": " << fault.message);
    BOOST_TEST((fault.sent == SentState::NeverSent), fault_name);
    BOOST_TEST((client.connectivity().state() == Connectivity::Offline));
    centre.fault("none");
    expect<DeliveredCase>(submit(client, message));
    BOOST_TEST((client.connectivity().state() == Connectivity::Online));
  }
  BOOST_TEST(centre.cases() == 3);
}

BOOST_AUTO_TEST_CASE(a_name_that_does_not_resolve_is_unreachable) {
  RunningCentre centre;
  auto settings = centre.settings();
  settings.base_url = "https://centre.invalid";
  CentralClient client = RunningCentre::client(settings);
  const auto fault = expect<PathFault>(submit(client, Message()));
  BOOST_TEST((fault.trouble == PathTrouble::Unreachable), fault.message);
  BOOST_TEST((fault.sent == SentState::NeverSent));
}

BOOST_AUTO_TEST_CASE(a_body_at_one_byte_a_second_is_given_up) {
  RunningCentre centre;
  auto settings = centre.settings();
  settings.low_speed_time = Duration{1000};
  CentralClient client = RunningCentre::client(settings);
  centre.fault("stall*1");
  const Message message;
  const auto fault = expect<PathFault>(submit(client, message));
  BOOST_TEST((fault.trouble == PathTrouble::TimedOut), fault.message);
  BOOST_TEST((fault.sent == SentState::UnknownOutcome));
  expect<DeliveredCase>(submit(client, message));
  BOOST_TEST(centre.cases() == 1);
}

BOOST_AUTO_TEST_CASE(a_body_without_end_is_given_up_at_the_limit) {
  RunningCentre centre;
  CentralClient client = centre.client();
  centre.fault("endless*1");
  const auto fault = expect<PathFault>(submit(client, Message()));
  BOOST_TEST((fault.trouble == PathTrouble::TooLarge), fault.message);
  BOOST_TEST((fault.sent == SentState::UnknownOutcome));
}

BOOST_AUTO_TEST_CASE(a_stop_request_ends_a_call_at_once) {
  RunningCentre centre;
  CentralClient client = centre.client();
  centre.fault("slow:15000");
  const kiosk::base::SystemClock clock;
  kiosk::base::Strand other("other", clock);
  std::stop_source stop;
  other.post_after(Duration{200}, [&stop] { stop.request_stop(); });
  const Message message;
  const auto begun = clock.now();
  const auto outcome = client.submit(message.body, message.key, stop.get_token());
  BOOST_TEST((expect<PathFault>(outcome).trouble == PathTrouble::Canceled));
  BOOST_TEST((clock.now() - begun).count() < 5'000);
}

BOOST_AUTO_TEST_CASE(a_document_with_a_changed_byte_or_over_the_limit_is_refused) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const auto receipt = expect<DeliveredCase>(submit(client, Message())).receipt;
  centre.fault("wrong-document*1");
  auto pdf = client.fetch_document(receipt.documents.at(0), 8U << 20, {});
  BOOST_REQUIRE(!pdf.has_value());
  BOOST_TEST((pdf.error().code == kiosk::base::ErrorCode::InvalidData));
  pdf = client.fetch_document(receipt.documents.at(0), 10'000, {});
  BOOST_REQUIRE(!pdf.has_value());
  BOOST_TEST((pdf.error().code == kiosk::base::ErrorCode::InvalidData));
  BOOST_TEST(client.fetch_document(receipt.documents.at(0), 8U << 20, {}).has_value());
}

BOOST_AUTO_TEST_CASE(a_large_message_arrives_whole) {
  RunningCentre centre;
  CentralClient client = centre.client();
  auto submission = new_submission();
  for (int i = 0; i < 100; ++i) {
    submission.answers.push_back(
        {{"f" + std::to_string(i)}, kiosk::base::SecureString(std::string(3000, 'x')), {}});
  }
  expect<DeliveredCase>(submit(client, Message(submission)));
}

BOOST_AUTO_TEST_CASE(the_configuration_comes_once_and_then_only_its_etag) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const auto first = client.configuration("", {});
  if (!first) BOOST_FAIL(first.error().to_string());
  BOOST_TEST(first->modified);
  BOOST_TEST(first->configuration.rating_reasons.size() == 40);
  const auto second = client.configuration(first->etag, {});
  BOOST_REQUIRE(second.has_value());
  BOOST_TEST(!second->modified);
  BOOST_TEST(second->etag == first->etag);
}

BOOST_AUTO_TEST_CASE(health_is_a_probe_and_a_captive_portal_is_not_health) {
  RunningCentre centre;
  CentralClient client = centre.client();
  BOOST_TEST(client.health({}).has_value());
  BOOST_TEST((client.connectivity().state() == Connectivity::Online));
  centre.fault("html-200");
  BOOST_TEST((client.health({}).error().code == kiosk::base::ErrorCode::InvalidData));
  BOOST_TEST((client.connectivity().state() == Connectivity::Degraded));
  BOOST_TEST(!client.health({}).has_value());
  BOOST_TEST((client.connectivity().state() == Connectivity::Offline));
}

BOOST_AUTO_TEST_CASE(probes_come_quickly_at_first_and_slow_down) {
  ConnectivityTracker tracker;
  const PathFault fault;
  BOOST_TEST(tracker.probe_in(0.0).count() == 500);
  BOOST_TEST(tracker.probe_in(0.999).count() < 2'000);
  for (int i = 0; i < 20; ++i) tracker.failed(fault);
  BOOST_TEST(tracker.probe_in(0.999).count() > 55'000);
  BOOST_TEST(tracker.probe_in(0.999).count() <= 60'000);
  tracker.failed({SentState::NeverSent, PathTrouble::Canceled, "", {}});
  BOOST_TEST(tracker.faults_in_a_row() == 20U);
  tracker.answered();
  BOOST_TEST(tracker.probe_in(0.5).count() == 60'000);
}

BOOST_AUTO_TEST_SUITE_END()
