// The walk along the chain, its head and its checkpoints.
#include "offline_cache/audit/chain_report.h"

#include <algorithm>

namespace offline_cache::audit {
namespace {

using kiosk::base::Result;
using kiosk::base::Status;
using kiosk::crypto::Digest;
using store::Database;

struct Checkpoint {
  std::int64_t sequence;
  Digest record_hash;
  std::string terminal;
  std::int64_t wall_ms;
  std::string key_id;
  store::Bytes signature;
};

/// The sequence under which this record's stored hash is right, when it was only moved.
std::optional<std::int64_t> original_place(StoredRecord record, std::int64_t last) {
  for (std::int64_t sequence = 1; sequence <= last; ++sequence) {
    record.sequence = sequence;
    if (profile_of(record)) return sequence;
  }
  return std::nullopt;
}

class Walk {
 public:
  explicit Walk(std::int64_t last) : last_(last) {}

  void meet(const StoredRecord& record) {
    if (!report.good()) return;
    const std::int64_t expected = report.records + 1;
    if (record.sequence != expected) {
      return blame(ChainFault::Missing, expected,
                   "records " + std::to_string(expected) + " to " + std::to_string(record.sequence - 1) +
                       " are missing");
    }
    if (!profile_of(record)) return blame_content(record);
    if (record.previous != previous_) {
      return blame(ChainFault::Changed, expected,
                   "the record does not follow the one before it: one of both was replaced");
    }
    previous_ = record.hash;
    report.records = record.sequence;
  }

  void meet(const Checkpoint& checkpoint, const kiosk::crypto::PublicKey& key, const Digest& found) {
    if (!report.good()) return;
    const std::int64_t at = checkpoint.sequence;
    const auto message =
        checkpoint_message(checkpoint.terminal, at, checkpoint.record_hash, checkpoint.wall_ms);
    if (!key.verify(message, checkpoint.signature)) {
      return blame(ChainFault::Checkpoint, at, "the checkpoint's signature does not fit this terminal's key");
    }
    if (found != checkpoint.record_hash) {
      return blame(ChainFault::Changed, last_good_checkpoint_ + 1,
                   "the records up to " + std::to_string(at) +
                       " were rewritten: a signed checkpoint has another hash");
    }
    last_good_checkpoint_ = at;
    ++report.checkpoints;
  }

  /// The chain must reach at least this head and hold its hash there.
  void reach(const AuditHead& head, const char* who, const Digest& found) {
    if (!report.good() || head.sequence == 0) return;
    if (report.records < head.sequence) {
      return blame(ChainFault::Cut, report.records + 1,
                   "the trail ends at " + std::to_string(report.records) + " but " + who + " knows record " +
                       std::to_string(head.sequence));
    }
    if (found != head.hash) {
      blame(ChainFault::Changed, last_good_checkpoint_ + 1,
            std::string("the records up to ") + std::to_string(head.sequence) + " are not those that " + who +
                " knows");
    }
  }

  ChainReport report;

 private:
  void blame_content(const StoredRecord& record) {
    if (const auto place = original_place(record, last_)) {
      return blame(ChainFault::Reordered, record.sequence,
                   "the record was written as number " + std::to_string(*place));
    }
    blame(ChainFault::Changed, record.sequence, "the record's content does not fit its hash");
  }
  void blame(ChainFault fault, std::int64_t sequence, std::string reason) {
    report.fault = fault;
    report.first_bad = sequence;
    report.reason = std::move(reason);
  }

  std::int64_t last_;
  std::int64_t last_good_checkpoint_ = 0;
  Digest previous_{};
};

Result<Digest> hash_at(Database& database, std::int64_t sequence) {
  Digest digest{};
  const auto take = [&digest](const store::Statement& row) { digest = read_digest(row, 0); };
  if (auto done = database.each("SELECT hash FROM audit_record WHERE sequence=?", take, sequence); !done) {
    return tl::unexpected(done.error());
  }
  return digest;
}

Checkpoint read_checkpoint(const store::Statement& row) {
  return {row.integer(0), read_digest(row, 1), row.text(2), row.integer(3), row.text(4), row.blob(5)};
}

Status reach(Database& database, Walk& walk, const AuditHead& head, const char* who) {
  const auto found = hash_at(database, head.sequence);
  if (!found) return tl::unexpected(found.error());
  walk.reach(head, who, *found);
  return {};
}

Status walk_records(Database& database, Walk& walk) {
  return database.each(std::string("SELECT ") + kRecordColumns + " FROM audit_record ORDER BY sequence",
                       [&walk](const store::Statement& row) { walk.meet(read_record(row)); });
}

Status walk_checkpoints(Database& database, Walk& walk, const kiosk::crypto::PublicKey& key) {
  Status inner;
  const auto take = [&](const store::Statement& row) {
    const Checkpoint checkpoint = read_checkpoint(row);
    if (inner)
      inner = reach(database, walk, {checkpoint.sequence, checkpoint.record_hash}, "a signed checkpoint");
  };
  const char* const beyond =
      "SELECT sequence, record_hash, terminal_id, wall_ms, key_id, signature FROM audit_checkpoint "
      "WHERE sequence>? ORDER BY sequence LIMIT 1";
  if (auto done = database.each(beyond, take, walk.report.records); !done || !inner)
    return done ? inner : done;
  const char* const all =
      "SELECT c.sequence, c.record_hash, c.terminal_id, c.wall_ms, c.key_id, c.signature, r.hash "
      "FROM audit_checkpoint c JOIN audit_record r USING (sequence) ORDER BY c.sequence";
  return database.each(
      all, [&](const store::Statement& row) { walk.meet(read_checkpoint(row), key, read_digest(row, 6)); });
}

}  // namespace

std::string_view to_string(ChainFault fault) {
  switch (fault) {
    case ChainFault::None: return "none";
    case ChainFault::Changed: return "changed";
    case ChainFault::Reordered: return "reordered";
    case ChainFault::Missing: return "missing";
    case ChainFault::Cut: return "cut";
    case ChainFault::Checkpoint: return "checkpoint";
  }
  return "unknown";
}

Result<ChainReport> verify_chain(Database& database, const kiosk::crypto::PublicKey& key,
                                 const std::optional<AuditHead>& witness) {
  const auto head = read_head(database);
  if (!head) return tl::unexpected(head.error());
  const auto last = database.integer("SELECT max(sequence) FROM audit_record");
  if (!last) return tl::unexpected(last.error());
  Walk walk(std::max(head->sequence, last->value_or(0)));
  if (auto done = walk_records(database, walk); !done) return tl::unexpected(done.error());
  if (auto done = walk_checkpoints(database, walk, key); !done) return tl::unexpected(done.error());
  if (auto done = reach(database, walk, *head, "the stored head"); !done) return tl::unexpected(done.error());
  if (witness) {
    if (auto done = reach(database, walk, *witness, "the witness"); !done)
      return tl::unexpected(done.error());
  }
  return walk.report;
}

}  // namespace offline_cache::audit
