// Reading the centre's health and configuration.
#include "kiosk/protocol/service_information.h"

namespace kiosk::protocol {
namespace {

constexpr WireWord<HealthStatus> kHealthWords[] = {{"ok", HealthStatus::Ok},
                                                   {"degraded", HealthStatus::Degraded},
                                                   {"maintenance", HealthStatus::Maintenance}};

Configuration read_configuration(JsonReader& reader) {
  Configuration configuration;
  configuration.configuration_version = reader.text("configuration_version", 64);
  configuration.approved_by = reader.optional_text("approved_by", 100);
  configuration.expires_at = reader.text("expires_at", 40);
  configuration.poll_interval = base::Duration(1000 * reader.integer("poll_interval_s", 10, 86'400));
  for (JsonReader& item : reader.objects("services", 500)) {
    configuration.services.push_back({base::ServiceId{item.text("service_id", 32)}, item.boolean("available"),
                                      read_optional_text(item, "notice")});
  }
  JsonReader reasons = reader.object("rating_reasons");
  configuration.rating_reasons_version = reasons.text("reasons_version", 64);
  for (JsonReader& item : reasons.objects("reasons", 200)) {
    configuration.rating_reasons.push_back({item.text("code", 8),
                                            static_cast<int>(item.integer("level", 1, 5)),
                                            read_optional_text(item, "text")});
  }
  return configuration;
}

}  // namespace

base::Result<Health> parse_health(std::string_view json) {
  return read_message<Health>(json, "health", [](JsonReader& reader) {
    return Health{reader.word("status", kHealthWords), reader.text("time", 40), reader.text("software", 100)};
  });
}

base::Result<Configuration> parse_configuration(std::string_view json) {
  return read_message<Configuration>(json, "configuration", read_configuration);
}

}  // namespace kiosk::protocol
