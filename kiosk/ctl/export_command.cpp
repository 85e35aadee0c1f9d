// kioskctl audit export: the trail for those who supervise, without anything that leads to a person.
#include <array>

#include "kiosk/base/secure.h"
#include "kiosk/crypto/aead.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/encoding.h"
#include "kiosk/ctl/commands.h"
#include "offline_cache/audit/audit_record.h"
#include "offline_cache/journal/read_only_store.h"

namespace kiosk::ctl {
namespace {

using base::Json;
using offline_cache::audit::StoredRecord;

/// The fields that say what happened. All others stay here: words of people and numbers may be in them.
constexpr std::array kOpenFields{"from",    "to",       "service",    "trouble",  "class",
                                 "type",    "severity", "message",    "attempts", "state",
                                 "version", "keys",     "attachments"};

/// The key is made for one export and forgotten: the same visit has the same name inside it, and nobody, we
/// included, can lead the name back or link two exports.
class Pseudonyms {
 public:
  std::string of(const std::string& name) const {
    if (name.empty()) return {};
    constexpr std::size_t kDigits = 16;
    return crypto::to_hex(crypto::hmac_sha256(key_, base::as_bytes(name))).substr(0, kDigits);
  }

 private:
  base::SecureBytes key_ = crypto::random_key();
};

Json open_fields(const std::string& text) {
  const Json all = stored_json(text);
  Json kept = Json::object();
  for (const char* name : kOpenFields) {
    const auto found = all.find(name);
    if (found != all.end() && !found->is_structured()) kept[name] = *found;
  }
  return kept;
}

Json to_json(const StoredRecord& record, const Pseudonyms& pseudonyms) {
  return {{"sequence", record.sequence},
          {"at", base::to_rfc3339(record.wall)},
          {"kind", record.kind},
          {"visit", pseudonyms.of(record.session)},
          {"case", pseudonyms.of(record.case_number)},
          {"fields", open_fields(record.fields)}};
}

}  // namespace

base::Result<Answer> export_audit(const std::filesystem::path& state, const Words&) {
  const auto store = offline_cache::journal::open_read_only(state);
  if (!store) return tl::unexpected(store.error());
  const Pseudonyms pseudonyms;
  Answer answer{{{"records", Json::array()}}, {}};
  const auto take = [&](const offline_cache::store::Statement& row) {
    Json line = to_json(offline_cache::audit::read_record(row), pseudonyms);
    answer.text += line.dump() + "\n";
    answer.json["records"].push_back(std::move(line));
  };
  const std::string sql =
      std::string("SELECT ") + offline_cache::audit::kRecordColumns + " FROM audit_record ORDER BY sequence";
  if (auto done = store->database->each(sql, take); !done) return tl::unexpected(done.error());
  return answer;
}

}  // namespace kiosk::ctl
