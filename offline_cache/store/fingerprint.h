// Fingerprints of tables: says whether rows came unchanged through a copy or a migration.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "offline_cache/store/database.h"

namespace offline_cache::store {

/// Names of columns by table, without SQLite's own tables.
using TableColumns = std::map<std::string, std::vector<std::string>>;

struct TableFingerprint {
  std::int64_t rows = 0;
  /// SHA-256 of each row, added up as four numbers of 64 bits: the order of rows does not matter.
  std::array<std::uint64_t, 4> sum{};
  friend bool operator==(const TableFingerprint&, const TableFingerprint&) = default;
};

using Fingerprints = std::map<std::string, TableFingerprint>;

kiosk::base::Result<TableColumns> columns_of(Database& database);
/// Tables that both have, each with the columns that both have.
TableColumns common_columns(const TableColumns& a, const TableColumns& b);
/// Reads every row of the named tables and columns. Constant memory but for the largest row.
kiosk::base::Result<Fingerprints> fingerprints_of(Database& database, const TableColumns& tables);
/// InvalidData that names the first table whose rows differ.
kiosk::base::Status same_rows(const Fingerprints& before, const Fingerprints& after, const std::string& what);

}  // namespace offline_cache::store
