// FlowEngine: the pure step from (session, occurrence) to (session, effects).
#pragma once

#include <span>
#include <string_view>

#include "kiosk/catalog/service_catalog.h"
#include "kiosk/flow/effect.h"
#include "kiosk/flow/event.h"
#include "kiosk/flow/session.h"
#include "kiosk/settings/terminal_settings.h"

namespace kiosk::flow {

/// What the engine knows besides the session: immutable for the life of the program.
struct World {
  const catalog::ServiceCatalog& catalog;
  const settings::TerminalSettings& terminal;
};

/// Why an event changed what it changed.
enum class Disposition {
  Taken,       ///< a row of the table
  NotOffered,  ///< a touch that this screen does not offer: ignored
  TooLate,     ///< an answer that nobody waits for any more: dropped
};

struct StepResult {
  Session session;
  Effects effects;
  Disposition disposition = Disposition::Taken;
  std::string_view sentence;  ///< the row, as it is read aloud
};

/// Stateless; any thread.
class FlowEngine {
 public:
  explicit FlowEngine(World world) : world_(world) {}
  StepResult step(Session session, const Occurrence& occurrence) const;

 private:
  World world_;
};

/// Why a service cannot begin now; nothing when it can. The words are texts "unavailable.<word>".
enum class Unavailable { NotHere, DeviceMissing, CentreOffline, QueueFull };
std::optional<Unavailable> why_unavailable(const catalog::ServiceDefinition& service,
                                           const settings::TerminalSettings& terminal,
                                           const Surroundings& surroundings);

/// What a trouble screen offers.
struct TroubleOptions {
  bool retry = false;  ///< "try again"
  bool go_on = false;  ///< "leave with the number": goes to the slip or to collecting
};
TroubleOptions trouble_options(const Session& session);

/// "第 2 步 / 共 4 步": the citizen's steps of this visit; 0 of 0 outside a service.
struct StepCount {
  int current = 0, total = 0;
};
StepCount step_count(const Session& session);

}  // namespace kiosk::flow
