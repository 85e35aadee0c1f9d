// The words of the step kinds.
#include "kiosk/catalog/step_kind.h"

namespace kiosk::catalog {

std::string_view to_string(StepKind kind) {
  switch (kind) {
    case StepKind::Attract: return "attract";
    case StepKind::Home: return "home";
    case StepKind::Domain: return "domain";
    case StepKind::ServicePage: return "service-page";
    case StepKind::Trouble: return "trouble";
    case StepKind::Goodbye: return "goodbye";
    case StepKind::Lookup: return "lookup";
    case StepKind::Cases: return "cases";
    case StepKind::Story: return "story";
    case StepKind::Notice: return "notice";
    case StepKind::Identify: return "identify";
    case StepKind::Confirm: return "confirm";
    case StepKind::Form: return "form";
    case StepKind::Scan: return "scan";
    case StepKind::Promise: return "promise";
    case StepKind::Sign: return "sign";
    case StepKind::Review: return "review";
    case StepKind::Pay: return "pay";
    case StepKind::Submit: return "submit";
    case StepKind::Preview: return "preview";
    case StepKind::Print: return "print";
    case StepKind::Receipt: return "receipt";
    case StepKind::Collect: return "collect";
    case StepKind::Rate: return "rate";
  }
  return "unknown";
}

std::optional<StepKind> parse_step_kind(std::string_view word) {
  for (const StepKind kind : kStepKinds) {
    if (to_string(kind) == word) return kind;
  }
  return std::nullopt;
}

}  // namespace kiosk::catalog
