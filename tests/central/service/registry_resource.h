// /v1/terminals: what each terminal reports of itself, and which others work.
#pragma once

#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/protocol/terminal_report.h"
#include "tests/central/cases/registry_repository.h"
#include "tests/central/http/http_message.h"
#include "tests/central/service/contract.h"

namespace tests::central {

/// A terminal that was silent for longer (two beats of 60 s and a little) is not said to work.
inline constexpr kiosk::base::Duration kSilentAfter{130'000};

/// Uses what it is given; all of that must outlive it.
class RegistryResource {
 public:
  /// `published` is told to every terminal that reports.
  RegistryResource(RegistryRepository& registry, const Contract& contract, const kiosk::base::Clock& clock,
                   std::vector<kiosk::protocol::PublishedVersion> published)
      : registry_(registry), contract_(contract), clock_(clock), published_(std::move(published)) {}

  /// PUT /v1/terminals/{terminal}: enrolment and heartbeat.
  Response report(const Request& request, const std::string& terminal);
  /// GET /v1/terminals?service=GA-03&near=T05: those that work first, the nearest first.
  Response list(const Request& request) const;

 private:
  RegistryRepository& registry_;
  const Contract& contract_;
  const kiosk::base::Clock& clock_;
  std::vector<kiosk::protocol::PublishedVersion> published_;
};

/// The value of a name in "a=1&b=2"; empty when absent. Values of this interface need no decoding.
std::string query_value(const std::string& query, const std::string& name);

}  // namespace tests::central
