// Replaying a recorded visit.
#include "kiosk/app/replay.h"

#include "kiosk/base/file.h"
#include "offline_cache/journal/schema.h"

namespace kiosk::app {
namespace {

/// A session that has ended keeps its number only; the record holds it under the visit's own.
flow::Session play(const flow::FlowEngine& engine, flow::Session session,
                   const flow::Occurrence& occurrence) {
  return engine.step(std::move(session), occurrence).session;
}

}  // namespace

base::Result<ReplayReport> replay_visit(const Options& options, const TerminalData& data) {
  const auto text = base::read_file(options.replay);
  if (!text) return tl::unexpected(text.error());
  auto ring = crypto::KeyRing::open_with_file(offline_cache::journal::StatePaths(options.state).keys);
  if (!ring) return tl::unexpected(ring.error());
  const auto digester = offline_cache::visits::StateDigester::open(*ring);
  if (!digester) return tl::unexpected(digester.error());
  const auto events =
      offline_cache::visits::parse_visit(*text, options.replay.string(), crypto::Sealer(*ring));
  if (!events) return tl::unexpected(events.error());
  const flow::FlowEngine engine({data.catalog, data.settings});
  flow::Session session;
  ReplayReport report;
  for (const auto& recorded : *events) {
    const auto occurrence = flow::from_record({recorded.event.public_fields, recorded.event.personal});
    if (!occurrence) return tl::unexpected(occurrence.error());
    session = play(engine, std::move(session), *occurrence);
    ++report.events;
    if (digester->digest(flow::canonical_bytes(session)) == recorded.event.state_digest) continue;
    if (report.different++ == 0) report.first_different = report.events;
  }
  report.end = catalog::to_string(session.at);
  return report;
}

}  // namespace kiosk::app
