// A real centre on a strand of its own, and what a terminal needs to speak to it.
#pragma once

#include <boost/test/unit_test.hpp>
#include <optional>

#include "kiosk/base/strand.h"
#include "kiosk/central/central_client.h"
#include "kiosk/protocol/case_submission.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/pki/authority.h"
#include "tests/central/service/central_server.h"
#include "tests/support/temporary_folder.h"

namespace kiosk::tests {

/// Certificates for all tests of this program; made once.
inline const std::filesystem::path& pki() {
  static const TemporaryFolder folder;
  static const bool made = ::tests::central::make_pki(folder.path(), {"T05", "T01", "T02", "supervision"}, 30).has_value();
  BOOST_REQUIRE(made);
  return folder.path();
}

/// Starts at construction on a free port, stops at destruction.
class RunningCentre {
 public:
  using Options = ::tests::central::CentralServerOptions;

  explicit RunningCentre(Options options = {}) {
    options.database = folder_ / "centre.db";
    if (options.tls_folder.empty()) options.tls_folder = pki();
    options.services = KIOSK_SOURCE "/tests/central/services";
    options.configuration = KIOSK_SOURCE "/tests/central/configuration.json";
    options.calendar = KIOSK_SOURCE "/tests/central/calendar.json";
    options.reference = KIOSK_SOURCE "/tests/central/reference";
    options.contract = KIOSK_SOURCE "/config/schemas/central-v1.openapi.json";
    auto created = ::tests::central::CentralServer::create(options, clock_);
    if (!created) BOOST_FAIL(created.error().to_string());
    server_ = std::move(*created);
    strand_.post([this] { server_->run(); });
  }
  RunningCentre(const RunningCentre&) = delete;
  RunningCentre& operator=(const RunningCentre&) = delete;
  ~RunningCentre() {
    server_->stop();
    strand_.stop();
  }

  central::CentralSettings settings() const {
    central::CentralSettings settings;
    settings.base_url = "https://localhost:" + std::to_string(server_->port());
    settings.ca_file = pki() / "ca.pem";
    settings.client_cert = pki() / "T05.pem";
    settings.client_key = pki() / "T05.key";
    settings.connect_timeout = base::Duration{5'000};
    settings.total_timeout = base::Duration{20'000};
    return settings;
  }
  central::CentralClient client() const { return client(settings()); }
  static central::CentralClient client(const central::CentralSettings& settings) {
    auto client = central::CentralClient::create(settings);
    if (!client) BOOST_FAIL(client.error().to_string());
    return std::move(*client);
  }
  void fault(const std::string& text) {
    BOOST_REQUIRE(base::Json::parse(server_->command("faults set " + text))["ok"] == true);
  }
  base::Json command(const std::string& line) { return base::Json::parse(server_->command(line)); }
  const std::filesystem::path& folder() const { return folder_.path(); }
  base::Json status() { return base::Json::parse(server_->command("status")); }
  std::int64_t cases() { return status()["cases"]; }
  /// The rows as another process would see them.
  base::Json rows() const {
    const auto cases = ::tests::central::CaseRepository::open(folder_ / "centre.db");
    BOOST_REQUIRE(cases.has_value());
    return cases->dump();
  }

 private:
  TemporaryFolder folder_;
  base::SystemClock clock_;
  std::unique_ptr<::tests::central::CentralServer> server_;
  base::Strand strand_{"centre", clock_};
};

/// A case of RS-01 at terminal T05 with a key and number of its own.
inline protocol::CaseSubmission new_submission() {
  static int number = 0;
  const base::SystemClock clock;
  protocol::CaseSubmission submission;
  submission.idempotency_key.value = base::Uuid::make_v7(clock);
  submission.receipt_number = "T05-20261123-" + std::to_string(++number);
  submission.terminal.value = "T05";
  submission.service.value = "RS-01";
  submission.catalogue_version = "2026.11";
  submission.applied_at = clock.wall();
  submission.applicant.name = base::SecureString("测试人甲");
  submission.applicant.id_number = base::SecureString("100000199003070010");
  submission.answers = {{{"insurance_kinds"}, base::SecureString("pension,unemployment"), {}},
                        {{"period"}, base::SecureString("2024-11/2026-10"), {}},
                        {{"purpose"}, base::SecureString("household"), base::SecureString("办理落户")}};
  return submission;
}

/// A submission as the outbox would hold it.
struct Message {
  explicit Message(const protocol::CaseSubmission& submission = new_submission())
      : key(submission.idempotency_key), body(*protocol::encode(submission)) {}
  base::IdempotencyKey key;
  base::SecureBytes body;
};

inline central::SubmitOutcome submit(central::CentralClient& client, const Message& message) {
  return client.submit(message.body, message.key, {});
}

/// The alternative that is expected, or a failed test that says what came instead.
template <class T>
T expect(const central::SubmitOutcome& outcome) {
  const auto* fault = std::get_if<central::PathFault>(&outcome);
  const auto* refused = std::get_if<central::Refused>(&outcome);
  BOOST_REQUIRE_MESSAGE(std::holds_alternative<T>(outcome),
                        "outcome " << outcome.index() << " " << (fault != nullptr ? fault->message : "")
                                   << (refused != nullptr ? refused->problem.title : ""));
  return std::get<T>(outcome);
}
using DeliveredCase = central::Delivered<protocol::CaseReceipt>;

}  // namespace kiosk::tests
