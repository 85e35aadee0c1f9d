// The lawful order of a service's steps and what each of them needs.
#include <algorithm>
#include <array>
#include <optional>

#include "kiosk/catalog/service_rules.h"

namespace kiosk::catalog {
namespace {

/// `step` may only stand somewhere behind `needed`.
struct Needs {
  StepKind step, needed;
};
constexpr std::array kNeeds{
    Needs{StepKind::Identify, StepKind::Notice},  // nothing is read before the citizen knows what for
    Needs{StepKind::Confirm, StepKind::Identify}, Needs{StepKind::Submit, StepKind::Review},
    Needs{StepKind::Submit, StepKind::Confirm},   Needs{StepKind::Preview, StepKind::Submit},
    Needs{StepKind::Print, StepKind::Preview},    Needs{StepKind::Receipt, StepKind::Submit},
    Needs{StepKind::Scan, StepKind::Confirm},     Needs{StepKind::Pay, StepKind::Review},
};

/// The left one cannot be without the right one somewhere later: what lies in the machine must be handed
/// back.
constexpr std::array kFollowedBy{Needs{StepKind::Identify, StepKind::Collect},
                                 Needs{StepKind::Print, StepKind::Collect},
                                 Needs{StepKind::Receipt, StepKind::Collect},
                                 Needs{StepKind::Pay, StepKind::Submit}};  // what was paid for is done

struct NeedsDevice {
  StepKind step;
  std::string_view device_class;
};
constexpr std::array kNeedsDevice{NeedsDevice{StepKind::Identify, "id-card-reader"},
                                  NeedsDevice{StepKind::Print, "certificate-printer"},
                                  NeedsDevice{StepKind::Receipt, "receipt-printer"}};

std::optional<std::size_t> position(const ServiceDefinition& service, StepKind kind) {
  const auto found = std::find(service.steps.begin(), service.steps.end(), kind);
  if (found == service.steps.end()) return std::nullopt;
  return static_cast<std::size_t>(found - service.steps.begin());
}

std::string word(StepKind kind) { return std::string(to_string(kind)); }

std::string at_step(std::size_t index) { return "/steps/" + std::to_string(index); }

/// The enumeration itself lists the service's steps in their only lawful order.
void check_order(const ServiceDefinition& service, Breaches& breaches) {
  for (std::size_t i = 1; i < service.steps.size(); ++i) {
    const StepKind before = service.steps[i - 1];
    const StepKind here = service.steps[i];
    if (before < here) continue;
    const std::string reason = before == here
                                   ? "the step " + word(here) + " is there twice"
                                   : "the step " + word(here) + " must come before " + word(before);
    breaches.push_back({at_step(i), reason});
  }
}

void check_neighbours(const ServiceDefinition& service, Breaches& breaches) {
  for (const auto& [step, needed] : kNeeds) {
    const auto here = position(service, step);
    if (here && !service.has_step(needed)) {
      breaches.push_back(
          {at_step(*here), "the step " + word(step) + " needs " + word(needed) + " before it"});
    }
  }
  for (const auto& [step, later] : kFollowedBy) {
    const auto here = position(service, step);
    if (here && !service.has_step(later)) {
      breaches.push_back({at_step(*here), "the step " + word(step) + " needs " + word(later) + " after it"});
    }
  }
}

void check_devices(const ServiceDefinition& service, Breaches& breaches) {
  for (const auto& [step, device_class] : kNeedsDevice) {
    const auto here = position(service, step);
    const auto found = std::find(service.devices.begin(), service.devices.end(), device_class);
    if (here && found == service.devices.end()) {
      breaches.push_back(
          {"/devices", "the step " + word(step) + " needs the device " + std::string(device_class)});
    }
  }
}

/// A step without its content, or content without the step that shows it.
void check_pair(const ServiceDefinition& service, StepKind step, bool content, const char* pointer,
                Breaches& breaches) {
  const auto here = position(service, step);
  const std::string what = std::string(pointer).substr(1);
  if (here && !content) {
    breaches.push_back({at_step(*here), "the step " + word(step) + " has no content in " + what});
  }
  if (!here && content) {
    breaches.push_back({pointer, what + " asks for the step " + word(step) + ", which is not listed"});
  }
}

/// Papers that may follow later do not need a scanner now.
void check_scanner(const ServiceDefinition& service, Breaches& breaches) {
  const auto here = position(service, StepKind::Scan);
  if (!here) return;
  if (service.materials.empty()) {
    breaches.push_back({at_step(*here), "the step scan has no content in materials"});
  }
  const bool wanted = std::any_of(service.materials.begin(), service.materials.end(),
                                  [](const Material& material) { return material.must_be_here(); });
  const auto found = std::find(service.devices.begin(), service.devices.end(), "document-scanner");
  if (wanted && found == service.devices.end()) {
    breaches.push_back({"/devices", "a paper that must be here needs the device document-scanner"});
  }
}

bool gives(const ServiceDefinition& service, Output::Kind kind) {
  return std::any_of(service.outputs.begin(), service.outputs.end(),
                     [&](const Output& output) { return output.kind == kind; });
}

}  // namespace

void check_steps(const ServiceDefinition& service, Breaches& breaches) {
  check_order(service, breaches);
  check_neighbours(service, breaches);
  check_devices(service, breaches);
  check_scanner(service, breaches);
  check_pair(service, StepKind::Form, !service.form.empty(), "/form", breaches);
  check_pair(service, StepKind::Promise, !service.promises.empty(), "/promises", breaches);
  check_pair(service, StepKind::Print, gives(service, Output::Kind::Certificate), "/outputs", breaches);
  check_pair(service, StepKind::Receipt, gives(service, Output::Kind::Slip), "/outputs", breaches);
  if (service.has_step(StepKind::Pay) && !service.has_step(StepKind::Print) &&
      !service.has_step(StepKind::Receipt)) {
    breaches.push_back({"/steps", "who pays leaves with a paper: the step pay needs print or receipt"});
  }
  if (service.offline != OfflinePolicy::Online && service.has_step(StepKind::Pay)) {
    breaches.push_back({"/offline", "the step pay asks the centre what to pay: the service must be online"});
  }
  if (service.offline != OfflinePolicy::Online && !service.has_step(StepKind::Receipt)) {
    breaches.push_back(
        {"/offline", "a case that is accepted offline needs the step receipt: its number on paper"});
  }
}

}  // namespace kiosk::catalog
