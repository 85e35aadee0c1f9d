// Reading and writing IPP.
#include "drivers/emulation/ipp_message.h"

#include <algorithm>

namespace drivers::emulation {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

constexpr std::uint8_t kEndOfAttributes = 3;
constexpr std::uint8_t kLastGroupTag = 0x0F;

std::string integer_bytes(int value) {
  const auto bits = static_cast<std::uint32_t>(value);
  std::string bytes;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>((bits >> shift) & 0xFFU);
  return bytes;
}

int integer_of(const std::string& bytes) {
  std::uint32_t bits = 0;
  for (const char byte : bytes) bits = (bits << 8) | static_cast<std::uint8_t>(byte);
  return static_cast<int>(bits);
}

/// Reads big-endian fields; once it ran over the end it stays failed and gives zeros.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  std::uint32_t number(std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = (value << 8) | next();
    return value;
  }
  std::string text(std::size_t size) {
    if (size > bytes_.size() - at_) {
      failed_ = true;
      return {};
    }
    const auto begin = bytes_.begin() + static_cast<std::ptrdiff_t>(at_);
    at_ += size;
    return {begin, begin + static_cast<std::ptrdiff_t>(size)};
  }
  bool failed() const { return failed_; }
  std::size_t at() const { return at_; }

 private:
  std::uint8_t next() {
    if (at_ < bytes_.size()) return bytes_[at_++];
    failed_ = true;
    return 0;
  }
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

void put(std::vector<std::uint8_t>& out, std::uint32_t value, unsigned size) {
  for (unsigned i = size; i > 0; --i) out.push_back(static_cast<std::uint8_t>(value >> (8 * (i - 1))));
}

void put_text(std::vector<std::uint8_t>& out, const std::string& text) {
  put(out, static_cast<std::uint32_t>(text.size()), 2);
  out.insert(out.end(), text.begin(), text.end());
}

/// One attribute, or one more value of the last one (its name is then empty).
void read_value(Reader& reader, std::uint8_t group, std::uint8_t tag, IppMessage& message) {
  const std::string name = reader.text(reader.number(2));
  std::string value = reader.text(reader.number(2));
  if (name.empty() && !message.attributes.empty()) {
    message.attributes.back().values.push_back(std::move(value));
    return;
  }
  message.attributes.push_back({group, name, tag, {std::move(value)}});
}

}  // namespace

const IppAttribute* IppMessage::find(const std::string& name) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&name](const IppAttribute& attribute) { return attribute.name == name; });
  return found == attributes.end() ? nullptr : &*found;
}

std::string IppMessage::text(const std::string& name) const {
  const IppAttribute* attribute = find(name);
  return attribute == nullptr || attribute->values.empty() ? std::string() : attribute->values.front();
}

std::optional<int> IppMessage::number(const std::string& name) const {
  const std::string bytes = text(name);
  if (bytes.empty() || bytes.size() > 4) return std::nullopt;
  return integer_of(bytes);
}

void IppMessage::add(IppGroup group, IppTag tag, const std::string& name, const std::string& value) {
  add_all(group, tag, name, {value});
}

void IppMessage::add_all(IppGroup group, IppTag tag, const std::string& name,
                         std::vector<std::string> values) {
  attributes.push_back(
      {static_cast<std::uint8_t>(group), name, static_cast<std::uint8_t>(tag), std::move(values)});
}

void IppMessage::add_number(IppGroup group, IppTag tag, const std::string& name, int value) {
  add(group, tag, name, integer_bytes(value));
}

void IppMessage::add_boolean(IppGroup group, const std::string& name, bool value) {
  add(group, IppTag::Boolean, name, std::string(1, value ? '\1' : '\0'));
}

void IppMessage::add_range(IppGroup group, const std::string& name, int lower, int upper) {
  add(group, IppTag::Range, name, integer_bytes(lower) + integer_bytes(upper));
}

std::vector<std::uint8_t> IppMessage::encode() const {
  std::vector<std::uint8_t> out{major, minor};
  put(out, code, 2);
  put(out, request_id, 4);
  std::uint8_t group = 0;
  for (const IppAttribute& attribute : attributes) {
    if (attribute.group != group || attribute.starts_group) out.push_back(attribute.group);
    group = attribute.group;
    std::string name = attribute.name;
    for (const std::string& value : attribute.values) {
      out.push_back(attribute.tag);
      put_text(out, name);
      put_text(out, value);
      name.clear();
    }
  }
  out.push_back(kEndOfAttributes);
  return out;
}

kiosk::base::Result<ParsedIpp> parse_ipp(std::span<const std::uint8_t> bytes) {
  Reader reader(bytes);
  ParsedIpp parsed;
  parsed.message.major = static_cast<std::uint8_t>(reader.number(1));
  parsed.message.minor = static_cast<std::uint8_t>(reader.number(1));
  parsed.message.code = static_cast<std::uint16_t>(reader.number(2));
  parsed.message.request_id = reader.number(4);
  std::uint8_t group = 0;
  while (!reader.failed()) {
    const auto tag = static_cast<std::uint8_t>(reader.number(1));
    if (reader.failed() || tag == kEndOfAttributes) break;
    if (tag <= kLastGroupTag) {
      group = tag;
    } else {
      read_value(reader, group, tag, parsed.message);
    }
  }
  if (reader.failed()) return fail(ErrorCode::InvalidData, "an IPP message is cut off");
  parsed.size = reader.at();
  return parsed;
}

}  // namespace drivers::emulation
