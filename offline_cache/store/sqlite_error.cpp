// The table from SQLite's result codes to ErrorCode.
#include "offline_cache/store/sqlite_error.h"

#include <sqlite3.h>

#include <cerrno>

namespace offline_cache::store {
namespace {

using kiosk::base::ErrorCode;

ErrorCode code_of_io_error(sqlite3* connection) {
  const int number = connection ? sqlite3_system_errno(connection) : 0;
  return number == ENOSPC || number == EDQUOT ? ErrorCode::Exhausted : ErrorCode::Unavailable;
}

ErrorCode code_of(sqlite3* connection, int extended) {
  if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY) {
    return ErrorCode::AlreadyExists;
  }
  switch (extended & 0xFF) {
    case SQLITE_FULL:
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG: return ErrorCode::Exhausted;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::InvalidData;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN: return ErrorCode::Unavailable;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY: return ErrorCode::PermissionDenied;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH: return ErrorCode::InvalidArgument;
    case SQLITE_IOERR: return code_of_io_error(connection);
    default: return ErrorCode::Internal;
  }
}

}  // namespace

tl::unexpected<kiosk::base::Error> sqlite_failure(sqlite3* connection, int code, const std::string& what) {
  const int extended = connection ? sqlite3_extended_errcode(connection) : code;
  const char* const reason = connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
  const char* const file = connection ? sqlite3_db_filename(connection, "main") : nullptr;
  return kiosk::base::fail(code_of(connection, extended), what + ": " + reason, file ? file : "");
}

}  // namespace offline_cache::store
