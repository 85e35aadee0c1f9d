// The Idempotency-Key header's value, path segments and media types.
#include "kiosk/protocol/http_names.h"

#include <algorithm>

namespace kiosk::protocol {

std::string to_header_value(const base::IdempotencyKey& key) { return '"' + key.value.to_string() + '"'; }

std::optional<base::IdempotencyKey> parse_header_value(std::string_view value) {
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return std::nullopt;
  const auto uuid = base::Uuid::parse(value.substr(1, value.size() - 2));
  if (!uuid) return std::nullopt;
  return base::IdempotencyKey{*uuid};
}

bool is_path_segment(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), allowed);
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string media_type_of(std::string_view content_type) {
  std::string type(content_type.substr(0, content_type.find(';')));
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
  std::transform(type.begin(), type.end(), type.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return type;
}

}  // namespace kiosk::protocol
