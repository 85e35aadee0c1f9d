// Writing JSON into locked memory; nothing is copied into plain strings.
#include "kiosk/protocol/secure_json_writer.h"

#include <array>
#include <charconv>
#include <utility>

namespace kiosk::protocol {

void SecureJsonWriter::separate() {
  if (value_before_) bytes_.push_back(',');
  value_before_ = true;
}

void SecureJsonWriter::open(char bracket) {
  separate();
  bytes_.push_back(static_cast<std::uint8_t>(bracket));
  value_before_ = false;
}

void SecureJsonWriter::close(char bracket) {
  bytes_.push_back(static_cast<std::uint8_t>(bracket));
  value_before_ = true;
}

void SecureJsonWriter::key(std::string_view name) {
  separate();
  quoted(name);
  bytes_.push_back(':');
  value_before_ = false;
}

void SecureJsonWriter::text(std::string_view utf8) {
  separate();
  quoted(utf8);
}

void SecureJsonWriter::number(std::int64_t value) {
  separate();
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  append({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
  base::wipe(digits.data(), digits.size());
}

void SecureJsonWriter::boolean(bool value) {
  separate();
  append(value ? "true" : "false");
}

void SecureJsonWriter::base64(std::span<const std::uint8_t> bytes) {
  static constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  separate();
  bytes_.push_back('"');
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const std::uint32_t group = (std::uint32_t{bytes[i]} << 16U) |
                                (left > 1 ? std::uint32_t{bytes[i + 1]} << 8U : 0U) |
                                (left > 2 ? std::uint32_t{bytes[i + 2]} : 0U);
    for (unsigned digit = 0; digit < 4; ++digit) {
      const char c = digit > left ? '=' : kAlphabet[(group >> (18U - 6U * digit)) & 63U];
      bytes_.push_back(static_cast<std::uint8_t>(c));
    }
  }
  bytes_.push_back('"');
}

void SecureJsonWriter::optional_member(std::string_view name, std::string_view utf8) {
  if (!utf8.empty()) member(name, utf8);
}

base::SecureBytes SecureJsonWriter::take() {
  value_before_ = false;
  return std::exchange(bytes_, {});
}

void SecureJsonWriter::quoted(std::string_view utf8) {
  bytes_.push_back('"');
  for (const char c : utf8) escaped(c);
  bytes_.push_back('"');
}

void SecureJsonWriter::escaped(char c) {
  if (c == '"' || c == '\\') {
    bytes_.push_back('\\');
    bytes_.push_back(static_cast<std::uint8_t>(c));
  } else if (static_cast<unsigned char>(c) < 0x20) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    append("\\u00");
    bytes_.push_back(static_cast<std::uint8_t>(kHex[static_cast<unsigned char>(c) >> 4U]));
    bytes_.push_back(static_cast<std::uint8_t>(kHex[static_cast<unsigned char>(c) & 15U]));
  } else {
    bytes_.push_back(static_cast<std::uint8_t>(c));
  }
}

}  // namespace kiosk::protocol
