// winscard.h of pcsc-lite.
#include "drivers/transport/pcsc_slot.h"

#include <winscard.h>

#include <algorithm>
#include <optional>

#include "drivers/transport/pause.h"

namespace drivers::transport {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::SecureBytes;
using kiosk::base::Status;

static_assert(sizeof(SCARDCONTEXT) == sizeof(long) && sizeof(SCARDHANDLE) == sizeof(long));
static_assert(sizeof(DWORD) == sizeof(unsigned long));

namespace {

/// How often the service is asked. It is never told to wait: a wait of libpcsclite that runs out (or is canceled) in
/// the moment of an event leaves its client reading for ever.
constexpr Duration kPcscSlice{100};

/// Sleeps until it is time to ask again.
Status pause(MonoTime deadline, const kiosk::base::Clock& clock, const std::stop_token& stop, const char* late) {
  const Duration left = deadline - clock.now();
  if (left <= Duration{0}) return fail(ErrorCode::TimedOut, late);
  pause_for(std::min(left, kPcscSlice), clock, stop);
  if (stop.stop_requested()) return fail(ErrorCode::Canceled, "canceled");
  return {};
}

ErrorCode meaning(long code) {
  switch (static_cast<unsigned long>(code)) {
    case static_cast<unsigned long>(SCARD_W_REMOVED_CARD):
    case static_cast<unsigned long>(SCARD_E_NO_SMARTCARD): return ErrorCode::Conflict;
    case static_cast<unsigned long>(SCARD_W_UNRESPONSIVE_CARD):
    case static_cast<unsigned long>(SCARD_W_UNPOWERED_CARD):
    case static_cast<unsigned long>(SCARD_W_UNSUPPORTED_CARD):
    case static_cast<unsigned long>(SCARD_W_RESET_CARD):
    case static_cast<unsigned long>(SCARD_E_PROTO_MISMATCH):
    case static_cast<unsigned long>(SCARD_E_NOT_TRANSACTED):
    case static_cast<unsigned long>(SCARD_E_INSUFFICIENT_BUFFER):
    case static_cast<unsigned long>(SCARD_F_COMM_ERROR): return ErrorCode::InvalidData;
    case static_cast<unsigned long>(SCARD_E_TIMEOUT): return ErrorCode::TimedOut;
    case static_cast<unsigned long>(SCARD_E_CANCELLED): return ErrorCode::Canceled;
    default: return ErrorCode::Unavailable;
  }
}

/// Nothing when the reader itself is gone.
std::optional<SlotState> slot_state(DWORD events) {
  if ((events & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE)) != 0) return std::nullopt;
  if ((events & SCARD_STATE_PRESENT) == 0) return SlotState::Empty;
  return (events & SCARD_STATE_MUTE) != 0 ? SlotState::Mute : SlotState::Present;
}

}  // namespace

PcscSlot::PcscSlot(std::string reader, const kiosk::base::Clock& clock)
    : wanted_(std::move(reader)), clock_(clock) {}

Status PcscSlot::open(MonoTime deadline, const std::stop_token& stop) {
  close();
  const LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context_);
  if (code != SCARD_S_SUCCESS) return failed(code, "the smart card service does not answer");
  has_context_ = true;
  Status found = find_reader();
  while (!found && found.error().code == ErrorCode::NotFound) {
    if (auto waited = pause(deadline, clock_, stop, "no reader was plugged in"); !waited) {
      close();
      return waited.error().code == ErrorCode::TimedOut ? found : waited;
    }
    found = find_reader();
  }
  if (!found) close();
  return found;
}

void PcscSlot::close() {
  disconnect();
  if (has_context_) SCardReleaseContext(context_);
  has_context_ = false;
  found_.clear();
}

Status PcscSlot::find_reader() {
  DWORD size = 0;
  LONG code = SCardListReaders(context_, nullptr, nullptr, &size);
  std::string names(size, '\0');
  if (code == SCARD_S_SUCCESS) code = SCardListReaders(context_, nullptr, names.data(), &size);
  if (code != SCARD_S_SUCCESS && code != SCARD_E_NO_READERS_AVAILABLE && code != SCARD_E_INSUFFICIENT_BUFFER) {
    return failed(code, "cannot list the readers");
  }
  if (code != SCARD_S_SUCCESS) names.clear();
  // Names one after the other, each with its zero, and one more zero at the end.
  for (std::size_t begin = 0; begin < names.size() && names[begin] != '\0';) {
    const std::string name = names.c_str() + begin;
    if (name.find(wanted_) != std::string::npos) {
      found_ = name;
      return {};
    }
    begin += name.size() + 1;
  }
  return fail(ErrorCode::NotFound, "no such smart card reader is plugged in", wanted_);
}

Result<SlotState> PcscSlot::state() {
  if (!has_context_) return failed(SCARD_E_INVALID_HANDLE, "not open");
  SCARD_READERSTATE slot{};
  slot.szReader = found_.c_str();
  const LONG code = SCardGetStatusChange(context_, 0, &slot, 1);
  if (code != SCARD_S_SUCCESS) return failed(code, "cannot ask the reader");
  const auto now = slot_state(slot.dwEventState);
  if (!now) return failed(SCARD_E_READER_UNAVAILABLE, "the reader was unplugged");
  return *now;
}

Result<SlotState> PcscSlot::wait_for_change(SlotState known, MonoTime deadline, const std::stop_token& stop) {
  auto now = state();
  while (now && *now == known) {
    if (auto waited = pause(deadline, clock_, stop, "no change in time"); !waited)
      return tl::unexpected(waited.error());
    now = state();
  }
  return now;
}

Status PcscSlot::connect() {
  disconnect();
  const LONG code = SCardConnect(context_, found_.c_str(), SCARD_SHARE_EXCLUSIVE,
                                 SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card_, &protocol_);
  if (code != SCARD_S_SUCCESS) return failed(code, "cannot power the card");
  has_card_ = true;
  return {};
}

Result<SecureBytes> PcscSlot::transmit(std::span<const std::uint8_t> command) {
  // Short answers only: 256 bytes and the status word.
  SecureBytes answer(258);
  DWORD size = answer.size();
  const SCARD_IO_REQUEST* protocol = protocol_ == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0;
  const LONG code = SCardTransmit(card_, protocol, command.data(), command.size(), nullptr, answer.data(), &size);
  if (code != SCARD_S_SUCCESS) return failed(code, "the card does not answer");
  if (size < 2) return fail(ErrorCode::InvalidData, "an answer without a status word", found_);
  answer.resize(size);
  return answer;
}

void PcscSlot::disconnect() {
  if (has_card_) SCardDisconnect(card_, SCARD_UNPOWER_CARD);
  has_card_ = false;
}

tl::unexpected<kiosk::base::Error> PcscSlot::failed(long code, const std::string& what) {
  return fail(meaning(code), what + ": " + pcsc_stringify_error(code), found_.empty() ? "pcsc" : found_);
}

}  // namespace drivers::transport
