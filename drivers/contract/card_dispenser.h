// CardDispenser: hands out cards from a stacker, takes spoilt ones into a bin, and accounts for each of them.
#pragma once

#include "drivers/contract/device.h"

namespace drivers::contract {

/// Where the one card on the transport is.
enum class CardPlace {
  None,
  Exit,          ///< in the citizen's hand as soon as it is taken
  ReadPosition,  ///< where it is written and read
};

/// Cards since the stacker was loaded last. loaded = stacker + moving + handed_out + spoilt + unaccounted.
struct CardCounts {
  int loaded = 0;       ///< put in by the operator
  int stacker = 0;      ///< still in the stacker by our count
  int moving = 0;       ///< 0 or 1: from the stacker, on the transport now
  int handed_out = 0;   ///< taken by citizens
  int spoilt = 0;       ///< from the stacker into the error bin
  int captured = 0;     ///< citizens' own cards into the error bin
  int unaccounted = 0;  ///< vanished without having been at the exit or sent to the bin
  friend bool operator==(const CardCounts&, const CardCounts&) = default;
};

/// Why a move failed, beyond the completion code.
enum class CardMoveTrouble { None, Jammed, StackerEmpty, ErrorBinFull, NotTaken, NoCard, CardInTheWay };

struct CardMove {
  CardPlace place = CardPlace::None;
  CardMoveTrouble trouble = CardMoveTrouble::None;
  CardCounts counts{};
};

/// A move that was canceled or timed out may still happen: the next look tells where the card is.
class CardDispenser : public Device {
 public:
  static constexpr DeviceClass kClass = DeviceClass::CardDispenser;
  /// Takes a card from the stacker to the read position. SequenceError when one is on the transport already.
  virtual Completion<CardMove> stage(const JobContext& context) = 0;
  /// Moves the card to the exit and waits until it is taken. TimeOut with NotTaken when it is not: it stays
  /// there.
  virtual Completion<CardMove> present(const JobContext& context) = 0;
  /// Moves the card to the error bin: spoilt, or not taken.
  virtual Completion<CardMove> reject(const JobContext& context) = 0;
  /// Waits for the citizen to put a card in, and takes it to the read position.
  virtual Completion<CardMove> accept(const JobContext& context) = 0;

  /// As it was before a restart; before open().
  virtual void restore(const CardCounts& counts) = 0;
  /// The operator filled the stacker (to so many cards) and emptied the bin: counting begins anew.
  virtual void exchange(int cards_in_stacker) = 0;
};

constexpr std::string_view to_string(CardMoveTrouble trouble) {
  switch (trouble) {
    case CardMoveTrouble::None: return "none";
    case CardMoveTrouble::Jammed: return "jammed";
    case CardMoveTrouble::StackerEmpty: return "stacker-empty";
    case CardMoveTrouble::ErrorBinFull: return "error-bin-full";
    case CardMoveTrouble::NotTaken: return "not-taken";
    case CardMoveTrouble::NoCard: return "no-card";
    case CardMoveTrouble::CardInTheWay: return "card-in-the-way";
  }
  return "unknown";
}

}  // namespace drivers::contract
