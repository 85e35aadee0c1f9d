// PcscSlot: one slot of one chip card reader through PC/SC (pcscd).
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace drivers::transport {

enum class SlotState { Empty, Present, Mute };  ///< Mute: something is in, but does not answer to a reset

/// Device strand only; a stop may come from any thread. The clock must outlive it.
/// Errors: Unavailable (service or reader gone: open again), NotFound (no such reader), TimedOut, Canceled;
/// of the card: Conflict (it was pulled) and InvalidData (it answers wrongly or not at all).
class PcscSlot {
 public:
  /// `reader`: what the name of the reader must hold; empty for the first one.
  PcscSlot(std::string reader, const kiosk::base::Clock& clock);
  PcscSlot(const PcscSlot&) = delete;
  PcscSlot& operator=(const PcscSlot&) = delete;
  ~PcscSlot() { close(); }

  /// Connects to the service and waits for the reader to be plugged in, at most until the deadline.
  kiosk::base::Status open(kiosk::base::MonoTime deadline, const std::stop_token& stop);
  void close();
  bool is_open() const { return has_context_; }
  const std::string& reader() const { return found_; }

  kiosk::base::Result<SlotState> state();
  /// Waits until the slot is in another state than `known`.
  kiosk::base::Result<SlotState> wait_for_change(SlotState known, kiosk::base::MonoTime deadline,
                                                 const std::stop_token& stop);

  /// Powers the card and takes it for us alone.
  kiosk::base::Status connect();
  /// One command and its answer with the status word. Blocks as long as the card and the reader take: PC/SC has no
  /// way to break it off, readers give up after some seconds.
  kiosk::base::Result<kiosk::base::SecureBytes> transmit(std::span<const std::uint8_t> command);
  /// Takes the power off the card; it stays in.
  void disconnect();

 private:
  kiosk::base::Status find_reader();
  tl::unexpected<kiosk::base::Error> failed(long code, const std::string& what);

  std::string wanted_;
  const kiosk::base::Clock& clock_;
  bool has_context_ = false;
  bool has_card_ = false;
  long context_ = 0;              ///< SCARDCONTEXT
  long card_ = 0;                 ///< SCARDHANDLE
  unsigned long protocol_ = 0;
  std::string found_;
};

}  // namespace drivers::transport
