// IPP messages as bytes (RFC 8010), for the emulated printer: written without libcups, so that both are
// checked.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace drivers::emulation {

enum class IppGroup : std::uint8_t { Operation = 1, Job = 2, Printer = 4 };

/// RFC 8010 3.5.2, the value tags that we send.
enum class IppTag : std::uint8_t {
  Integer = 0x21,
  Boolean = 0x22,
  Enum = 0x23,
  Range = 0x33,
  Text = 0x41,
  Name = 0x42,
  Keyword = 0x44,
  Uri = 0x45,
  Charset = 0x47,
  Language = 0x48,
  MimeType = 0x49,
};

struct IppAttribute {
  std::uint8_t group = 0;
  std::string name;
  std::uint8_t tag = 0;
  std::vector<std::string> values;  ///< bytes as on the wire
  bool starts_group = false;        ///< a further group of the same kind begins here (the next job)
};

/// A request or an answer; `code` is the operation or the status.
struct IppMessage {
  std::uint8_t major = 2;
  std::uint8_t minor = 0;
  std::uint16_t code = 0;
  std::uint32_t request_id = 0;
  std::vector<IppAttribute> attributes{};

  const IppAttribute* find(const std::string& name) const;
  std::string text(const std::string& name) const;
  std::optional<int> number(const std::string& name) const;

  void add(IppGroup group, IppTag tag, const std::string& name, const std::string& value);
  void add_all(IppGroup group, IppTag tag, const std::string& name, std::vector<std::string> values);
  void add_number(IppGroup group, IppTag tag, const std::string& name, int value);
  void add_boolean(IppGroup group, const std::string& name, bool value);
  void add_range(IppGroup group, const std::string& name, int lower, int upper);

  std::vector<std::uint8_t> encode() const;
};

/// A message and the size of its bytes; a document may follow them.
struct ParsedIpp {
  IppMessage message;
  std::size_t size = 0;
};
/// InvalidData for bytes that are cut off or no IPP.
kiosk::base::Result<ParsedIpp> parse_ipp(std::span<const std::uint8_t> bytes);

}  // namespace drivers::emulation
