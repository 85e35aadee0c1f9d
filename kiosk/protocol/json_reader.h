// JsonReader: takes the members of a JSON object one by one and remembers the first violation with its JSON
// pointer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/ids.h"
#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"

namespace kiosk::protocol {

/// A wire word and the enum value that it names.
template <class E>
using WireWord = std::pair<std::string_view, E>;

/// Reads one object. All readers of one document share the place of the first error; a member that is wrong
/// yields an empty value, so that a parser can read straight through and ask once at the end.
/// Error messages name places and rules, never values. The document must outlive the reader.
class JsonReader {
 public:
  using FirstError = std::optional<base::Error>;

  JsonReader(const base::Json& value, std::string pointer, FirstError& error);

  bool has(std::string_view name) const;
  /// A required string of `min`–`max` bytes.
  std::string text(std::string_view name, std::size_t max, std::size_t min = 1);
  /// An absent or null member is an empty string.
  std::string optional_text(std::string_view name, std::size_t max);
  std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max);
  std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t min, std::int64_t max);
  bool boolean(std::string_view name);
  /// A required array of ascending integers, each `min`–`max`.
  std::vector<std::int64_t> integers(std::string_view name, std::int64_t min, std::int64_t max);
  /// A required object.
  JsonReader object(std::string_view name);
  /// A required array of objects, at most `max` of them.
  std::vector<JsonReader> objects(std::string_view name, std::size_t max);

  template <class E, std::size_t N>
  E word(std::string_view name, const WireWord<E> (&words)[N]) {
    const std::string found = text(name, 64);
    for (const auto& [wire, value] : words) {
      if (wire == found) return value;
    }
    reject(name, "is not a known word");
    return words[0].second;
  }

  /// Keeps the violation unless one is already kept.
  void reject(std::string_view name, std::string_view reason);

 private:
  const base::Json* member(std::string_view name);

  const base::Json* value_;
  std::string pointer_;
  FirstError* error_;
};

/// The wire word of an enum value.
template <class E, std::size_t N>
std::string wire_word(E value, const WireWord<E> (&words)[N]) {
  for (const auto& [wire, known] : words) {
    if (known == value) return std::string(wire);
  }
  return {};
}

/// The required member "idempotency_key".
base::IdempotencyKey read_key(JsonReader& reader);

/// Parses the text, checks "version" and hands the document to `read(JsonReader&) -> T`.
template <class T, class Read>
base::Result<T> read_message(std::string_view json, const char* name, Read read) {
  auto document = base::parse_json(json, name);
  // The parser's message quotes its input, which may be anybody's page: only the place is kept.
  if (!document) return base::fail(base::ErrorCode::InvalidData, "not JSON", document.error().where);
  JsonReader::FirstError error;
  JsonReader reader(*document, std::string(name) + "#", error);
  reader.integer("version", 1, 1);
  T message = read(reader);
  if (error) return tl::unexpected(*error);
  return message;
}

}  // namespace kiosk::protocol
