// TerminalReport: a terminal's heartbeat, and what the centre says back. No personal data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/secure.h"
#include "kiosk/protocol/localized_text.h"

namespace kiosk::protocol {

/// Where the trail stands: the last record under a signature.
struct ReportedHead {
  std::int64_t sequence = 0;
  std::string hash;  ///< 64 lower-case hexadecimal digits
};

struct ReportedFault {
  std::string device;  ///< its class
  std::string type;    ///< the fault's word
  std::string since;   ///< RFC 3339
};

struct TerminalReport {
  base::IdempotencyKey idempotency_key;
  base::TerminalId terminal;
  base::WallTime reported_at;
  std::string software;       ///< the release
  std::string configuration;  ///< digest of the configuration
  LocalizedText place;
  std::vector<std::string> services;  ///< what it offers
  bool out_of_service = false;
  std::vector<std::string> devices;  ///< classes that can be used now
  std::vector<ReportedFault> faults;
  std::int64_t queued = 0;           ///< cases that wait for delivery
  std::optional<ReportedHead> head;  ///< absent before the first signature
};

/// What the centre publishes now, so that a terminal fetches only what is newer than its own.
struct PublishedVersion {
  std::string name;
  std::string etag;
};

struct TerminalState {
  base::IdempotencyKey idempotency_key;  ///< the echo
  base::TerminalId terminal;
  std::string seen_at;  ///< RFC 3339, the centre's time
  std::vector<PublishedVersion> reference_data;
};

/// The message body.
base::SecureBytes encode(const TerminalReport& report);
/// InvalidData with the JSON pointer of the first violation.
base::Result<TerminalState> parse_terminal_state(std::string_view json);
base::Json to_json(const TerminalState& state);

}  // namespace kiosk::protocol
