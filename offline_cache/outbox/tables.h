// The outbox's tables, for the list of migrations.
#pragma once

namespace offline_cache::outbox {

extern const char* const kTablesUp;
extern const char* const kTablesDown;

}  // namespace offline_cache::outbox
