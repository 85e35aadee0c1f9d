// Opening, watching and the faults of an IPP printer.
#include "drivers/printing/ipp_printer.h"

#include <algorithm>
#include <array>

#include "drivers/printing/settings.h"

namespace drivers::printing {
namespace {

using contract::DeviceState;
using contract::FaultType;
using kiosk::base::Duration;
using kiosk::base::Error;
using kiosk::base::ErrorCode;
using kiosk::base::Result;
using kiosk::base::Status;
using transport::IppAttributes;

constexpr const char* kA4 = "iso_a4_210x297mm";
constexpr std::string_view kPrintJobOperation = "2";  // RFC 8011 5.4.15

constexpr std::array kConditionFaults{FaultType::CoverOpen,          FaultType::PaperJam,
                                      FaultType::PaperOut,           FaultType::TonerOut,
                                      FaultType::OutputFull,         FaultType::HardwareFault,
                                      FaultType::CommunicationFault, FaultType::OverTemperature,
                                      FaultType::PaperLow,           FaultType::TonerLow};

const std::vector<std::string>& capability_names() {
  static const std::vector<std::string> kNames{
      "printer-make-and-model",    "printer-uuid",
      "printer-device-id",         "color-supported",
      "document-format-supported", "sides-supported",
      "media-supported",           "operations-supported",
      "copies-supported",          "job-creation-attributes-supported",
      "printer-firmware-string-version"};
  return kNames;
}

IppCapabilities read_capabilities(const IppAttributes& attributes) {
  const std::string creation = "job-creation-attributes-supported";
  // Printers that do not list them (CUPS lists all) are asked by the values that they support.
  const auto takes = [&](const std::string& name) {
    return attributes.has(creation) ? attributes.contains(creation, name)
                                    : attributes.has(name + "-supported");
  };
  IppCapabilities can;
  can.pdf = attributes.contains("document-format-supported", "application/pdf");
  can.color = attributes.text("color-supported") == "true";
  can.duplex = attributes.contains("sides-supported", "two-sided-long-edge");
  can.print_job = !attributes.has("operations-supported") ||
                  attributes.contains("operations-supported", kPrintJobOperation);
  can.media = takes("media") && attributes.contains("media-supported", kA4);
  can.sides = takes("sides");
  can.copies = takes("copies");
  return can;
}

/// "MFG:…;SN:12345;" of printer-device-id (IEEE 1284), else the UUID.
std::string serial_number(const IppAttributes& attributes) {
  const std::string id = ";" + attributes.text("printer-device-id");
  for (const std::string_view key : {";SN:", ";SERN:", ";SERIALNUMBER:"}) {
    const std::size_t at = id.find(key);
    if (at == std::string::npos) continue;
    const std::string rest = id.substr(at + key.size());
    return rest.substr(0, rest.find(';'));
  }
  return attributes.text("printer-uuid");
}

DeviceState state_of(const IppCondition& condition) {
  const ReasonFault* fault = condition.blocking();
  if (fault != nullptr) {
    const bool broken = fault->type == FaultType::HardwareFault || fault->type == FaultType::OverTemperature;
    if (fault->type == FaultType::CommunicationFault) return DeviceState::Offline;
    return broken ? DeviceState::HardwareError : DeviceState::UserError;
  }
  // It does answer: somebody has to press its button.
  return condition.paused || !condition.accepting ? DeviceState::UserError : DeviceState::Online;
}

}  // namespace

IppPrinter::IppPrinter(const contract::DriverContext& context, IppSettings settings,
                       std::unique_ptr<transport::IppConnection> connection)
    : clock_(context.clock),
      closing_(context.closing),
      settings_(settings),
      board_(context.clock, contract::DeviceClass::CertificatePrinter, context.id, context.observer),
      connection_(std::move(connection)) {}

Status IppPrinter::open() {
  const auto attributes = connection_->printer_attributes(capability_names(), closing_);
  if (!attributes) {
    connection_failed(attributes.error());
    return tl::unexpected(attributes.error());
  }
  capabilities_ = read_capabilities(*attributes);
  if (!capabilities_.pdf) {
    board_.set_state(DeviceState::HardwareError);
    return kiosk::base::fail(ErrorCode::Unsupported, "the printer does not take PDF", connection_->uri());
  }
  board_.set_identity(attributes->text("printer-make-and-model"), serial_number(*attributes));
  const IppCapabilities& found = capabilities_;
  contract::CertificatePrinterCapabilities can{found.duplex, found.color, found.copies, {}};
  can.formats.emplace_back("application/pdf");
  board_.set_capabilities({"IPP", attributes->text("printer-firmware-string-version"), can});
  const auto condition = look(closing_);
  if (!condition) {
    connection_failed(condition.error());
    return tl::unexpected(condition.error());
  }
  take_over(*condition);
  return {};
}

void IppPrinter::close() {
  connection_->disconnect();
  if (board_.state() != DeviceState::NoDevice) board_.set_state(DeviceState::Offline);
}

void IppPrinter::poll() {
  const auto condition = look(closing_);
  if (!condition) return connection_failed(condition.error());
  take_over(*condition);
}

Result<IppCondition> IppPrinter::look(const std::stop_token& stop) {
  const auto attributes = connection_->printer_attributes(condition_attributes(), stop);
  if (!attributes) return tl::unexpected(attributes.error());
  return read_condition(*attributes);
}

/// A printer that counts its toner without ever calling it low is judged by the threshold. A count of zero
/// alone is no reason to stop: many printers go on for hundreds of pages.
IppCondition IppPrinter::judged(IppCondition condition) const {
  const contract::SupplyLevel said = condition.toner;
  if (contract::judge({"toner", said, condition.toner_percent}, settings_.toner) == said) return condition;
  condition.toner = contract::SupplyLevel::Low;
  condition.faults.push_back({FaultType::TonerLow, "counted toner"});
  return condition;
}

void IppPrinter::take_over(const IppCondition& told) {
  const IppCondition condition = judged(told);
  last_ = condition;
  board_.clear(FaultType::DeviceMissing);
  for (const FaultType type : kConditionFaults) {
    const auto found = std::find_if(condition.faults.begin(), condition.faults.end(),
                                    [type](const ReasonFault& fault) { return fault.type == type; });
    if (found == condition.faults.end()) {
      board_.clear(type);
    } else if (!board_.is_active(type)) {
      board_.raise(type, found->detail);
    }
  }
  board_.set_supply({"a4-paper", condition.paper});
  board_.set_supply({"toner", condition.toner, condition.toner_percent});
  const DeviceState state = state_of(condition);
  board_.set_state(busy_ && state == DeviceState::Online ? DeviceState::DeviceBusy : state);
}

void IppPrinter::connection_failed(const Error& error) {
  if (error.code == ErrorCode::Canceled) return;
  const bool gone = error.code == ErrorCode::Unavailable || error.code == ErrorCode::NotFound;
  const FaultType type = gone ? FaultType::DeviceMissing : FaultType::CommunicationFault;
  board_.raise(type, error.message);
  board_.set_supply({"a4-paper", contract::SupplyLevel::Unknown});
  board_.set_supply({"toner", contract::SupplyLevel::Unknown});
  board_.set_state(gone ? DeviceState::NoDevice : DeviceState::Offline);
}

namespace {

Result<IppSettings> read_settings(SettingMap given) {
  IppSettings settings;
  if (auto taken = contract::take_threshold(given, "toner-low", settings.toner); !taken) {
    return tl::unexpected(taken.error());
  }
  struct Row {
    const char* name;
    Duration& value;
    int unit_ms;
  };
  for (const Row& row :
       {Row{"grace-seconds", settings.grace, 1000}, Row{"stall-seconds", settings.stall, 1000},
        Row{"query-ms", settings.query_every, 1}}) {
    const auto number = number_setting(given, row.name, static_cast<int>(row.value.count()) / row.unit_ms);
    if (!number) return tl::unexpected(number.error());
    row.value = Duration{*number} * row.unit_ms;
  }
  return settings;
}

}  // namespace

Result<std::unique_ptr<contract::Device>> make_ipp_printer(const contract::DriverContext& context,
                                                           const contract::DeviceConfig& config) {
  const contract::DeviceAddress& address = config.address;
  const std::set<std::string> names{"grace-seconds", "stall-seconds", "query-ms", "answer-ms", "toner-low"};
  if (auto known = check_settings(config.settings, names); !known) return tl::unexpected(known.error());
  if (auto known = check_settings(address.options, {}); !known) return tl::unexpected(known.error());
  const auto settings = read_settings(config.settings);
  if (!settings) return tl::unexpected(settings.error());
  const auto answer = number_setting(config.settings, "answer-ms", 3000);
  if (!answer) return tl::unexpected(answer.error());
  auto connection = transport::IppConnection::make(address.transport + ":" + address.path, Duration{*answer});
  if (!connection) return tl::unexpected(connection.error());
  return std::make_unique<IppPrinter>(context, *settings, std::move(*connection));
}

}  // namespace drivers::printing
