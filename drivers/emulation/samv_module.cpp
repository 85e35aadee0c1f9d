// Every command of the module.
#include "drivers/emulation/samv_module.h"

#include "drivers/id_card/samv_command.h"

namespace drivers::emulation {

namespace sw = id_card::sw;
using Bytes = SamvModule::Bytes;

namespace {

constexpr std::uint16_t code(std::uint8_t cmd, std::uint8_t para) {
  return static_cast<std::uint16_t>(cmd << 8 | para);
}
constexpr std::uint16_t kReadWithFingerprints = code(0x30, 0x10);
constexpr std::uint16_t kSetRfFrame = code(0x61, 0xFF);
constexpr std::uint8_t kSetUartSpeed = 0x60;

Bytes status(std::uint8_t sw3) { return {0, 0, sw3}; }

void append(Bytes& bytes, const Bytes& more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

void append_big_endian(Bytes& bytes, std::size_t value) {
  bytes.push_back(static_cast<std::uint8_t>(value >> 8));
  bytes.push_back(static_cast<std::uint8_t>(value & 0xFF));
}

void append_little_endian(Bytes& bytes, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i) & 0xFF));
}

}  // namespace

std::optional<Bytes> SamvModule::answer(std::span<const std::uint8_t> request) {
  if (request.size() == 1) {
    asleep_ = request[0] == 0x00;
    return status(sw::kOk);
  }
  if (asleep_) return std::nullopt;
  if (lacking_.count(code(request[0], request[1])) > 0) return status(sw::kCommandError);
  switch (code(request[0], request[1])) {
    case code(0x10, 0xFF): return phase_ = Phase::Idle, status(sw::kOk);
    case code(0x11, 0xFF): return status(health_);
    case code(0x12, 0xFF): return number_data();
    case code(0x20, 0x01): return find();
    case code(0x20, 0x02): return select();
    case code(0x30, 0x01): return read(false);
    case kReadWithFingerprints: return read(true);
    case code(0x30, 0x03): return read_addresses();
    case code(0x30, 0x05): return read_chip_number();
    case kSetRfFrame: return status(request.size() == 3 ? sw::kOk : sw::kLengthWrong);
    default: break;
  }
  const bool sets_speed = request[0] == kSetUartSpeed && request[1] <= 4;
  return status(sets_speed ? sw::kOk : sw::kCommandError);
}

void SamvModule::put_card(CardImage card) {
  card_ = std::move(card);
  phase_ = Phase::Idle;
}

void SamvModule::remove_card() {
  card_.reset();
  phase_ = Phase::Idle;
}

std::string SamvModule::number() const {
  const Bytes data = number_data();
  return id_card::sam_number_text(std::span(data).subspan(3));
}

Bytes SamvModule::number_data() const {
  Bytes body = status(sw::kOk);
  append_little_endian(body, 5, 2);
  append_little_endian(body, 3, 2);
  append_little_endian(body, 20260101, 4);
  append_little_endian(body, serial_, 4);
  append_little_endian(body, 89, 4);
  return body;
}

Bytes SamvModule::find() {
  if (health_ != sw::kOk) return status(health_);
  if (!card_ || selected()) return status(sw::kFindFailed);
  phase_ = Phase::Found;
  Bytes body = status(sw::kCardFound);
  append(body, Bytes(4, 0));
  return body;
}

Bytes SamvModule::select() {
  if (!card_ || phase_ == Phase::Idle) return status(sw::kSelectFailed);
  phase_ = Phase::Selected;
  Bytes body = status(sw::kOk);
  append(body, Bytes(8, 0));
  return body;
}

Bytes SamvModule::read(bool with_fingerprints) {
  if (!selected()) return status(sw::kReadFailed);
  if (read_failures_ > 0) {
    --read_failures_;
    return status(read_status_);
  }
  Bytes body = status(sw::kOk);
  append_big_endian(body, card_->text.size());
  append_big_endian(body, card_->photo.size());
  if (with_fingerprints) append_big_endian(body, card_->fingerprints.size());
  append(body, card_->text);
  append(body, card_->photo);
  if (with_fingerprints) append(body, card_->fingerprints);
  return body;
}

Bytes SamvModule::read_addresses() const {
  if (!selected()) return status(sw::kReadFailed);
  if (card_->addresses.empty()) return status(sw::kNoContent);
  Bytes body = status(sw::kOk);
  append(body, card_->addresses);
  return body;
}

Bytes SamvModule::read_chip_number() {
  const bool glitch = presence_failures_ > 0 && presence_failures_-- > 0;
  if (!selected() || glitch) return status(sw::kReadFailed);
  Bytes body = status(sw::kOk);
  for (std::uint8_t i = 0; i < 28; ++i) body.push_back(i);
  return body;
}

}  // namespace drivers::emulation
