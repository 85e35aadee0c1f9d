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

}  // namespace offline_cache::outbox
