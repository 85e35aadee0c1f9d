// Entering, working, leaving.
#include "kiosk/app/maintenance.h"

#include "kiosk/app/surroundings_watch.h"
#include "kiosk/base/log.h"

namespace kiosk::app {

using base::ErrorCode;
using base::Json;
using drivers::contract::Completion;
using drivers::contract::DeviceClass;
using drivers::contract::FaultType;
using drivers::supervisor::VendorState;

namespace {

/// A slip takes seconds, and somebody may have to hold a code before the window.
constexpr base::Duration kTestLimit{30'000};
/// A scanner takes this long to be found.
constexpr base::Duration kResetLimit{30'000};
constexpr base::Duration kClearLimit{10'000};

std::string word(const Json& request, const char* name) {
  const auto found = request.find(name);
  return found != request.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json wrong(const std::string& message) { return refusal({ErrorCode::InvalidArgument, message, ""}); }

}  // namespace

Maintenance::Maintenance(World world)
    : world_(std::move(world)),
      visit_(mode_.join([this](VendorState pending) {
        if (pending == VendorState::ExitPending || !world_.visitor_present()) mode_.agree(visit_);
      })),
      devices_(mode_.join([this](VendorState pending) {
        pending == VendorState::EnterPending ? agree_when_free() : check_devices_again();
      })) {
  mode_.on_change([this](VendorState now) { on_mode(now); });
  world_.devices.on_rest([this] { agree_when_free(); });
}

void Maintenance::visit_ended() {
  if (mode_.state() == VendorState::EnterPending) mode_.agree(visit_);
}

/// The last visit's lease has ended and what it left has been taken in.
void Maintenance::agree_when_free() {
  if (mode_.state() == VendorState::EnterPending && world_.devices.at_rest()) mode_.agree(devices_);
}

void Maintenance::on_mode(VendorState now) {
  record(std::string("maintenance.") + std::string(to_string(now)), Json::object());
  if (now == VendorState::Active) take_devices();
  if (now == VendorState::Inactive) lease_.reset();
  world_.changed();
}

void Maintenance::take_devices() {
  session_ = base::SessionId{base::Uuid::make_v7(world_.clock)};
  auto lease = world_.devices.lease(session_, world_.devices.classes());
  if (lease) {
    lease_ = std::move(*lease);
  } else {
    base::log(base::LogLevel::Error, "maintenance", lease.error().to_string());
  }
}

void Maintenance::check_devices_again() {
  world_.devices.cancel_all(session_);
  const auto classes = world_.devices.classes();
  reopening_ = classes.size();
  if (classes.empty()) return mode_.agree(devices_);
  for (const DeviceClass device_class : classes) {
    // Also a device that does not come up ends the wait: its fault is on the status.
    world_.devices.reset(session_, kResetLimit, device_class, [this](const auto&) {
      if (--reopening_ == 0) mode_.agree(devices_);
    });
  }
}

Json Maintenance::status() const {
  return {{"state", to_string(mode_.state())},
          {"technician", mode_.technician().number},
          {"name", mode_.technician().name}};
}

Json Maintenance::enter(const Json& request) {
  if (auto entered = mode_.enter({word(request, "name"), word(request, "number")}); !entered) {
    return refusal(entered.error());
  }
  return {{"ok", true}, {"maintenance", status()}};
}

Json Maintenance::leave() {
  if (auto left = mode_.leave(); !left) return refusal(left.error());
  return {{"ok", true}, {"maintenance", status()}};
}

Json Maintenance::list() const {
  Json devices = Json::array();
  for (const auto& report : world_.devices.snapshot()) devices.push_back(to_json(report));
  return {{"ok", true}, {"devices", std::move(devices)}};
}

void Maintenance::handle(const Json& request, Answer answer) {
  const std::string what = word(request, "do");
  if (what == "maintenance.enter") return answer(enter(request));
  if (what == "maintenance.leave") return answer(leave());
  if (what == "maintenance.status") return answer({{"ok", true}, {"maintenance", status()}});
  if (what == "device.list") return answer(list());
  if (what.rfind("device.", 0) == 0) return ask_device(what.substr(7), request, std::move(answer));
  answer(wrong("unknown request '" + what + "'"));
}

void Maintenance::ask_device(const std::string& what, const Json& request, Answer answer) {
  DeviceClass device_class{};
  const std::string device = word(request, "class");
  if (!drivers::contract::parse_device_class(device, device_class)) {
    return answer(
        wrong("'" + device + "' is no device class; there are: " + drivers::contract::device_class_words()));
  }
  const auto* report = world_.devices.find(device_class);
  if (report == nullptr)
    return answer(refusal({ErrorCode::NotFound, "this terminal has no such device", device}));
  if (what == "show") return answer({{"ok", true}, {"device", to_json(*report)}});
  if (mode_.state() != VendorState::Active) {
    return answer(refusal(
        {ErrorCode::Conflict, "only in maintenance: kioskctl maintenance enter NAME NUMBER", device}));
  }
  auto& devices = world_.devices;
  FaultType fault{};
  const std::string fault_word = word(request, "fault");
  if (what == "test") {
    devices.test(session_, kTestLimit, device_class, tell<std::string>("device.tested", device, answer));
  } else if (what == "reset") {
    devices.reset(session_, kResetLimit, device_class, tell<std::monostate>("device.reset", device, answer));
  } else if (what != "clear") {
    answer(wrong("unknown request 'device." + what + "'"));
  } else if (!drivers::contract::parse_fault_type(fault_word, fault)) {
    answer(wrong("'" + fault_word + "' is no fault"));
  } else {
    devices.clear_fault(session_, kClearLimit, device_class, fault,
                        tell<std::monostate>("device.fault-cleared", device + " " + fault_word, answer));
  }
}

template <class T>
std::function<void(Completion<T>)> Maintenance::tell(const std::string& act, const std::string& device,
                                                     Answer answer) {
  return [this, act, device, answer](const Completion<T>& done) {
    Json fields{{"device", device}, {"result", to_string(done.code)}, {"detail", done.detail}};
    if constexpr (std::is_same_v<T, std::string>) fields["seen"] = done.value.value_or("");
    if (done.fault) fields["fault"] = to_string(*done.fault);
    record(act, fields);
    fields["ok"] = true;
    fields["good"] = done.ok();
    answer(std::move(fields));
  };
}

void Maintenance::record(const std::string& act, Json fields) {
  fields["technician"] = mode_.technician().number;
  fields["name"] = mode_.technician().name;
  world_.record("technician." + act, std::move(fields));
}

}  // namespace kiosk::app
