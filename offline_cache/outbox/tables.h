// The outbox's tables, for the list of migrations.
#pragma once

namespace offline_cache::outbox {

extern const char* const kTablesUp;
extern const char* const kTablesDown;
/// Messages besides cases, attachments and the indexes by key epoch: added by the second migration.
extern const char* const kMessageTablesUp;
extern const char* const kMessageTablesDown;

}  // namespace offline_cache::outbox
