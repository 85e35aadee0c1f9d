// Health and Configuration: what the centre says about itself and to all terminals.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/protocol/localized_text.h"

namespace kiosk::protocol {

enum class HealthStatus { Ok, Degraded, Maintenance };

struct Health {
  HealthStatus status = HealthStatus::Ok;
  std::string time;      ///< RFC 3339, the centre's clock
  std::string software;  ///< name and version of the centre
};

/// Whether a service may be offered now.
struct ServiceAvailability {
  base::ServiceId service;
  bool available = true;
  LocalizedText notice;  ///< shown on the tile, e.g. why it is not available
};

/// One reason of the rating list (国家好差评 reasons are versioned data).
struct RatingReason {
  std::string code;
  int level = 0;  ///< 1–5
  LocalizedText text;
};

struct Configuration {
  std::string configuration_version;
  std::string approved_by;  ///< a configuration without approval is not shown as valid
  std::string expires_at;   ///< RFC 3339
  base::Duration poll_interval{0};
  std::vector<ServiceAvailability> services;
  std::string rating_reasons_version;
  std::vector<RatingReason> rating_reasons;
};

/// InvalidData with the JSON pointer of the first violation.
base::Result<Health> parse_health(std::string_view json);
base::Result<Configuration> parse_configuration(std::string_view json);

}  // namespace kiosk::protocol
