// Writing visit events and turning them into lines.
#include "offline_cache/visits/visit_record.h"

#include "kiosk/crypto/digest.h"
#include "offline_cache/visits/visit_place.h"

namespace offline_cache::visits {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;
using kiosk::base::Result;
using kiosk::base::SessionId;
using kiosk::base::Status;
using store::Database;
using store::Transaction;

std::string line_of(const std::string& session, const store::Statement& row) {
  Json line = Json::object();
  line["session"] = session;
  line["sequence"] = row.integer(0);
  line["wall_ms"] = row.integer(1);
  line["kind"] = row.text(2);
  line["public"] = Json::parse(row.text(3), nullptr, false);
  if (!row.is_null(4)) line["sealed"] = kiosk::crypto::to_base64(row.blob(4));
  line["digest"] = row.text(5);
  return line.dump() + '\n';
}

}  // namespace

const char* const kTablesUp = R"sql(
CREATE TABLE visit_event (
  session_id    TEXT    NOT NULL,
  sequence      INTEGER NOT NULL,
  wall_ms       INTEGER NOT NULL,
  kind          TEXT    NOT NULL,
  public_fields TEXT    NOT NULL,
  key_epoch     INTEGER,
  personal      BLOB,
  state_digest  TEXT    NOT NULL,
  PRIMARY KEY (session_id, sequence)
) STRICT;
)sql";

const char* const kTablesDown = "DROP TABLE visit_event;";

std::string public_text(const Json& fields) {
  return fields.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string place_of(const VisitEvent& event, std::int64_t sequence) {
  kiosk::crypto::CanonicalBytes place;
  place.field("kiosk-visit-v1")
      .field(event.session.value.to_string())
      .number(sequence)
      .field(event.kind)
      .field(public_text(event.public_fields))
      .field(event.state_digest);
  return std::string(kiosk::base::as_text(place.bytes()));
}

Result<StateDigester> StateDigester::open(kiosk::crypto::KeyRing& ring) {
  auto key = ring.named_key("visit-state");
  if (!key) return tl::unexpected(key.error());
  return StateDigester(std::move(*key));
}

std::string StateDigester::digest(std::span<const std::uint8_t> canonical_state) const {
  return kiosk::crypto::to_hex(kiosk::crypto::hmac_sha256(key_, canonical_state));
}

Status VisitRecorder::append(Transaction& transaction, const VisitEvent& event) {
  Database& database = transaction.database();
  const std::string session = event.session.value.to_string();
  const auto last = database.integer("SELECT max(sequence) FROM visit_event WHERE session_id=?", session);
  if (!last) return tl::unexpected(last.error());
  const std::int64_t sequence = last->value_or(0) + 1;
  std::optional<kiosk::crypto::Bytes> sealed;
  std::optional<std::int64_t> epoch;
  if (!event.personal.empty()) {
    auto bytes = sealer_.seal(event.personal, place_of(event, sequence));
    if (!bytes) return tl::unexpected(bytes.error());
    epoch = *kiosk::crypto::Sealer::epoch_of(*bytes);
    sealed = std::move(*bytes);
  }
  return database.run("INSERT INTO visit_event VALUES (?,?,?,?,?,?,?,?)", session, sequence,
                      clock_.wall().since_epoch.count(), event.kind, public_text(event.public_fields), epoch,
                      sealed, event.state_digest);
}

Result<std::string> export_visit(Database& database, const SessionId& session) {
  const std::string id = session.value.to_string();
  std::string text;
  const auto take = [&](const store::Statement& row) { text += line_of(id, row); };
  const auto done = database.each(
      "SELECT sequence, wall_ms, kind, public_fields, personal, state_digest FROM visit_event "
      "WHERE session_id=? ORDER BY sequence",
      take, id);
  if (!done) return tl::unexpected(done.error());
  if (text.empty()) return fail(ErrorCode::NotFound, "nothing is recorded of this session", id);
  return "{\"format\":\"kiosk-visit-1\"}\n" + text;
}

Result<std::vector<SessionId>> recorded_sessions(Database& database, std::int64_t limit) {
  std::vector<SessionId> sessions;
  const auto take = [&sessions](const store::Statement& row) {
    if (const auto id = kiosk::base::Uuid::parse(row.text(0))) sessions.push_back({*id});
  };
  const auto done = database.each(
      "SELECT session_id FROM visit_event WHERE sequence=1 ORDER BY rowid DESC LIMIT ?", take, limit);
  if (!done) return tl::unexpected(done.error());
  return sessions;
}

Status erase_personal(Transaction& transaction, const SessionId& session) {
  return transaction.database().run(
      "UPDATE visit_event SET personal=NULL, key_epoch=NULL WHERE session_id=? AND personal IS NOT NULL",
      session.value.to_string());
}

}  // namespace offline_cache::visits
