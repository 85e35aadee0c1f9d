// SecureJsonWriter: JSON text written straight into locked memory, for messages that hold personal data.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "kiosk/base/secure.h"

namespace kiosk::protocol {

/// Writes one JSON value (RFC 8259) in calling order; commas are placed by the writer.
/// The caller keeps the grammar: inside an object every value follows its `key`. Text must be valid UTF-8.
class SecureJsonWriter {
 public:
  /// `expected_size`: bytes to reserve, so that growing is rare.
  explicit SecureJsonWriter(std::size_t expected_size = 4096) { bytes_.reserve(expected_size); }

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(std::string_view name);
  void text(std::string_view utf8);
  void number(std::int64_t value);
  void boolean(bool value);
  /// Bytes as base64 with padding (RFC 4648 §4).
  void base64(std::span<const std::uint8_t> bytes);

  void member(std::string_view name, std::string_view utf8) { key(name), text(utf8); }
  void member(std::string_view name, const base::SecureString& personal) { member(name, personal.reveal()); }
  /// Leaves the member out when the text is empty.
  void optional_member(std::string_view name, std::string_view utf8);
  void optional_member(std::string_view name, const base::SecureString& personal) {
    optional_member(name, personal.reveal());
  }

  /// The finished text; the writer is empty afterwards.
  base::SecureBytes take();

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void append(std::string_view raw) { bytes_.insert(bytes_.end(), raw.begin(), raw.end()); }
  void quoted(std::string_view utf8);
  void escaped(char c);

  base::SecureBytes bytes_;
  bool value_before_ = false;  ///< a value stands before in the same container: a comma is due
};

}  // namespace kiosk::protocol
