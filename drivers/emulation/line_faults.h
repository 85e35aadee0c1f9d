// LineFaults: how an emulated device's answer is spoilt on its way.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <vector>

#include "drivers/emulation/byte_port.h"
#include "drivers/emulation/event_loop.h"
#include "kiosk/base/json_file.h"

namespace drivers::emulation {

enum class GarbageAt { Before, Inside, After };

/// A fault that befalls the next `times` answers.
struct NextAnswers {
  int times = 0;
  /// True when it befalls this answer; counts down.
  bool strikes() { return times > 0 && times-- > 0; }
};

/// What is wrong with the line. Loop thread only.
struct LineFaults {
  bool mute = false;
  bool slow = false;  ///< one byte at a time
  NextAnswers garbage{};
  GarbageAt garbage_at = GarbageAt::Before;
  std::size_t garbage_bytes = 8;
  NextAnswers late{};
  kiosk::base::Duration late_by{0};
  NextAnswers spoil{};  ///< `spoiler` changes the frame: wrong checksum, wrong length
  std::function<void(std::vector<std::uint8_t>&)> spoiler{};

  kiosk::base::Json describe() const;
};

/// Sends answers through a port with the line's faults applied. Loop thread only.
class FaultyLine {
 public:
  FaultyLine(EventLoop& loop, BytePort& port) : loop_(loop), port_(port) {}

  LineFaults& faults() { return faults_; }
  const LineFaults& faults() const { return faults_; }
  void send(std::vector<std::uint8_t> bytes);
  /// What is still on its way is lost: the device was unplugged or reset.
  void forget();

 private:
  void add_garbage(std::vector<std::uint8_t>& bytes);
  void release();
  void deliver(std::vector<std::uint8_t> bytes);
  void deliver_slowly(std::vector<std::uint8_t> bytes, std::size_t from, std::uint64_t generation);

  EventLoop& loop_;
  BytePort& port_;
  LineFaults faults_;
  std::mt19937 random_{20260101};  ///< the same noise in every run
  std::uint64_t generation_ = 0;
  /// Answers behind a late one: a device works off its commands in order, so they are late too.
  std::vector<std::vector<std::uint8_t>> held_;
};

}  // namespace drivers::emulation
