// Modbus RTU frames (Modbus over Serial Line V1.02, 2.5.1; Application Protocol V1.1b3, 6.3 and 6.6). Pure;
// no I/O.
//
//   unit | function | data | CRC-16 low | CRC-16 high
//
// Requests:  03 first(2) count(2)             06 register(2) value(2)
// Answers:   03 bytes(1) value(2)…            06 register(2) value(2)      function|80 exception(1)
// Numbers are big-endian, only the CRC is not.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace drivers::cabinet {

using Frame = std::vector<std::uint8_t>;

inline constexpr std::uint8_t kReadHoldingRegisters = 3;
inline constexpr std::uint8_t kWriteSingleRegister = 6;
/// Limit of the protocol for one request.
inline constexpr std::uint16_t kMostRegisters = 125;

/// What is asked of a unit, and thereby which answers fit.
struct ModbusRequest {
  std::uint8_t unit = 1;
  std::uint8_t function = kReadHoldingRegisters;
  std::uint16_t start = 0;
  std::uint16_t value = 1;  ///< how many registers, or what to write
};

struct ModbusAnswer {
  std::uint8_t exception = 0;              ///< 0: none
  std::vector<std::uint16_t> registers{};  ///< of a reading
};

/// CRC-16 with the reflected polynomial A001, started at FFFF.
std::uint16_t modbus_crc(std::span<const std::uint8_t> bytes);
Frame encode_request(const ModbusRequest& request);

/// Finds the answer to one request in a stream that may be cut anywhere and hold noise. Whatever does not fit
/// (other unit, other function, other size, wrong checksum) is skipped byte by byte. Holds at most a few
/// frames.
class ModbusParser {
 public:
  explicit ModbusParser(const ModbusRequest& request) : request_(request) {}
  void feed(std::span<const std::uint8_t> bytes);
  std::optional<ModbusAnswer> take();
  /// Something came that was no answer.
  bool saw_noise() const { return saw_noise_; }

 private:
  /// Bytes of the answer that would begin like `held`; 0 when nothing that fits begins so.
  std::size_t expected_size(std::span<const std::uint8_t> held) const;
  ModbusAnswer decode(std::span<const std::uint8_t> frame) const;

  ModbusRequest request_;
  Frame buffer_;
  bool saw_noise_ = false;
};

}  // namespace drivers::cabinet
