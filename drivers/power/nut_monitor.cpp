// Asking upsd, and what its silence means.
#include "drivers/power/nut_monitor.h"

#include <algorithm>
#include <array>

#include "drivers/transport/tape_use.h"
#include "drivers/transport/tcp_transport.h"
#include "kiosk/base/secure.h"

namespace drivers::power {

using contract::Completion;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::PowerSource;
using contract::PowerStatus;
using kiosk::base::Error;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

/// Our own limit is a little longer than upsd's: what is shorter was the caller's hurry.
constexpr kiosk::base::Duration kMargin{100};

std::string text_of(const std::map<std::string, std::string>& variables, const char* name) {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string() : found->second;
}

}  // namespace

NutMonitor::NutMonitor(const contract::DriverContext& context, std::unique_ptr<transport::Transport> transport,
                       NutSettings settings)
    : clock_(context.clock),
      closing_(context.closing),
      transport_(std::move(transport)),
      settings_(std::move(settings)),
      board_(clock_, contract::DeviceClass::PowerMonitor, context.id, context.observer) {}

Status NutMonitor::open() {
  Status ready = transport_->open();
  if (!ready) {
    note_silence(ready.error());
    return ready;
  }
  auto asked = ask(clock_.now() + settings_.answer_limit + kMargin, closing_);
  if (!asked) return asked;
  const contract::PowerMonitorCapabilities can{status_.charge_percent.has_value(),
                                               status_.runtime_seconds.has_value()};
  board_.set_capabilities({"NUT", "", can});
  return {};
}

void NutMonitor::poll() { (void)ask(clock_.now() + settings_.answer_limit + kMargin, closing_); }

Completion<PowerStatus> NutMonitor::read_status(const contract::JobContext& context) {
  const auto asked = ask(std::min(context.deadline, clock_.now() + settings_.answer_limit + kMargin),
                         context.stop);
  Completion<PowerStatus> completion;
  completion.value = status_;
  if (asked) return completion;
  completion.detail = asked.error().message;
  if (asked.error().code == ErrorCode::Canceled) {
    completion.code = CompletionCode::Canceled;
  } else if (asked.error().code == ErrorCode::TimedOut && clock_.now() >= context.deadline) {
    completion.code = CompletionCode::TimeOut;
  } else {
    completion.code = CompletionCode::HardwareError;
    completion.fault = FaultType::CommunicationFault;
  }
  return completion;
}

/// After any trouble the connection is closed: a late answer must not be taken for the next one's.
Status NutMonitor::ask(MonoTime deadline, const std::stop_token& stop) {
  if (!transport_->is_open()) {
    if (auto opened = transport_->open(); !opened) {
      note_silence(opened.error());
      return opened;
    }
  }
  const bool hurried = deadline < clock_.now() + settings_.answer_limit;
  const auto answer = exchange(deadline, stop);
  if (answer && answer->refusal.empty()) {
    tell(answer->variables);
    return {};
  }
  const Error error = answer ? Error{ErrorCode::Unavailable, "upsd says " + answer->refusal} : answer.error();
  if (!answer) transport_->close();
  // A request that had less time than upsd may take says nothing of upsd.
  const bool impatient = hurried && error.code == ErrorCode::TimedOut;
  if (error.code != ErrorCode::Canceled && !impatient) note_silence(error);
  return tl::unexpected(error);
}

Result<NutAnswer> NutMonitor::exchange(MonoTime deadline, const std::stop_token& stop) {
  const std::string question = list_variables(settings_.ups);
  if (auto sent = transport_->write(kiosk::base::as_bytes(question), deadline, stop); !sent) {
    return tl::unexpected(sent.error());
  }
  NutAnswerParser parser;
  std::array<std::uint8_t, 4096> buffer{};
  while (true) {
    const auto got = transport_->read_some(buffer, deadline, stop);
    if (!got) return tl::unexpected(got.error());
    if (!parser.feed(kiosk::base::as_text(std::span(buffer).first(*got)))) {
      return fail(ErrorCode::InvalidData, "this is no answer of upsd", transport_->description());
    }
    if (auto answer = parser.take()) return std::move(*answer);
  }
}

void NutMonitor::tell(const std::map<std::string, std::string>& variables) {
  status_ = power_status(variables);
  last_heard_ = clock_.now();
  board_.set_identity(text_of(variables, "ups.model"), text_of(variables, "ups.serial"));
  board_.clear(FaultType::CommunicationFault);
  board_.clear(FaultType::DeviceMissing);
  if (status_.charge_percent) {
    const bool low = status_.source == PowerSource::LowBattery;
    board_.set_supply({"ups-battery", low ? contract::SupplyLevel::Low : contract::SupplyLevel::Ok,
                       *status_.charge_percent});
  }
  show_power();
  board_.set_state(DeviceState::Online);
}

void NutMonitor::show_power() {
  const bool low = status_.source == PowerSource::LowBattery;
  const bool battery = low || status_.source == PowerSource::OnBattery;
  if (battery && !board_.is_active(FaultType::OnBattery)) board_.raise(FaultType::OnBattery, "mains are off");
  if (low && !board_.is_active(FaultType::LowBattery)) board_.raise(FaultType::LowBattery, "the battery ends soon");
  if (!low) board_.clear(FaultType::LowBattery);
  if (!battery) board_.clear(FaultType::OnBattery);
}

void NutMonitor::note_silence(const Error& error) {
  const bool was_on_battery = board_.is_active(FaultType::OnBattery);
  if (!was_on_battery) {
    status_ = {};
  } else if (clock_.now() - last_heard_ >= settings_.dead_time) {
    status_.source = PowerSource::LowBattery;
    show_power();
  }
  board_.raise(FaultType::CommunicationFault, error.message, contract::FaultSeverity::Medium);
  board_.set_state(DeviceState::Offline);
}

Result<std::unique_ptr<contract::Device>> make_nut_monitor(const contract::DriverContext& context,
                                                           const contract::DeviceConfig& config) {
  const auto line = transport::line_address(config);
  if (!line) return tl::unexpected(line.error());
  const auto address = transport::TcpAddress::parse(line->path, 3493);
  if (!address) return tl::unexpected(address.error());
  auto given = config.settings;
  given.insert(line->options.begin(), line->options.end());
  NutSettings settings;
  for (const auto& [name, value] : given) {
    if (name != "ups" || !is_ups_name(value)) {
      return fail(ErrorCode::InvalidArgument, "a power monitor has only the setting ups=NAME",
                  config.address.to_string());
    }
    settings.ups = value;
  }
  auto connection = transport::with_tape(context, config, {"nut", transport::make_open_scrubber},
                                         std::make_unique<transport::TcpTransport>(*address, context.clock));
  if (!connection) return tl::unexpected(connection.error());
  return std::make_unique<NutMonitor>(context, std::move(*connection), std::move(settings));
}

}  // namespace drivers::power
