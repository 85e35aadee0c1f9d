// Reading an exported visit back.
#include "offline_cache/visits/visit_place.h"
#include "offline_cache/visits/visit_record.h"

namespace offline_cache::visits {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;
using kiosk::base::Result;
using kiosk::base::Status;

/// Every member must be there with its type; a sealed part may be absent.
bool is_event_line(const Json& line) {
  const auto has = [&line](const char* name, Json::value_t type) {
    const auto member = line.find(name);
    if (member == line.end()) return false;
    return member->type() == type || (type == Json::value_t::number_integer && member->is_number_integer());
  };
  return line.is_object() && has("session", Json::value_t::string) && has("kind", Json::value_t::string) &&
         has("sequence", Json::value_t::number_integer) && has("wall_ms", Json::value_t::number_integer) &&
         has("public", Json::value_t::object) && has("digest", Json::value_t::string) &&
         (!line.contains("sealed") || line["sealed"].is_string());
}

Status open_personal(const Json& line, RecordedEvent& recorded, const std::string& place,
                     const kiosk::crypto::Sealer& sealer) {
  if (!line.contains("sealed")) return {};
  const auto sealed = kiosk::crypto::from_base64(line["sealed"].get<std::string>());
  if (!sealed) return fail(ErrorCode::InvalidData, "the sealed part is not base64", place);
  auto opened = sealer.open(*sealed, place_of(recorded.event, recorded.sequence));
  if (!opened) return fail(opened.error().code, "the sealed part: " + opened.error().message, place);
  recorded.event.personal = std::move(*opened);
  return {};
}

Result<RecordedEvent> parse_line(std::string_view text, const std::string& place,
                                 const kiosk::crypto::Sealer& sealer) {
  const Json line = Json::parse(text, nullptr, false);
  if (line.is_discarded() || !is_event_line(line))
    return fail(ErrorCode::InvalidData, "not an event of a visit", place);
  const auto session = kiosk::base::Uuid::parse(line["session"].get<std::string>());
  if (!session) return fail(ErrorCode::InvalidData, "the session is not a UUID", place);
  RecordedEvent recorded;
  recorded.sequence = line["sequence"].get<std::int64_t>();
  recorded.wall.since_epoch = kiosk::base::Duration{line["wall_ms"].get<std::int64_t>()};
  recorded.event.session = {*session};
  recorded.event.kind = line["kind"].get<std::string>();
  recorded.event.public_fields = line["public"];
  recorded.event.state_digest = line["digest"].get<std::string>();
  if (auto opened = open_personal(line, recorded, place, sealer); !opened)
    return tl::unexpected(opened.error());
  return recorded;
}

/// Cuts the next line off the text.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

Result<std::vector<RecordedEvent>> parse_visit(std::string_view text, const std::string& name,
                                               const kiosk::crypto::Sealer& sealer) {
  const Json header = Json::parse(take_line(text), nullptr, false);
  if (!header.is_object() || header.value("format", Json()) != "kiosk-visit-1") {
    return fail(ErrorCode::InvalidData, "not a recorded visit: the first line names no format kiosk-visit-1",
                name + ":1");
  }
  std::vector<RecordedEvent> events;
  for (int number = 2; !text.empty(); ++number) {
    const std::string place = name + ':' + std::to_string(number);
    auto event = parse_line(take_line(text), place, sealer);
    if (!event) return tl::unexpected(event.error());
    const bool follows = event->sequence == static_cast<std::int64_t>(events.size()) + 1 &&
                         (events.empty() || events.front().event.session == event->event.session);
    if (!follows) return fail(ErrorCode::InvalidData, "the event does not follow the one before it", place);
    events.push_back(std::move(*event));
  }
  return events;
}

}  // namespace offline_cache::visits
