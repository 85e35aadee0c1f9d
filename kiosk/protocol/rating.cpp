// Writing a rating and reading its receipt.
#include "kiosk/protocol/rating.h"

#include "kiosk/base/text.h"
#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/json_reader.h"
#include "kiosk/protocol/secure_json_writer.h"

namespace kiosk::protocol {
namespace {

constexpr std::size_t kMaxTextCharacters = 150;

std::size_t characters(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

base::Status check(const Rating& rating) {
  using base::ErrorCode;
  if (!is_path_segment(rating.number))
    return base::fail(ErrorCode::InvalidArgument, "is no number", "/number");
  if (rating.level && (*rating.level < 1 || *rating.level > 5)) {
    return base::fail(ErrorCode::InvalidArgument, "is not 1-5", "/level");
  }
  if (!base::is_valid_utf8(rating.text.reveal()) || characters(rating.text.reveal()) > kMaxTextCharacters) {
    return base::fail(ErrorCode::InvalidArgument, "is not UTF-8 of at most 150 characters", "/text");
  }
  return {};
}

}  // namespace

base::Result<base::SecureBytes> encode(const Rating& rating) {
  if (auto checked = check(rating); !checked) return tl::unexpected(checked.error());
  SecureJsonWriter out(1024);
  out.begin_object();
  out.key("version");
  out.number(kProtocolVersion);
  out.member("number", rating.number);
  if (rating.level) {
    out.key("level");
    out.number(*rating.level);
  }
  out.optional_member("reasons_version", rating.reasons_version);
  out.key("reasons");
  out.begin_array();
  for (const std::string& code : rating.reasons) out.text(code);
  out.end_array();
  out.optional_member("text", rating.text);
  out.key("anonymous");
  out.boolean(rating.anonymous);
  out.member("rated_at", base::to_rfc3339(rating.rated_at));
  out.member("terminal_id", rating.terminal.value);
  out.end_object();
  return out.take();
}

base::Result<RatingReceipt> parse_rating_receipt(std::string_view json) {
  return read_message<RatingReceipt>(json, "rating-receipt", [](JsonReader& reader) {
    RatingReceipt receipt;
    receipt.idempotency_key = read_key(reader);
    receipt.receipt_number = reader.text("receipt_number", 64);
    receipt.case_number = reader.text("case_number", 64);
    if (const auto level = reader.optional_integer("level", 1, 5)) receipt.level = static_cast<int>(*level);
    receipt.rated_at = reader.text("rated_at", 40);
    return receipt;
  });
}

}  // namespace kiosk::protocol
