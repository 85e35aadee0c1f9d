// TapePlayer: a tape as a transport: it expects what the driver said then and gives what the device answered.
#pragma once

#include <deque>
#include <memory>

#include "drivers/transport/tape.h"
#include "drivers/transport/tape_scrubber.h"
#include "drivers/transport/transport.h"

namespace drivers::transport {

/// Device strand only. The clock must outlive it. What the driver says is scrubbed and compared with the tape
/// byte for byte, however it is cut into writes. When it says something else, the line is gone for good:
/// every call is Unavailable with the file, the line, what was expected and what was said instead (scrubbed);
/// the log has it too. A tape that has ended is silent, and whoever writes to it gets Unavailable. Hidden
/// bytes from the device come as zeros.
class TapePlayer final : public Transport {
 public:
  /// `speed`: 1 gives answers after the recorded pauses, 2 after half of them, 0 at once. `file` is for
  /// messages.
  TapePlayer(Tape tape, std::string file, std::unique_ptr<TapeScrubber> scrubber, double speed,
             const kiosk::base::Clock& clock);

  kiosk::base::Status open() override;
  void close() override;
  bool is_open() const override { return open_; }
  kiosk::base::Status write(std::span<const std::uint8_t> bytes, kiosk::base::MonoTime deadline,
                            const std::stop_token& stop) override;
  kiosk::base::Result<std::size_t> read_some(std::span<std::uint8_t> buffer, kiosk::base::MonoTime deadline,
                                             const std::stop_token& stop) override;
  kiosk::base::Status drain_input(kiosk::base::Duration quiet) override;
  kiosk::base::Status set_line_speed(unsigned bits_per_second) override;
  kiosk::base::Status reset_device() override;
  kiosk::base::Result<PortStatus> port_status() override;
  std::string description() const override { return "tape:" + file_; }

  /// True when every line was played.
  bool ended() const { return next_ == tape_.lines.size() && arrived_.empty(); }
  /// What went wrong first; empty: nothing.
  const std::string& complaint() const { return complaint_; }

 private:
  struct Arrival {
    kiosk::base::MonoTime due;
    std::deque<std::uint8_t> bytes;
  };
  const TapeLine* next_line() const { return next_ < tape_.lines.size() ? &tape_.lines[next_] : nullptr; }
  bool next_is(TapeEvent event) const;
  kiosk::base::MonoTime due(const TapeLine& line) const;
  void pass(const TapeLine& line, kiosk::base::MonoTime at);
  void let_arrive();
  std::size_t deliver(std::span<std::uint8_t> buffer);
  kiosk::base::Status compare();
  kiosk::base::Status compare_with(const TapeLine& line);
  kiosk::base::Status complain(const std::string& said);
  kiosk::base::Status gone_for_good() const;

  Tape tape_;
  std::string file_;
  std::unique_ptr<TapeScrubber> scrubber_;
  double speed_;
  const kiosk::base::Clock& clock_;
  std::size_t next_ = 0;          ///< the line that is played next
  std::size_t compared_ = 0;      ///< bytes of it that the driver has said
  std::deque<TapePiece> said_{};  ///< scrubbed, not compared yet
  std::deque<Arrival> arrived_{};
  kiosk::base::Duration tape_time_{0};  ///< of the last line that was played
  kiosk::base::MonoTime real_time_{};   ///< when that was
  bool open_ = false;
  std::string complaint_{};
};

}  // namespace drivers::transport
