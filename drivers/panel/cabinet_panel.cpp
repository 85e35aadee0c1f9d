// Keys, senses and lights.
#include "drivers/panel/cabinet_panel.h"

#include <linux/input-event-codes.h>

#include <algorithm>

namespace drivers::panel {

using contract::Completion;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::LightMode;
using contract::PanelEvent;
using contract::PanelKey;
using contract::PanelLight;
using kiosk::base::Duration;
using kiosk::base::Error;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

constexpr Duration kLook{50};        ///< between two looks at the lines
constexpr Duration kOldKey{2000};    ///< a key pressed longer ago was meant for another screen
constexpr Duration kHalfFlash{500};
constexpr std::size_t kMostWaiting = 64;

}  // namespace

CabinetPanel::CabinetPanel(const contract::DriverContext& context, transport::EvdevDevice keypad,
                           std::unique_ptr<transport::GpioLines> lines, PanelModel model)
    : clock_(context.clock),
      keypad_(std::move(keypad)),
      lines_(std::move(lines)),
      model_(std::move(model)),
      board_(clock_, contract::DeviceClass::Panel, context.id, context.observer) {}

Status CabinetPanel::open() {
  if (auto opened = keypad_.open(); !opened) return lost(opened.error());
  if (lines_) {
    std::vector<transport::GpioLine> outputs;
    std::vector<transport::GpioLine> inputs;
    for (const auto& [light, line] : model_.lights) outputs.push_back(line);
    for (const auto& [input, line] : model_.inputs) inputs.push_back(line);
    if (auto opened = lines_->open(outputs, inputs); !opened) return lost(opened.error());
  }
  shining_.clear();
  last_look_.clear();
  const std::string name = keypad_.name();
  board_.set_identity(name.empty() ? model_.name : name, "");
  board_.set_capabilities({"input events and GPIO", "", capabilities()});
  set_headset(keypad_.switch_state(SW_HEADPHONE_INSERT));
  if (auto shown = show_lights(); !shown) return lost(shown.error());
  board_.clear(FaultType::DeviceMissing);
  board_.set_state(DeviceState::Online);
  return {};
}

contract::PanelCapabilities CabinetPanel::capabilities() const {
  contract::PanelCapabilities can;
  can.keys = static_cast<int>(model_.keys.size());
  can.lights = lines_ ? static_cast<int>(model_.lights.size()) : 0;
  can.headset = keypad_.switch_state(SW_HEADPHONE_INSERT).has_value();
  can.presence = lines_ && model_.inputs.count(PanelInput::Person) > 0;
  can.door = lines_ && model_.inputs.count(PanelInput::DoorOpen) > 0;
  can.tamper = lines_ && model_.inputs.count(PanelInput::Tamper) > 0;
  return can;
}

void CabinetPanel::end_session(const contract::JobContext&) {
  waiting_.clear();
  std::erase_if(lights_, [](const auto& light) {
    return light.first != PanelLight::StatusGood && light.first != PanelLight::StatusBad;
  });
  if (auto shown = show_lights(); !shown) (void)lost(shown.error());
}

void CabinetPanel::close() {
  keypad_.close();
  if (lines_) lines_->close();
}

void CabinetPanel::poll() {
  if (!keypad_.is_open()) return;
  Status fine = take_keypad(clock_.now(), {});
  if (fine || fine.error().code == ErrorCode::TimedOut) fine = look_at_lines();
  if (fine) fine = show_lights();
  if (!fine) (void)lost(fine.error());
}

Completion<PanelEvent> CabinetPanel::wait_for_event(const contract::JobContext& context) {
  Completion<PanelEvent> completion;
  while (true) {
    Status fine = look_at_lines();
    if (fine) fine = show_lights();
    if (auto event = next_waiting(); fine && event) {
      completion.value = *event;
      return completion;
    }
    if (fine) fine = take_keypad(std::min(context.deadline, clock_.now() + kLook), context.stop);
    if (fine) continue;
    const ErrorCode code = fine.error().code;
    if (code == ErrorCode::TimedOut && clock_.now() < context.deadline) continue;
    completion.detail = fine.error().message;
    completion.code = code == ErrorCode::TimedOut   ? CompletionCode::TimeOut
                      : code == ErrorCode::Canceled ? CompletionCode::Canceled
                                                    : CompletionCode::HardwareError;
    if (completion.code == CompletionCode::HardwareError) {
      completion.fault = FaultType::DeviceMissing;
      (void)lost(fine.error());
    }
    return completion;
  }
}

Completion<std::monostate> CabinetPanel::set_light(const contract::JobContext&, PanelLight light, LightMode mode) {
  Completion<std::monostate> completion;
  if (!lines_ || model_.lights.count(light) == 0) {
    completion.code = CompletionCode::UnsupportedCommand;
    completion.detail = "this cabinet has no such light";
    return completion;
  }
  lights_[light] = mode;
  if (auto shown = show_lights(); !shown) {
    completion.code = CompletionCode::HardwareError;
    completion.fault = FaultType::DeviceMissing;
    completion.detail = shown.error().message;
    (void)lost(shown.error());
    return completion;
  }
  completion.value = std::monostate{};
  return completion;
}

