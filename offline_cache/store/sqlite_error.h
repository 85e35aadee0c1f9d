// SQLite's result codes as the house's errors. Private to this room.
#pragma once

#include <string>

#include "kiosk/base/result.h"

struct sqlite3;

namespace offline_cache::store {

/// FULL -> Exhausted, CORRUPT and NOTADB -> InvalidData, UNIQUE -> AlreadyExists, BUSY -> Unavailable, …
/// (https://www.sqlite.org/rescode.html). The text holds names of tables and columns, never a value.
tl::unexpected<kiosk::base::Error> sqlite_failure(sqlite3* connection, int code, const std::string& what);

}  // namespace offline_cache::store
