// Looking at the cabinet, judging what is seen.
#include "drivers/cabinet/modbus_cabinet.h"

#include <algorithm>
#include <array>

namespace drivers::cabinet {

using contract::CabinetClimate;
using contract::Completion;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::JobContext;
using kiosk::base::Error;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

constexpr int kTries = 2;
/// A cabinet at the limit must not raise a fault a second.
constexpr double kHysteresisCelsius = 3;

}  // namespace

ModbusCabinet::ModbusCabinet(const contract::DriverContext& context,
                             std::unique_ptr<transport::Transport> transport, ModbusSettings settings)
    : clock_(context.clock),
      closing_(context.closing),
      transport_(std::move(transport)),
      settings_(std::move(settings)),
      board_(clock_, contract::DeviceClass::CabinetMonitor, context.id, context.observer) {}

Status ModbusCabinet::open() {
  Status opened = transport_->open();
  if (!opened) {
    note_trouble(opened.error());
    return opened;
  }
  board_.set_identity(settings_.model.name, "");
  (void)transport_->drain_input(settings_.quiet);
  const auto seen = look({clock_.now() + kTries * settings_.answer_limit, closing_});
  if (!seen) {
    transport_->close();
    return tl::unexpected(seen.error());
  }
  const CabinetModel& model = settings_.model;
  const contract::CabinetMonitorCapabilities can{model.temperature.has_value(), model.humidity.has_value(),
                                                 model.door.has_value(), model.fan.has_value()};
  board_.set_capabilities({"Modbus RTU", "", can});
  return {};
}

void ModbusCabinet::close() {
  transport_->close();
  if (board_.state() != DeviceState::NoDevice) board_.set_state(DeviceState::Offline);
}

void ModbusCabinet::poll() {
  if (transport_->is_open()) (void)look({clock_.now() + kTries * settings_.answer_limit, closing_});
}

Completion<CabinetClimate> ModbusCabinet::read_climate(const JobContext& context) {
  auto climate = look({context.deadline, context.stop});
  if (!climate) return failed<CabinetClimate>(climate.error(), context);
  return {CompletionCode::Success, *climate, {}, {}};
}

Completion<std::monostate> ModbusCabinet::set_fan(const JobContext& context, int percent) {
  if (!settings_.model.fan)
    return {CompletionCode::UnsupportedCommand, {}, {}, "this cabinet has no fan to turn"};
  if (percent < 0 || percent > 100)
    return {CompletionCode::InvalidData, {}, {}, "a fan takes 0 to 100 per cent"};
  const ModbusRequest request{settings_.unit, kWriteSingleRegister, *settings_.model.fan,
                              static_cast<std::uint16_t>(percent)};
  const auto answer = exchange(request, {context.deadline, context.stop});
  if (!answer) return failed<std::monostate>(answer.error(), context);
  return {CompletionCode::Success, std::monostate{}, {}, {}};
}

Result<CabinetClimate> ModbusCabinet::look(const Limit& limit) {
  const CabinetModel& model = settings_.model;
  const ModbusRequest request{settings_.unit, kReadHoldingRegisters, model.first_register(),
                              model.register_count()};
  const auto answer = exchange(request, limit);
  if (!answer) return tl::unexpected(answer.error());
  const CabinetLook seen = interpret(model, answer->registers);
  judge(seen);
  return seen.climate;
}

/// After any trouble the line is drained: a late answer must not be taken for the next one's.
Result<ModbusAnswer> ModbusCabinet::exchange(const ModbusRequest& request, const Limit& limit) {
  // A caller that had less time than a controller may take says nothing of the controller.
  const bool hurried = limit.deadline - clock_.now() < settings_.answer_limit;
  for (int left = kTries;; --left) {
    auto answer = attempt(request, limit);
    if (answer && answer->exception != 0) {
      answer = fail(ErrorCode::Unsupported,
                    "the controller refuses: exception " + std::to_string(answer->exception),
                    transport_->description());
    }
    if (answer) {
      board_.clear(FaultType::CommunicationFault);
      return answer;
    }
    const ErrorCode code = answer.error().code;
    const bool gone = code == ErrorCode::Unavailable || code == ErrorCode::NotFound;
    if (!gone) (void)transport_->drain_input(settings_.quiet);
    const bool over = limit.stop.stop_requested() || clock_.now() >= limit.deadline;
    if (!over && !gone && code != ErrorCode::Canceled && left > 1) continue;
    if (code != ErrorCode::Canceled && !(hurried && code == ErrorCode::TimedOut))
      note_trouble(answer.error());
    return answer;
  }
}

