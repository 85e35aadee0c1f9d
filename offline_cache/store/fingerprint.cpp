// Counting and hashing of rows.
#include "offline_cache/store/fingerprint.h"

#include <algorithm>

#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/encoding.h"

namespace offline_cache::store {
namespace {

using kiosk::base::Result;
using kiosk::base::Status;

std::string quoted(const std::string& name) { return '"' + name + '"'; }

std::string select(const std::string& table, const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ",") + quoted(column);
  return "SELECT " + list + " FROM " + quoted(table);
}

/// Columns of STRICT tables have one type each, so a value's bytes and "is null" say all of it.
kiosk::crypto::Digest digest_of(const Statement& row, std::size_t columns) {
  kiosk::crypto::CanonicalBytes bytes;
  for (int i = 0; i < static_cast<int>(columns); ++i) {
    bytes.number(row.is_null(i) ? 0 : 1).field(row.blob(i));
  }
  return kiosk::crypto::sha256(bytes.bytes());
}

void add(TableFingerprint& fingerprint, const kiosk::crypto::Digest& digest) {
  ++fingerprint.rows;
  for (std::size_t i = 0; i < digest.size(); i += 8) {
    std::uint64_t part = 0;
    for (std::size_t j = 0; j < 8; ++j) part = part << 8 | digest[i + j];
    fingerprint.sum[i / 8] += part;
  }
}

}  // namespace

Result<TableColumns> columns_of(Database& database) {
  TableColumns tables;
  const auto take = [&tables](const Statement& row) { tables[row.text(0)].push_back(row.text(1)); };
  const auto done = database.each(
      "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c "
      "WHERE t.type='table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY t.name, c.cid",
      take);
  if (!done) return tl::unexpected(done.error());
  return tables;
}

TableColumns common_columns(const TableColumns& a, const TableColumns& b) {
  TableColumns common;
  for (const auto& [table, columns] : a) {
    const auto other = b.find(table);
    if (other == b.end()) continue;
    for (const std::string& column : columns) {
      const auto& theirs = other->second;
      if (std::find(theirs.begin(), theirs.end(), column) != theirs.end()) common[table].push_back(column);
    }
  }
  return common;
}

Result<Fingerprints> fingerprints_of(Database& database, const TableColumns& tables) {
  Fingerprints all;
  for (const auto& [table, columns] : tables) {
    TableFingerprint& fingerprint = all[table];
    const auto take = [&, count = columns.size()](const Statement& row) {
      add(fingerprint, digest_of(row, count));
    };
    if (auto done = database.each(select(table, columns), take); !done) return tl::unexpected(done.error());
  }
  return all;
}

Status same_rows(const Fingerprints& before, const Fingerprints& after, const std::string& what) {
  for (const auto& [table, fingerprint] : before) {
    const auto found = after.find(table);
    if (found != after.end() && found->second == fingerprint) continue;
    const std::int64_t rows = found == after.end() ? 0 : found->second.rows;
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidData,
                             what + ": table " + table + " had " + std::to_string(fingerprint.rows) +
                                 " rows and has " + std::to_string(rows) + ", or their content changed");
  }
  return {};
}

}  // namespace offline_cache::store
