// Writing an attachment's announcement and reading what the centre holds of it.
#include "kiosk/protocol/attachment.h"

#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/json_reader.h"
#include "kiosk/protocol/secure_json_writer.h"

namespace kiosk::protocol {
namespace {

base::Status check(const Attachment& attachment) {
  const auto wrong = [](const char* reason, const char* where) {
    return base::fail(base::ErrorCode::InvalidArgument, reason, where);
  };
  if (!is_sha256(attachment.digest)) return wrong("is not 64 hexadecimal digits", "/digest");
  if (attachment.size < 1 || attachment.size > kLargestAttachment) return wrong("is out of range", "/size");
  if (!is_path_segment(attachment.name)) return wrong("is no word", "/name");
  if (!is_path_segment(attachment.receipt_number)) return wrong("is no number", "/receipt_number");
  if (attachment.media_type.empty() || media_type_of(attachment.media_type) != attachment.media_type) {
    return wrong("is no plain media type", "/media_type");
  }
  return {};
}

AttachmentState read_state(JsonReader& reader) {
  AttachmentState state;
  state.idempotency_key = read_key(reader);
  state.digest = reader.text("digest", 64);
  state.size = reader.integer("size", 1, kLargestAttachment);
  state.part_size = reader.integer("part_size", 1, kLargestAttachment);
  state.parts_held = reader.integers("parts_held", 1, part_count(state.size));
  state.complete = reader.boolean("complete");
  if (!is_sha256(state.digest)) reader.reject("digest", "is not 64 hexadecimal digits");
  return state;
}

}  // namespace

std::int64_t part_count(std::int64_t size) {
  constexpr std::int64_t kPart{kAttachmentPartSize};
  return (size + kPart - 1) / kPart;
}

base::Result<base::SecureBytes> encode(const Attachment& attachment) {
  if (auto checked = check(attachment); !checked) return tl::unexpected(checked.error());
  SecureJsonWriter out(1024);
  out.begin_object();
  out.key("version");
  out.number(kProtocolVersion);
  out.member("idempotency_key", attachment.idempotency_key.value.to_string());
  out.member("terminal_id", attachment.terminal.value);
  out.member("digest", attachment.digest);
  out.key("size");
  out.number(attachment.size);
  out.key("part_size");
  out.number(std::int64_t{kAttachmentPartSize});
  out.member("media_type", attachment.media_type);
  out.member("name", attachment.name);
  out.member("receipt_number", attachment.receipt_number);
  out.end_object();
  return out.take();
}

base::Result<AttachmentState> parse_attachment_state(std::string_view json) {
  return read_message<AttachmentState>(json, "attachment-state", read_state);
}

base::Json to_json(const AttachmentState& state) {
  return {{"version", kProtocolVersion},  {"idempotency_key", state.idempotency_key.value.to_string()},
          {"digest", state.digest},       {"size", state.size},
          {"part_size", state.part_size}, {"parts_held", state.parts_held},
          {"complete", state.complete}};
}

std::string attachment_path(const std::string& digest) {
  return std::string(kAttachmentsPath).append("/").append(digest);
}

std::string part_path(const std::string& digest, std::int64_t number) {
  return attachment_path(digest) + "/parts/" + std::to_string(number);
}

}  // namespace kiosk::protocol
