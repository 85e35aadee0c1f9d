// Tape: what went over a device's line and when, as text that people can read and compare. Pure; no I/O.
//
//   kiosk-tape 1
//   class id-card-reader
//   driver samv
//   address serial:/dev/ttyS1,baud=115200
//   setting model=SAM_V
//
//        0 open
//       12 out AA AA AA 96 69 00 03 11 FF ED
//       15 in AA AA AA 96 69 00 04 00 00 90 94
//
// A line begins with milliseconds since the recording's start; bytes beyond the 32nd stand on further lines
// that begin with '+'. Empty lines and lines that begin with '#' are for people.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace drivers::transport {

enum class TapeEvent : std::uint8_t {
  Open,
  Close,
  Out,    ///< bytes to the device
  In,     ///< bytes from the device
  Quiet,  ///< a read ended without a byte, and then the next bytes came in: they answer nothing that was just
          ///< sent
  Gone,   ///< the line was lost
  Speed,  ///< the line's speed was changed; `number`: bits per second
  Reset,  ///< the device was made to start anew
  Port,   ///< the port was asked; `number`: the byte of USB's GET_PORT_STATUS
};

std::string_view to_string(TapeEvent event);

/// One event. Bytes that nobody could understand, and that may therefore be personal, are hidden: only their
/// number and a keyed digest are on the tape. The key is forgotten with the recording: equal digests of one
/// tape mean equal bytes, and nothing can be guessed from them.
struct TapeLine {
  kiosk::base::Duration at{0};
  TapeEvent event = TapeEvent::Open;
  std::vector<std::uint8_t> bytes{};  ///< of Out and In, if not hidden
  std::size_t hidden = 0;             ///< how many bytes are hidden; 0: none
  std::string digest{};               ///< of the hidden bytes, 16 hexadecimal digits
  unsigned number = 0;
  std::size_t place = 0;  ///< its line in the file, from 1; for messages

  friend bool operator==(const TapeLine& a, const TapeLine& b) {
    return a.at == b.at && a.event == b.event && a.bytes == b.bytes && a.hidden == b.hidden &&
           a.digest == b.digest && a.number == b.number;
  }
};

struct TapeHeader {
  std::string device_class;
  std::string driver;
  std::string address;  ///< of the device that was recorded, with its options
  std::map<std::string, std::string> settings{};

  friend bool operator==(const TapeHeader&, const TapeHeader&) = default;
};

struct Tape {
  TapeHeader header{};
  std::vector<TapeLine> lines{};
};

std::string to_text(const TapeHeader& header);
std::string to_text(const TapeLine& line);
/// "AA 96 69", at most `most` bytes and then "…".
std::string hex_text(const std::vector<std::uint8_t>& bytes, std::size_t most = 24);

/// InvalidData with file and line for anything that the recorder would not have written; times must not run
/// backwards.
kiosk::base::Result<Tape> parse_tape(std::string_view text, const std::string& file);
/// Reads and parses; a tape has at most 64 MiB.
kiosk::base::Result<Tape> read_tape(const std::string& file);

}  // namespace drivers::transport
