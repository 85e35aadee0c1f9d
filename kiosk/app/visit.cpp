// The loop of a visit: event, step, disk, effects.
#include "kiosk/app/visit.h"

namespace kiosk::app {
namespace {

using offline_cache::audit::AuditRecord;
using offline_cache::journal::StepRecord;

bool runs_at_once(const flow::Effect& effect) {
  return std::holds_alternative<flow::ArmIdle>(effect) || std::holds_alternative<flow::DisarmIdle>(effect) ||
         std::holds_alternative<flow::ArmWait>(effect) || std::holds_alternative<flow::DisarmWait>(effect) ||
         std::holds_alternative<flow::CancelDeviceJobs>(effect) ||
         std::holds_alternative<flow::DropPicture>(effect) || std::holds_alternative<flow::Wipe>(effect);
}

bool stores_case(const flow::Effect& effect) { return std::holds_alternative<flow::StoreCase>(effect); }

/// Drawing and counting are recorded for the replay, but are no facts for the trail.
bool belongs_to_trail(const flow::FlowEvent& event) {
  return !std::holds_alternative<flow::DrawStroke>(event) &&
         !std::holds_alternative<flow::PagePrinted>(event) &&
         !std::holds_alternative<flow::SurroundingsChanged>(event);
}

base::Json trail_fields(const flow::StepResult& result, const flow::Session& before) {
  const flow::Session& after = result.session;
  base::Json fields{{"from", catalog::to_string(before.at)},
                    {"to", catalog::to_string(after.at)},
                    {"what", result.sentence}};
  if (after.service != nullptr) fields["service"] = after.service->id.value;
  if (!after.payment.number.empty()) fields["payment"] = after.payment.number;
  if (after.at == flow::StepKind::Trouble) {
    fields["trouble"] = flow::to_string(after.trouble.kind);
    fields["number"] = after.trouble.number;
    fields["detail"] = after.trouble.detail;
  }
  return fields;
}

}  // namespace

Visit::Visit(flow::FlowEngine engine, const base::Clock& clock,
             const offline_cache::visits::StateDigester& digester, EffectRunner& runner)
    : engine_(engine), clock_(clock), digester_(digester), runner_(runner) {}

void Visit::happen(flow::FlowEvent event) {
  const flow::Occurrence occurrence{std::move(event), clock_.wall(), base::Uuid::make_v7(clock_)};
  flow::StepResult result = engine_.step(session_, occurrence);
  if (result.disposition != flow::Disposition::Taken) return;
  StepRecord step = describe(occurrence, result, session_);
  session_ = std::move(result.session);
  hand_out(result.effects, std::move(step));
  if (changed_) changed_();
}

StepRecord Visit::describe(const flow::Occurrence& occurrence, const flow::StepResult& result,
                           const flow::Session& before) const {
  StepRecord step;
  const bool begins = !before.visitor_present() && result.session.visitor_present();
  const base::SessionId id = result.session.visitor_present() ? result.session.id : before.id;
  if (!before.visitor_present() && !begins) return step;
  if (begins) {
    // A replay starts from nothing, so the record of a visit begins with what the terminal could do then.
    flow::Session start;
    start.surroundings = before.surroundings;
    const flow::Occurrence known{flow::SurroundingsChanged{before.surroundings}, occurrence.at,
                                 occurrence.fresh};
    step.visit.push_back(record(id, known, start));
  }
  step.visit.push_back(record(id, occurrence, result.session));
  if (belongs_to_trail(occurrence.event)) {
    const std::string& receipt = result.session.progress.receipt_number.empty()
                                     ? before.progress.receipt_number
                                     : result.session.progress.receipt_number;
    step.audit.push_back(AuditRecord{"visit." + std::string(flow::event_name(occurrence.event.index())),
                                     id.value.to_string(), receipt, trail_fields(result, before)});
  }
  return step;
}

void Visit::hand_out(const flow::Effects& effects, StepRecord step) {
  flow::Effects outward;
  bool with_case = false;
  for (const flow::Effect& effect : effects) {
    if (runs_at_once(effect)) {
      runner_.run_now(effect);
    } else if (stores_case(effect)) {
      with_case = true;
    } else {
      outward.push_back(effect);
    }
  }
  if (with_case) return runner_.store_case(std::move(step));
  if (outward.empty() && step.visit.empty()) return;
  runner_.make_durable(std::move(step), [this, outward = std::move(outward)] {
    for (const flow::Effect& effect : outward) runner_.run_durable(effect);
  });
}

offline_cache::visits::VisitEvent Visit::record(const base::SessionId& session,
                                                const flow::Occurrence& occurrence,
                                                const flow::Session& after) const {
  flow::OccurrenceRecord made = flow::to_record(occurrence);
  return {session, std::string(flow::event_name(occurrence.event.index())), std::move(made.open),
          std::move(made.personal), digester_.digest(flow::canonical_bytes(after))};
}

}  // namespace kiosk::app