/// All events that are there, after waiting for the first one; TimedOut when none came.
Status CabinetPanel::take_keypad(MonoTime until, const std::stop_token& stop) {
  auto event = keypad_.next(until, stop);
  if (!event) return tl::unexpected(event.error());
  // All that is there already, so that a burst of keys needs no looks at the lines in between.
  while (event && waiting_.size() < kMostWaiting) {
    take_event(*event);
    event = keypad_.next({}, {});
  }
  if (!event && event.error().code != ErrorCode::TimedOut) return tl::unexpected(event.error());
  return {};
}

void CabinetPanel::take_event(const transport::InputEvent& event) {
  if (event.type == EV_SW && event.code == SW_HEADPHONE_INSERT) return set_headset(event.value != 0);
  if (event.type == EV_SYN && event.code == SYN_DROPPED) {
    // The kernel's queue ran over: how the jack stands now must be asked.
    if (const auto plugged = keypad_.switch_state(SW_HEADPHONE_INSERT)) set_headset(plugged);
  }
  const auto key = event.type == EV_KEY && event.value != 0 ? model_.keys.find(event.code) : model_.keys.end();
  if (key != model_.keys.end()) push(key->second);
}

Status CabinetPanel::look_at_lines() {
  if (!lines_ || model_.inputs.empty()) return {};
  const auto levels = lines_->read();
  if (!levels) return tl::unexpected(levels.error());
  std::size_t index = 0;
  for (const auto& [input, line] : model_.inputs) {
    const bool steady = last_look_.size() == levels->size() && last_look_[index] == (*levels)[index];
    if (steady) apply(input, (*levels)[index]);
    ++index;
  }
  last_look_ = *levels;
  return {};
}

void CabinetPanel::apply(PanelInput input, bool active) {
  auto& sense = input == PanelInput::Person     ? senses_.person
                : input == PanelInput::DoorOpen ? senses_.door_open
                                                : senses_.tampered;
  if (sense == active) return;
  sense = active;
  push({});
  if (input == PanelInput::Person) return;
  const bool door = input == PanelInput::DoorOpen;
  const FaultType fault = door ? FaultType::DoorOpen : FaultType::TamperDetected;
  if (active) {
    board_.raise(fault, door ? "the cabinet's door is open" : "the tamper contact opened");
  } else {
    board_.clear(fault);
  }
}

Status CabinetPanel::show_lights() {
  if (!lines_) return {};
  std::size_t output = 0;
  for (const auto& [light, line] : model_.lights) {
    const auto mode = lights_.find(light);
    const bool bright = clock_.now().since_boot / kHalfFlash % 2 == 0;
    const bool on = mode != lights_.end() &&
                    (mode->second == LightMode::On || (mode->second == LightMode::Flash && bright));
    const auto shown = shining_.find(light);
    if (shown == shining_.end() || shown->second != on) {
      if (auto set = lines_->set(output, on); !set) return set;
      shining_[light] = on;
    }
    ++output;
  }
  return {};
}

void CabinetPanel::set_headset(std::optional<bool> plugged) {
  if (senses_.headset == plugged) return;
  senses_.headset = plugged;
  push({});
}

void CabinetPanel::push(std::optional<PanelKey> key) {
  if (waiting_.size() >= kMostWaiting) waiting_.pop_front();
  waiting_.push_back({{key, senses_}, clock_.now()});
}

std::optional<PanelEvent> CabinetPanel::next_waiting() {
  while (!waiting_.empty()) {
    const Waiting next = waiting_.front();
    waiting_.pop_front();
    if (!next.event.key || clock_.now() - next.since <= kOldKey) return next.event;
  }
  return std::nullopt;
}

Status CabinetPanel::lost(const Error& error) {
  close();
  board_.raise(FaultType::DeviceMissing, error.message);
  board_.set_state(DeviceState::NoDevice);
  return tl::unexpected(error);
}

Result<std::unique_ptr<contract::Device>> make_cabinet_panel(const contract::DriverContext& context,
                                                             const contract::DeviceConfig& config) {
  auto given = config.settings;
  given.insert(config.address.options.begin(), config.address.options.end());
  std::string model_name = "generic";
  std::unique_ptr<transport::GpioLines> lines;
  for (const auto& [name, value] : given) {
    if (name == "model") {
      model_name = value;
    } else if (name == "gpio") {
      lines = transport::make_gpio_lines(value);
    } else {
      return fail(ErrorCode::InvalidArgument, "a panel has no setting " + name, config.address.to_string());
    }
  }
  auto model = load_panel_model(context.config_dir, model_name);
  if (!model) return tl::unexpected(model.error());
  return std::make_unique<CabinetPanel>(context, transport::EvdevDevice(config.address.path, context.clock),
                                        std::move(lines), std::move(*model));
}

}  // namespace drivers::panel
