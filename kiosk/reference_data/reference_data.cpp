// Reading and writing reference data.
#include "kiosk/reference_data/reference_data.h"

#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/json_reader.h"

namespace kiosk::reference_data {
namespace {

using protocol::JsonReader;

constexpr std::int64_t kLatest = 253'402'300'799'999;  ///< the end of the year 9999

ReferenceData read_data(JsonReader& reader) {
  ReferenceData data;
  data.name = reader.text("name", 64);
  data.content_version = reader.text("content_version", 64);
  data.content = reader.text("content", 4U << 20);
  data.expires_at = {base::Duration{reader.integer("expires_at_ms", 0, kLatest)}};
  if (!protocol::is_path_segment(data.name)) reader.reject("name", "cannot stand in a path");
  if (!reader.has("approval")) return data;
  JsonReader approval = reader.object("approval");
  data.approved_by = approval.text("approved_by", 200);
  data.approved_at = {base::Duration{approval.integer("approved_at_ms", 0, kLatest)}};
  data.key_id = approval.text("key_id", 64);
  auto signature = crypto::from_base64(approval.text("signature", 700));
  if (!signature) approval.reject("signature", "is not base64");
  data.signature = std::move(signature).value_or(crypto::Bytes{});
  return data;
}

}  // namespace

crypto::Bytes approval_message(const ReferenceData& data) {
  crypto::CanonicalBytes message;
  message.field("kiosk-reference-data-v1").field(data.name).field(data.content_version);
  message.field(data.approved_by).number(data.approved_at.since_epoch.count());
  message.number(data.expires_at.since_epoch.count()).field(data.content);
  return message.bytes();
}

base::Result<ReferenceData> parse_reference_data(std::string_view json) {
  return protocol::read_message<ReferenceData>(json, "reference-data", read_data);
}

std::string to_json_text(const ReferenceData& data) {
  base::Json json = {{"version", protocol::kProtocolVersion},
                     {"name", data.name},
                     {"content_version", data.content_version},
                     {"expires_at_ms", data.expires_at.since_epoch.count()},
                     {"content", data.content}};
  if (!data.signature.empty()) {
    json["approval"] = {{"approved_by", data.approved_by},
                        {"approved_at_ms", data.approved_at.since_epoch.count()},
                        {"key_id", data.key_id},
                        {"signature", crypto::to_base64(data.signature)}};
  }
  return json.dump();
}

}  // namespace kiosk::reference_data
