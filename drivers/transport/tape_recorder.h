// TapeRecorder: a transport that writes down, scrubbed, what goes through it.
#pragma once

#include <memory>

#include "drivers/transport/tape_scrubber.h"
#include "drivers/transport/tape_writer.h"
#include "drivers/transport/transport.h"

namespace drivers::transport {

/// Device strand only. The clock must outlive it. The driver notices nothing: results are those of the line,
/// and trouble with the tape never reaches it.
class TapeRecorder final : public Transport {
 public:
  TapeRecorder(std::unique_ptr<Transport> line, std::unique_ptr<TapeScrubber> scrubber, TapeWriter writer,
               const kiosk::base::Clock& clock);
  ~TapeRecorder() override;

  kiosk::base::Status open() override;
  void close() override;
  bool is_open() const override { return line_->is_open(); }
  kiosk::base::Status write(std::span<const std::uint8_t> bytes, kiosk::base::MonoTime deadline,
                            const std::stop_token& stop) override;
  kiosk::base::Result<std::size_t> read_some(std::span<std::uint8_t> buffer, kiosk::base::MonoTime deadline,
                                             const std::stop_token& stop) override;
  /// Reads, so that what is thrown away is on the tape too.
  kiosk::base::Status drain_input(kiosk::base::Duration quiet) override;
  kiosk::base::Status set_line_speed(unsigned bits_per_second) override;
  kiosk::base::Status reset_device() override;
  kiosk::base::Result<PortStatus> port_status() override;
  std::string description() const override { return line_->description(); }

 private:
  void note(TapeEvent event, unsigned number = 0);
  void note_pieces(TapeSide side, const std::vector<TapePiece>& pieces);
  void note_end(TapeEvent event);
  TapeLine line_of(TapeEvent event) const;

  std::unique_ptr<Transport> line_;
  std::unique_ptr<TapeScrubber> scrubber_;
  TapeWriter writer_;
  const kiosk::base::Clock& clock_;
  kiosk::base::MonoTime start_;
  bool quiet_ = false;  ///< a read ended without a byte, and nothing was written since
};

/// The byte of USB's GET_PORT_STATUS (printer class 1.1), which tapes carry, and back.
unsigned port_byte(const PortStatus& status);
PortStatus port_status_of(unsigned byte);

}  // namespace drivers::transport
