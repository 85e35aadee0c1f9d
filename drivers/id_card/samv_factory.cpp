// Making a SAM_V reader from its configuration.
#include <algorithm>

#include "drivers/id_card/samv_reader.h"
#include "drivers/id_card/samv_scrubber.h"
#include "drivers/transport/serial_transport.h"
#include "drivers/transport/tape_use.h"
#include "drivers/transport/usb_transport.h"
#include "kiosk/base/json_file.h"

namespace drivers::id_card {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using transport::UsbId;
using LinePointer = Result<std::unique_ptr<transport::Transport>>;

Result<bool> yes_or_no(const std::string& name, const std::string& value) {
  if (value == "yes" || value == "no") return value == "yes";
  return fail(ErrorCode::InvalidArgument, "driver samv: " + name + " is yes or no, not " + value);
}

Result<SamvSettings> read_settings(const contract::DeviceConfig& config) {
  SamvSettings settings;
  for (const auto& [name, value] : config.settings) {
    if (name == "model") {
      settings.model = value;
    } else if (name == "sam-number") {
      settings.pinned_sam_number = value;
    } else if (name == "photo-decoder" && value.starts_with('/')) {
      settings.photo_decoder.program = value;
    } else if (name == "photo-decoder") {
      return fail(ErrorCode::InvalidArgument, "driver samv: photo-decoder is an absolute path, not " + value);
    } else if (name == "fingerprints" || name == "chip-number") {
      const auto wanted = yes_or_no(name, value);
      if (!wanted) return tl::unexpected(wanted.error());
      (name == "fingerprints" ? settings.fingerprints : settings.chip_number) = *wanted;
    } else {
      return fail(ErrorCode::InvalidArgument, "driver samv has no setting " + name,
                  config.address.to_string());
    }
  }
  return settings;
}

LinePointer make_serial(const contract::DriverContext& context, const contract::DeviceAddress& address,
                        std::vector<unsigned>& speeds) {
  auto line = transport::SerialSettings::parse(address.path, address.options);
  if (!line) return tl::unexpected(line.error());
  // The speed of the configuration is tried first.
  if (line->baud_given) {
    std::erase(speeds, line->baud);
    speeds.insert(speeds.begin(), line->baud);
  }
  return std::make_unique<transport::SerialTransport>(std::move(*line), context.clock);
}

/// The USB devices that are known to be readers.
Result<std::vector<UsbId>> known_readers(const std::filesystem::path& config_dir) {
  auto rules = kiosk::base::JsonSchema::load(config_dir / "schemas" / "card-readers.schema.json");
  if (!rules) return tl::unexpected(rules.error());
  const auto json = kiosk::base::read_checked_json(config_dir / "devices" / "card-readers.json", *rules);
  if (!json) return tl::unexpected(json.error());
  std::vector<UsbId> ids;
  for (const auto& reader : json->at("readers")) {
    auto id = UsbId::parse(reader.at("usb").get<std::string>());
    if (!id) return tl::unexpected(id.error());
    ids.push_back(*id);
  }
  return ids;
}

LinePointer make_usb(const contract::DriverContext& context, const contract::DeviceAddress& address,
                     std::vector<unsigned>& speeds) {
  auto selector = transport::UsbSelector::parse(address.path, address.options);
  if (!selector) return tl::unexpected(selector.error());
  // At a named port the descriptors decide alone; a reader that is only "any" must be a known one.
  if (selector->ids.empty() && selector->port.empty()) {
    auto ids = known_readers(context.config_dir);
    if (!ids) return tl::unexpected(ids.error());
    selector->ids = std::move(*ids);
  }
  speeds.resize(1);  // a USB pipe has no speed to look for
  return std::make_unique<transport::UsbTransport>(
      transport::UsbSettings{std::move(*selector), transport::UsbFunction::CardReader}, context.clock);
}

}  // namespace

Result<std::unique_ptr<contract::Device>> make_samv_reader(const contract::DriverContext& context,
                                                           const contract::DeviceConfig& config) {
  auto settings = read_settings(config);
  if (!settings) return tl::unexpected(settings.error());
  const auto address = transport::line_address(config);
  if (!address) return tl::unexpected(address.error());
  if (address->transport != "serial" && address->transport != "usb") {
    return fail(ErrorCode::InvalidArgument, "driver samv speaks over serial and usb",
                config.address.to_string());
  }
  auto line = address->transport == "usb" ? make_usb(context, *address, settings->speeds)
                                          : make_serial(context, *address, settings->speeds);
  if (line) line = transport::with_tape(context, config, {"samv", make_samv_scrubber}, std::move(*line));
  if (!line) return tl::unexpected(line.error());
  return std::make_unique<SamvReader>(context, std::move(*line), std::move(*settings));
}

}  // namespace drivers::id_card