/// Answers carry no number: after trouble a late one would fit the same question asked again. So the first
/// question then is another one, for a single register, whose answer has another size.
Result<ModbusAnswer> ModbusCabinet::attempt(const ModbusRequest& request, const Limit& limit) {
  if (!in_step_) {
    const ModbusRequest other{settings_.unit, kReadHoldingRegisters, settings_.model.first_register(), 1};
    if (auto back = ask(other, limit); !back) return back;
    in_step_ = true;
  }
  auto answer = ask(request, limit);
  in_step_ = answer.has_value();
  return answer;
}

Result<ModbusAnswer> ModbusCabinet::ask(const ModbusRequest& request, const Limit& limit) {
  const auto deadline = std::min(limit.deadline, clock_.now() + settings_.answer_limit);
  if (auto sent = transport_->write(encode_request(request), deadline, limit.stop); !sent) {
    return tl::unexpected(sent.error());
  }
  ModbusParser parser(request);
  std::array<std::uint8_t, 256> buffer{};
  while (true) {
    const auto got = transport_->read_some(buffer, deadline, limit.stop);
    if (!got) return tl::unexpected(got.error());
    parser.feed(std::span(buffer).first(*got));
    if (auto answer = parser.take()) return std::move(*answer);
    // A line that never falls silent would keep read_some from seeing the deadline.
    if (clock_.now() >= deadline) return fail(ErrorCode::TimedOut, "only noise", transport_->description());
  }
}

void ModbusCabinet::judge(const CabinetLook& look) {
  const auto set = [this](bool active, FaultType type, const std::string& detail) {
    if (active == board_.is_active(type)) return;
    active ? board_.raise(type, detail) : board_.clear(type);
  };
  board_.clear(FaultType::DeviceMissing);
  const auto& celsius = look.climate.temperature_celsius;
  const double limit =
      settings_.model.hot_celsius - (board_.is_active(FaultType::OverTemperature) ? kHysteresisCelsius : 0);
  if (celsius) set(*celsius > limit, FaultType::OverTemperature, "the cabinet is too hot");
  if (look.climate.door_open) set(*look.climate.door_open, FaultType::DoorOpen, "the cabinet's door is open");
  set(look.sensor_broken, FaultType::HardwareFault, "a sensor is torn off");
  board_.set_state(look.sensor_broken ? DeviceState::HardwareError : DeviceState::Online);
}

void ModbusCabinet::note_trouble(const Error& error) {
  const bool gone = error.code == ErrorCode::Unavailable || error.code == ErrorCode::NotFound;
  const FaultType type = gone ? FaultType::DeviceMissing : FaultType::CommunicationFault;
  board_.raise(type, error.message);
  if (gone) board_.clear(FaultType::CommunicationFault);
  board_.set_state(gone ? DeviceState::NoDevice : DeviceState::Offline);
}

template <class T>
Completion<T> ModbusCabinet::failed(const Error& error, const JobContext& context) {
  Completion<T> completion;
  completion.detail = error.message;
  if (context.stop.stop_requested()) {
    completion.code = CompletionCode::Canceled;
  } else if (error.code == ErrorCode::TimedOut && clock_.now() >= context.deadline) {
    completion.code = CompletionCode::TimeOut;
  } else {
    completion.code = CompletionCode::HardwareError;
    const bool gone = error.code == ErrorCode::Unavailable || error.code == ErrorCode::NotFound;
    completion.fault = gone ? FaultType::DeviceMissing : FaultType::CommunicationFault;
  }
  return completion;
}

}  // namespace drivers::cabinet
