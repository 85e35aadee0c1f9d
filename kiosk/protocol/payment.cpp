// Writing questions about money and reading the centre's answers.
#include "kiosk/protocol/payment.h"

#include <numeric>

#include "kiosk/base/text.h"
#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/secure_json_writer.h"

namespace kiosk::protocol {
namespace {

constexpr std::size_t kMostItems = 40;
constexpr std::size_t kLongestCode = 512;

template <class Message>
void write_payment_head(SecureJsonWriter& out, const Message& message) {
  out.begin_object();
  out.key("version");
  out.number(kProtocolVersion);
  out.member("idempotency_key", message.idempotency_key.value.to_string());
  out.member("terminal_id", message.terminal.value);
}

std::vector<PaymentItem> read_items(JsonReader& reader) {
  std::vector<PaymentItem> items;
  for (JsonReader& item : reader.objects("items", kMostItems)) {
    items.push_back({read_optional_text(item, "name"), item.integer("fen", -kMostFen, kMostFen)});
  }
  return items;
}

std::int64_t sum_of(const std::vector<PaymentItem>& items) {
  return std::accumulate(items.begin(), items.end(), std::int64_t{0},
                         [](std::int64_t sum, const PaymentItem& item) { return sum + item.fen; });
}

void check_payment(const Payment& payment, JsonReader& reader) {
  if (!is_path_segment(payment.payment_number)) reader.reject("payment_number", "cannot stand in a path");
  if (payment.state != PaymentState::Refused && sum_of(payment.items) != payment.fen) {
    reader.reject("fen", "is not the sum of the items");
  }
  if (payment.state == PaymentState::Asked && (payment.code.empty() || payment.fen == 0)) {
    reader.reject("code", "is missing where something is to be paid");
  }
  if (payment.state == PaymentState::Refused && payment.reason.empty()) reader.reject("reason", "is missing");
  if (payment.state == PaymentState::Refunded && payment.refund_number.empty()) {
    reader.reject("refund_number", "is missing");
  }
}

Payment read_payment(JsonReader& reader) {
  Payment payment;
  payment.idempotency_key = read_key(reader);
  payment.payment_number = reader.text("payment_number", 64);
  payment.service.value = reader.text("service_id", 32);
  payment.state = reader.word("state", kPaymentStateWords);
  payment.items = read_items(reader);
  payment.fen = reader.integer("fen", 0, kMostFen);
  payment.code = reader.optional_text("code", kLongestCode);
  payment.valid_seconds = reader.optional_integer("valid_seconds", 0, 86'400).value_or(0);
  payment.found_again = reader.has("found_again") && reader.boolean("found_again");
  payment.refund_number = reader.optional_text("refund_number", 64);
  payment.reason = read_optional_text(reader, "reason");
  payment.next_step = read_optional_text(reader, "next_step");
  check_payment(payment, reader);
  return payment;
}

}  // namespace

base::Result<base::SecureBytes> encode(const PaymentQuestion& question) {
  SecureJsonWriter out(2048);
  write_payment_head(out, question);
  out.member("service_id", question.service.value);
  out.member("language", question.language);
  out.member("id_number", question.id_number);
  out.key("answers");
  out.begin_array();
  for (const Answer& answer : question.answers) {
    if (!base::is_valid_utf8(answer.value.reveal()) || !base::is_valid_utf8(answer.label.reveal())) {
      return base::fail(base::ErrorCode::InvalidArgument, "is not UTF-8", "/answers/" + answer.field.value);
    }
    out.begin_object();
    out.member("field", answer.field.value);
    out.member("value", answer.value);
    out.optional_member("label", answer.label);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return out.take();
}

base::Result<base::SecureBytes> encode(const PaymentCode& code) {
  if (code.code.empty() || code.code.reveal().size() > kLongestCode ||
      !base::is_valid_utf8(code.code.reveal())) {
    return base::fail(base::ErrorCode::InvalidArgument, "is no payment code", "/code");
  }
  SecureJsonWriter out(1024);
  write_payment_head(out, code);
  out.member("code", code.code);
  out.end_object();
  return out.take();
}

base::Result<base::SecureBytes> encode(const PaymentClose& close) {
  SecureJsonWriter out(512);
  write_payment_head(out, close);
  out.member("payment_key", close.payment_key.value.to_string());
  out.end_object();
  return out.take();
}

base::Result<Payment> parse_payment(std::string_view json) {
  return read_message<Payment>(json, "payment", read_payment);
}

base::Json to_json(const Payment& payment) {
  base::Json items = base::Json::array();
  for (const PaymentItem& item : payment.items) {
    items.push_back({{"name", to_json(item.name)}, {"fen", item.fen}});
  }
  base::Json json = {{"version", kProtocolVersion},
                     {"idempotency_key", payment.idempotency_key.value.to_string()},
                     {"payment_number", payment.payment_number},
                     {"service_id", payment.service.value},
                     {"state", wire_word(payment.state, kPaymentStateWords)},
                     {"items", items},
                     {"fen", payment.fen}};
  if (!payment.code.empty()) json["code"] = payment.code;
  if (payment.state == PaymentState::Asked) json["valid_seconds"] = payment.valid_seconds;
  if (payment.found_again) json["found_again"] = true;
  if (!payment.refund_number.empty()) json["refund_number"] = payment.refund_number;
  if (!payment.reason.empty()) json["reason"] = to_json(payment.reason);
  if (!payment.next_step.empty()) json["next_step"] = to_json(payment.next_step);
  return json;
}

std::string yuan_text(std::int64_t fen) {
  const std::int64_t size = fen < 0 ? -fen : fen;
  const std::string cents = std::to_string(size % 100);
  return (fen < 0 ? "-" : "") + std::to_string(size / 100) + (cents.size() < 2 ? ".0" : ".") + cents;
}

std::string payment_path(const std::string& number, std::string_view tail) {
  return std::string(kPaymentsPath).append("/").append(number).append(tail);
}

}  // namespace kiosk::protocol
