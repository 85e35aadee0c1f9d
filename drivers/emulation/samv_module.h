// SamvModule: the security module and the card on it: request bodies in, answer bodies out. Pure; no I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "drivers/emulation/card_image.h"

namespace drivers::emulation {

/// Answers like a real module: a card must be found, then selected, then read; a selected card is not found again.
class SamvModule {
 public:
  using Bytes = std::vector<std::uint8_t>;

  /// The body of the answer (SW1 SW2 SW3 data), or nothing while the module sleeps.
  std::optional<Bytes> answer(std::span<const std::uint8_t> request);

  void put_card(CardImage card);
  void remove_card();
  const std::optional<CardImage>& card() const { return card_; }

  /// What the self test answers: 90 well, 60 broken, 66 not authorised.
  void set_health(std::uint8_t status) { health_ = status; }
  std::uint8_t health() const { return health_; }
  /// Four bytes of the module's number that its label shows third; the rest is fixed.
  void set_serial(std::uint32_t serial) { serial_ = serial; }
  std::string number() const;
  /// The next `times` readings answer this status instead of the card.
  void fail_reading(std::uint8_t status, int times) { read_status_ = status, read_failures_ = times; }
  /// Commands that this module does not have, as 3010 for 30 10: it answers "command error".
  void lack(std::set<std::uint16_t> commands) { lacking_ = std::move(commands); }
  /// The next `times` looks at the selected card fail though it lies there.
  void fail_presence(int times) { presence_failures_ = times; }

 private:
  Bytes number_data() const;
  Bytes find();
  Bytes select();
  Bytes read(bool with_fingerprints);
  Bytes read_addresses() const;
  Bytes read_chip_number();
  bool selected() const { return card_ && phase_ == Phase::Selected; }

  enum class Phase { Idle, Found, Selected };
  std::optional<CardImage> card_;
  Phase phase_ = Phase::Idle;
  bool asleep_ = false;
  std::uint8_t health_ = 0x90;
  std::uint32_t serial_ = 1234567;
  std::uint8_t read_status_ = 0x41;
  int read_failures_ = 0;
  int presence_failures_ = 0;
  std::set<std::uint16_t> lacking_;
};

}  // namespace drivers::emulation
