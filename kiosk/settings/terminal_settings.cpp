// Reads one terminal's file.
#include "kiosk/settings/terminal_settings.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "kiosk/base/json_file.h"

namespace kiosk::settings {
namespace {

using base::Duration;
using base::Error;
using base::ErrorCode;
using base::fail;
using base::Json;
using base::Result;

/// A key that may be absent: then the value keeps its default.
template <class Value>
void take(const Json& object, const char* key, Value& value) {
  if (object.contains(key)) value = object.at(key).get<Value>();
}

void take_path(const Json& object, const char* key, std::filesystem::path& value) {
  if (object.contains(key)) value = object.at(key).get<std::string>();
}

void take_seconds(const Json& object, const char* key, Duration& value) {
  if (object.contains(key)) value = Duration{std::llround(object.at(key).get<double>() * 1000.0)};
}

void take_text(const Json& text, std::string& zh, std::string& en) {
  zh = text.at("zh-CN");
  en = text.at("en");
}

DisplaySettings parse_display(const Json& json) {
  return {json.at("width_px"), json.at("height_px"), json.at("width_mm"), json.at("lower_edge_mm")};
}

std::vector<DeviceSettings> parse_devices(const Json& json) {
  std::vector<DeviceSettings> devices;
  for (const Json& item : json) {
    DeviceSettings device{item.at("class"), item.at("driver"), item.at("address")};
    take(item, "options", device.options);
    devices.push_back(std::move(device));
  }
  return devices;
}

CentralSettings parse_central(const Json& json) {
  CentralSettings central;
  central.url = json.at("url");
  take_path(json, "ca_file", central.ca_file);
  take_path(json, "certificate_file", central.certificate_file);
  take_path(json, "key_file", central.key_file);
  constexpr std::string_view kInTpm = "tpm:";
  const std::string key = central.key_file.string();
  central.key_in_tpm = key.compare(0, kInTpm.size(), kInTpm) == 0;
  if (central.key_in_tpm)
    central.key_file = key.size() > kInTpm.size() ? key.substr(kInTpm.size()) : "keys/tls.tpm";
  take_path(json, "crl_file", central.crl_file);
  take_path(json, "content_key_file", central.content_key_file);
  take_seconds(json, "connect_timeout_s", central.connect_timeout);
  take_seconds(json, "total_timeout_s", central.total_timeout);
  return central;
}

SecuritySettings parse_security(const Json& json) {
  SecuritySettings security;
  take(json, "profile", security.profile);
  take(json, "tpm", security.tpm);
  return security;
}

TimerSettings parse_timers(const Json& json) {
  TimerSettings timers;
  take_seconds(json, "menu_idle_s", timers.menu_idle);
  take_seconds(json, "form_idle_s", timers.form_idle);
  take_seconds(json, "idle_warning_s", timers.idle_warning);
  take_seconds(json, "card_wait_s", timers.card_wait);
  take_seconds(json, "online_answer_s", timers.online_answer);
  take_seconds(json, "queued_answer_s", timers.queued_answer);
  take_seconds(json, "print_wait_s", timers.print_wait);
  take_seconds(json, "collect_reminder_s", timers.collect_reminder);
  take_seconds(json, "card_left_s", timers.card_left);
  take_seconds(json, "goodbye_s", timers.goodbye);
  take_seconds(json, "rating_s", timers.rating);
  take_seconds(json, "scan_wait_s", timers.scan_wait);
  take_seconds(json, "payment_poll_s", timers.payment_poll);
  return timers;
}

ScanSettings parse_scan(const Json& json) {
  ScanSettings scan;
  take(json, "resolution", scan.resolution);
  take(json, "colour", scan.colour);
  take(json, "quality", scan.quality);
  return scan;
}

TerminalSettings parse(const Json& json) {
  TerminalSettings terminal;
  terminal.id = {json.at("id")};
  terminal.number = json.at("number");
  take_text(json.at("name"), terminal.name_zh, terminal.name_en);
  take_text(json.at("place"), terminal.place_zh, terminal.place_en);
  take_text(json.at("county"), terminal.county_zh, terminal.county_en);
  take(json, "hotline", terminal.hotline);
  terminal.duty_phone = json.at("duty_phone");
  take(json, "desk", terminal.desk);
  take(json, "theme", terminal.theme);
  take(json, "reduced_motion", terminal.reduced_motion);
  for (const Json& id : json.at("services")) terminal.services.push_back({id});
  terminal.display = parse_display(json.at("display"));
  terminal.devices = parse_devices(json.at("devices"));
  terminal.central = parse_central(json.at("central"));
  if (json.contains("security")) terminal.security = parse_security(json.at("security"));
  terminal.timers = parse_timers(json.value("timers", Json::object()));
  terminal.scan = parse_scan(json.value("scan", Json::object()));
  return terminal;
}

/// What the schema cannot say.
base::Status check(const TerminalSettings& terminal, const std::filesystem::path& file) {
  const std::string place = file.string() + "#";
  if (terminal.id.value != file.stem()) {
    return fail(ErrorCode::InvalidData,
                "the id " + terminal.id.value + " differs from the file's name " + file.filename().string(),
                place + "/id");
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < terminal.devices.size(); ++i) {
    const std::string& device_class = terminal.devices[i].device_class;
    if (seen.insert(device_class).second) continue;
    return fail(ErrorCode::InvalidData, "the device " + device_class + " is there twice",
                place + "/devices/" + std::to_string(i) + "/class");
  }
  if (terminal.central.key_in_tpm && terminal.security.tpm.empty()) {
    return fail(ErrorCode::InvalidData, "a key inside the TPM needs security.tpm",
                place + "/central/key_file");
  }
  if (terminal.central.connect_timeout > terminal.central.total_timeout) {
    return fail(ErrorCode::InvalidData, "connecting may take longer than the whole request",
                place + "/central/connect_timeout_s");
  }
  return {};
}

/// A name that would lead out of the folder is no terminal.
bool is_plain_name(const std::string& name) {
  return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos;
}

}  // namespace

std::filesystem::path TerminalSettings::file_of(const std::filesystem::path& config,
                                                const base::TerminalId& id) {
  return config / "terminals" / (id.value + ".json");
}

Result<TerminalSettings> TerminalSettings::load(const std::filesystem::path& config,
                                                const base::TerminalId& id) {
  if (!is_plain_name(id.value)) return fail(ErrorCode::InvalidArgument, "this is no terminal id", id.value);
  const auto schema = base::JsonSchema::load(config / "schemas/terminal.schema.json");
  if (!schema) return tl::unexpected(schema.error());
  const std::filesystem::path file = file_of(config, id);
  const auto json = base::read_checked_json(file, *schema);
  if (!json) return tl::unexpected(json.error());
  TerminalSettings terminal = parse(*json);
  if (auto sound = check(terminal, file); !sound) return tl::unexpected(sound.error());
  return terminal;
}

std::vector<std::string> TerminalSettings::device_classes() const {
  std::vector<std::string> classes;
  for (const DeviceSettings& device : devices) classes.push_back(device.device_class);
  return classes;
}

}  // namespace kiosk::settings
