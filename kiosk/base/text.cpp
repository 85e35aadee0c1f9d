// UTF-8, UTF-16 and GB18030.
#include "kiosk/base/text.h"

#include <iconv.h>

#include <array>
#include <cerrno>

namespace kiosk::base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }
bool is_high_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDBFF; }
bool is_low_surrogate(char32_t c) { return c >= 0xDC00 && c <= 0xDFFF; }

/// Reads one code point at `pos` and moves it; false at a malformed sequence (pos moves by one byte).
bool decode_one(std::string_view s, std::size_t& pos, char32_t& out) {
  static constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
  const auto lead = static_cast<std::uint8_t>(s[pos++]);
  if (lead < 0x80) {
    out = lead;
    return true;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (length == 0 || lead > 0xF4 || pos + length - 1 > s.size()) return false;
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 0; i + 1 < length; ++i) {
    const auto next = static_cast<std::uint8_t>(s[pos + i]);
    if ((next & 0xC0U) != 0x80) return false;
    value = (value << 6) | (next & 0x3FU);
  }
  if (value < kSmallest[length] || value > 0x10FFFF || is_surrogate(value)) return false;
  pos += length - 1;
  out = value;
  return true;
}

template <class Out>
void encode_utf8(char32_t c, Out&& put) {
  if (c < 0x80) {
    put(static_cast<char>(c));
  } else if (c < 0x800) {
    put(static_cast<char>(0xC0 | (c >> 6)));
    put(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    put(static_cast<char>(0xE0 | (c >> 12)));
    put(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    put(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    put(static_cast<char>(0xF0 | (c >> 18)));
    put(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    put(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    put(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

/// One use of iconv from one encoding to another; nothing when a character cannot be converted.
std::optional<std::string> convert(std::string_view input, const char* from, const char* to) {
  iconv_t handle = iconv_open(to, from);
  if (reinterpret_cast<std::intptr_t>(handle) == -1) return std::nullopt;
  std::string output(input.size() * 4 + 4, '\0');
  std::string copy(input);
  char* in = copy.data();
  char* out = output.data();
  std::size_t in_left = copy.size();
  std::size_t out_left = output.size();
  const std::size_t irreversible = iconv(handle, &in, &in_left, &out, &out_left);
  iconv_close(handle);
  wipe(copy.data(), copy.size());
  if (irreversible != 0 || in_left != 0) {
    wipe(output.data(), output.size());
    return std::nullopt;
  }
  output.resize(output.size() - out_left);
  return output;
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFF);
}

}  // namespace

std::u32string to_code_points(std::string_view utf8) {
  std::u32string result;
  result.reserve(utf8.size());
  for (std::size_t pos = 0; pos < utf8.size();) {
    char32_t c = 0;
    result += decode_one(utf8, pos, c) ? c : kReplacement;
  }
  return result;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string result;
  for (const char32_t c : code_points) append_utf8(result, c);
  return result;
}

void append_utf8(std::string& out, char32_t code_point) {
  encode_utf8(code_point, [&out](char c) { out += c; });
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    char32_t c = 0;
    if (!decode_one(text, pos, c)) return false;
  }
  return true;
}

SecureString utf16le_to_secure(std::span<const std::uint8_t> bytes) {
  const auto unit = [&bytes](std::size_t i) -> char32_t {
    return static_cast<char32_t>(bytes[2 * i] | (bytes[2 * i + 1] << 8));
  };
  std::size_t count = bytes.size() / 2;
  while (count > 0 && unit(count - 1) == U' ') --count;
  SecureString result;
  for (std::size_t i = 0; i < count; ++i) {
    char32_t c = unit(i);
    if (is_high_surrogate(c) && i + 1 < count && is_low_surrogate(unit(i + 1))) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(++i) - 0xDC00);
    } else if (is_surrogate(c)) {
      c = kReplacement;
    }
    encode_utf8(c, [&result](char byte) { result.append({&byte, 1}); });
  }
  return result;
}

SecureBytes utf8_to_utf16le_padded(std::string_view text, std::size_t size) {
  SecureBytes bytes;
  bytes.reserve(size);
  const auto put = [&bytes](char32_t unit) {
    bytes.push_back(static_cast<std::uint8_t>(unit & 0xFF));
    bytes.push_back(static_cast<std::uint8_t>(unit >> 8));
  };
  for (std::size_t pos = 0; pos < text.size();) {
    char32_t c = 0;
    if (!decode_one(text, pos, c)) c = kReplacement;
    if (bytes.size() + (c >= 0x10000 ? 4 : 2) > size) break;
    if (c >= 0x10000) {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      put(c);
    }
  }
  while (bytes.size() + 2 <= size) put(U' ');
  return bytes;
}

std::optional<std::string> to_gb18030(std::string_view utf8) { return convert(utf8, "UTF-8", "GB18030"); }

Result<std::string> from_gb18030(std::string_view bytes) {
  auto text = convert(bytes, "GB18030", "UTF-8");
  if (!text) return fail(ErrorCode::InvalidData, "bytes are not GB18030 text");
  return std::move(*text);
}

std::size_t display_columns(std::string_view utf8) {
  std::size_t columns = 0;
  for (std::size_t pos = 0; pos < utf8.size();) {
    char32_t c = 0;
    if (!decode_one(utf8, pos, c)) c = kReplacement;
    columns += is_wide(c) ? 2 : 1;
  }
  return columns;
}

}  // namespace kiosk::base
