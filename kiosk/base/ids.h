// Identifiers: UUIDv7 keys and small typed ids that cannot be mixed up.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.h"

namespace kiosk::base {

/// RFC 9562 UUID. Version 7 sorts by the wall clock at its making; uniqueness never depends on the clock.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const Uuid&, const Uuid&) = default;
  /// Lower-case 8-4-4-4-12.
  std::string to_string() const;
  static std::optional<Uuid> parse(std::string_view text);
  /// Version 7 from the wall clock and 74 random bits of the kernel.
  static Uuid make_v7(const Clock& clock);
};

/// Cryptographically random bytes from the kernel.
void fill_random(std::uint8_t* bytes, std::size_t size);

/// A string id of one kind: TypedId<struct ServiceTag> cannot be passed as TypedId<struct TerminalTag>.
template <class Tag>
struct TypedId {
  std::string value;
  friend auto operator<=>(const TypedId&, const TypedId&) = default;
  bool empty() const { return value.empty(); }
};

using TerminalId = TypedId<struct TerminalTag>;  ///< "T05", "desk"
using ServiceId = TypedId<struct ServiceTag>;    ///< "RS-01"
using FieldId = TypedId<struct FieldTag>;        ///< "insurance_kind"
using DeviceId = TypedId<struct DeviceTag>;      ///< "id-card-reader"

/// One citizen's visit.
struct SessionId {
  Uuid value;
  friend auto operator<=>(const SessionId&, const SessionId&) = default;
};

/// One request to a device, the store or the centre. 0 is no job.
struct JobId {
  std::uint64_t value = 0;
  friend auto operator<=>(const JobId&, const JobId&) = default;
};

/// Made once before the first write and the same on every try, for ever.
struct IdempotencyKey {
  Uuid value;
  friend auto operator<=>(const IdempotencyKey&, const IdempotencyKey&) = default;
};

}  // namespace kiosk::base
