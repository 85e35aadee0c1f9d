// Writing a trouble report and reading its receipt.
#include "kiosk/protocol/trouble_report.h"

#include "kiosk/base/text.h"
#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/json_reader.h"
#include "kiosk/protocol/secure_json_writer.h"

namespace kiosk::protocol {
namespace {

constexpr std::size_t kMaxDetail = 300;

base::Status check(const TroubleReport& report) {
  const auto wrong = [](const char* reason, const char* where) {
    return base::fail(base::ErrorCode::InvalidArgument, reason, where);
  };
  if (!is_path_segment(report.trouble_number)) return wrong("is no number", "/trouble_number");
  if (!is_path_segment(report.kind)) return wrong("is no word", "/kind");
  if (report.detail.size() > kMaxDetail || !base::is_valid_utf8(report.detail)) {
    return wrong("is not UTF-8 of at most 300 bytes", "/detail");
  }
  return {};
}

}  // namespace

base::Result<base::SecureBytes> encode(const TroubleReport& report) {
  if (auto checked = check(report); !checked) return tl::unexpected(checked.error());
  SecureJsonWriter out(1024);
  out.begin_object();
  out.key("version");
  out.number(kProtocolVersion);
  out.member("idempotency_key", report.idempotency_key.value.to_string());
  out.member("terminal_id", report.terminal.value);
  out.member("trouble_number", report.trouble_number);
  out.member("kind", report.kind);
  out.member("occurred_at", base::to_rfc3339(report.occurred_at));
  out.optional_member("service_id", report.service.value);
  out.optional_member("receipt_number", report.receipt_number);
  out.optional_member("detail", report.detail);
  out.end_object();
  return out.take();
}

base::Result<TroubleReceipt> parse_trouble_receipt(std::string_view json) {
  return read_message<TroubleReceipt>(json, "trouble-receipt", [](JsonReader& reader) {
    return TroubleReceipt{read_key(reader), reader.text("trouble_number", 64),
                          reader.text("received_at", 40)};
  });
}

}  // namespace kiosk::protocol
