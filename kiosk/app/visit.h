// Visit: takes events, lets the engine step, makes the step durable, then hands its effects out.
#pragma once

#include <functional>
#include <string>

#include "kiosk/base/executor.h"
#include "kiosk/flow/flow_engine.h"
#include "kiosk/flow/record.h"
#include "offline_cache/journal/case_store.h"

namespace kiosk::app {

/// Where the effects of a step go. Main thread.
class EffectRunner {
 public:
  virtual ~EffectRunner() = default;
  /// Timers, cancelling, wiping: at once.
  virtual void run_now(const flow::Effect& effect) = 0;
  /// Devices, centre, paper: after the step is on the disk.
  virtual void run_durable(const flow::Effect& effect) = 0;
  /// Writes the step down and calls `done` when it is on the disk.
  virtual void make_durable(offline_cache::journal::StepRecord step, base::Task done) = 0;
  /// The step and its case in one transaction; answers with CaseStored or CaseNotStored.
  virtual void store_case(offline_cache::journal::StepRecord step) = 0;
};

/// Owns the session. Main thread only.
class Visit {
 public:
  /// All references must outlive the visit. `digester` must be the store's own.
  Visit(flow::FlowEngine engine, const base::Clock& clock,
        const offline_cache::visits::StateDigester& digester, EffectRunner& runner);

  /// Something happened. Ignored events change nothing and leave no trace.
  void happen(flow::FlowEvent event);
  const flow::Session& session() const { return session_; }
  /// Called after every event that changed something.
  void on_change(base::Task changed) { changed_ = std::move(changed); }

 private:
  offline_cache::journal::StepRecord describe(const flow::Occurrence& occurrence,
                                              const flow::StepResult& result,
                                              const flow::Session& before) const;
  offline_cache::visits::VisitEvent record(const base::SessionId& session, const flow::Occurrence& occurrence,
                                           const flow::Session& after) const;
  void hand_out(const flow::Effects& effects, offline_cache::journal::StepRecord step);

  flow::FlowEngine engine_;
  const base::Clock& clock_;
  const offline_cache::visits::StateDigester& digester_;
  EffectRunner& runner_;
  flow::Session session_;
  base::Task changed_;
};

}  // namespace kiosk::app
