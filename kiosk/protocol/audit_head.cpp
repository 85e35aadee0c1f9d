// Writing an audit head and reading its receipt.
#include "kiosk/protocol/audit_head.h"

#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/secure_json_writer.h"

namespace kiosk::protocol {
namespace {

base::Status check(const AuditHead& head) {
  const auto wrong = [](const char* reason, const char* where) {
    return base::fail(base::ErrorCode::InvalidArgument, reason, where);
  };
  if (head.sequence < 1) return wrong("is not from 1", "/sequence");
  if (!is_sha256(head.head)) return wrong("is not 64 hexadecimal digits", "/head");
  if (!is_path_segment(head.key_id)) return wrong("is no name of a key", "/key_id");
  if (head.signature.empty() || head.signature.size() > 512) return wrong("has no signature", "/signature");
  return {};
}

}  // namespace

base::Result<base::SecureBytes> encode(const AuditHead& head) {
  if (auto checked = check(head); !checked) return tl::unexpected(checked.error());
  SecureJsonWriter out(1024);
  out.begin_object();
  out.key("version");
  out.number(kProtocolVersion);
  out.member("idempotency_key", head.idempotency_key.value.to_string());
  out.member("terminal_id", head.terminal.value);
  out.key("sequence");
  out.number(head.sequence);
  out.member("head", head.head);
  out.member("algorithm", wire_word(head.algorithm, kChainAlgorithmWords));
  out.key("signed_at_ms");
  out.number(head.signed_at.since_epoch.count());
  out.member("key_id", head.key_id);
  out.member("signature_algorithm", wire_word(head.signature_algorithm, kSignatureAlgorithmWords));
  out.key("signature");
  out.base64(head.signature);
  out.end_object();
  return out.take();
}

base::Result<WitnessReceipt> parse_witness_receipt(std::string_view json) {
  return read_message<WitnessReceipt>(json, "witness-receipt", [](JsonReader& reader) {
    return WitnessReceipt{read_key(reader), reader.integer("sequence", 1, INT64_MAX), reader.text("head", 64),
                          reader.text("witnessed_at", 40), reader.boolean("verified")};
  });
}

}  // namespace kiosk::protocol
