// The outbox's tables (described in README.md).
#include "offline_cache/outbox/tables.h"

namespace offline_cache::outbox {

const char* const kTablesUp = R"sql(
CREATE TABLE outbox_case (
  sequence        INTEGER PRIMARY KEY AUTOINCREMENT,
  idempotency_key TEXT    NOT NULL UNIQUE,
  receipt_number  TEXT    NOT NULL UNIQUE,
  lane            TEXT    NOT NULL,
  head            INTEGER NOT NULL CHECK (head IN (0, 1)),
  state           TEXT    NOT NULL CHECK (state IN
                    ('queued', 'sending', 'accepted', 'rejected', 'needs_clerk', 'withdrawn')),
  due_ms          INTEGER NOT NULL DEFAULT 0,
  attempts        INTEGER NOT NULL DEFAULT 0,
  session_id      TEXT    NOT NULL,
  service_id      TEXT    NOT NULL,
  terminal_id     TEXT    NOT NULL,
  applied_at_ms   INTEGER NOT NULL,
  updated_at_ms   INTEGER NOT NULL,
  schema_version  INTEGER NOT NULL,
  key_epoch       INTEGER,
  payload         BLOB,
  centre_receipt  TEXT    NOT NULL DEFAULT '',
  last_error      TEXT    NOT NULL DEFAULT '',
  CHECK (payload IS NOT NULL OR state IN ('accepted', 'withdrawn'))
) STRICT;
CREATE INDEX outbox_due ON outbox_case (due_ms, sequence) WHERE state = 'queued' AND head = 1;
CREATE INDEX outbox_lane ON outbox_case (lane, sequence) WHERE state IN ('queued', 'sending', 'needs_clerk');
CREATE INDEX outbox_state ON outbox_case (state, sequence);
CREATE TABLE receipt_counter (
  terminal_id TEXT    NOT NULL,
  date_label  TEXT    NOT NULL,
  last        INTEGER NOT NULL,
  PRIMARY KEY (terminal_id, date_label)
) STRICT, WITHOUT ROWID;
)sql";

const char* const kTablesDown = R"sql(
DROP TABLE receipt_counter;
DROP TABLE outbox_case;
)sql";

const char* const kMessageTablesUp = R"sql(
CREATE TABLE outbox_message (
  sequence        INTEGER PRIMARY KEY AUTOINCREMENT,
  idempotency_key TEXT    NOT NULL UNIQUE,
  kind            TEXT    NOT NULL,
  subject         TEXT    NOT NULL,
  state           TEXT    NOT NULL CHECK (state IN ('held', 'queued', 'sending', 'delivered', 'parked')),
  due_ms          INTEGER NOT NULL DEFAULT 0,
  attempts        INTEGER NOT NULL DEFAULT 0,
  made_at_ms      INTEGER NOT NULL,
  key_epoch       INTEGER,
  payload         BLOB,
  last_error      TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_message_due ON outbox_message (due_ms, sequence) WHERE state = 'queued';
CREATE INDEX outbox_message_held ON outbox_message (subject) WHERE state = 'held';
CREATE TABLE outbox_attachment (
  idempotency_key TEXT    PRIMARY KEY,
  case_key        TEXT    NOT NULL,
  name            TEXT    NOT NULL,
  media_type      TEXT    NOT NULL,
  bytes           INTEGER NOT NULL,
  parts           INTEGER NOT NULL,
  digest          BLOB    NOT NULL
) STRICT;
CREATE INDEX outbox_attachment_case ON outbox_attachment (case_key);
CREATE TABLE outbox_part (
  attachment_key TEXT    NOT NULL,
  number         INTEGER NOT NULL,
  bytes          INTEGER NOT NULL,
  digest         BLOB    NOT NULL,
  sent           INTEGER NOT NULL DEFAULT 0 CHECK (sent IN (0, 1)),
  key_epoch      INTEGER,
  sealed         BLOB,
  PRIMARY KEY (attachment_key, number)
) STRICT;
CREATE INDEX outbox_case_epoch ON outbox_case (key_epoch) WHERE key_epoch IS NOT NULL;
CREATE INDEX outbox_message_epoch ON outbox_message (key_epoch) WHERE key_epoch IS NOT NULL;
CREATE INDEX outbox_part_epoch ON outbox_part (key_epoch) WHERE key_epoch IS NOT NULL;
)sql";

const char* const kMessageTablesDown = R"sql(
DROP INDEX outbox_case_epoch;
DROP TABLE outbox_part;
DROP TABLE outbox_attachment;
DROP TABLE outbox_message;
)sql";

}  // namespace offline_cache::outbox
