// CardAccount: what became of each card, told by the moves that were asked for and the places that were seen.
// Pure.
#pragma once

#include "drivers/contract/card_dispenser.h"

namespace drivers::dispensing {

/// What was last asked of the dispenser.
enum class CardOrder { Nothing, Stage, Present, Reject, Accept };

class CardAccount {
 public:
  const contract::CardCounts& counts() const { return counts_; }
  /// Negative numbers count as none; a card that was moving is looked for at the next observation.
  void restore(const contract::CardCounts& counts);
  /// Counting begins anew. A card on the transport belongs to the old count and is not counted in the new
  /// one.
  void exchange(int cards_in_stacker);

  /// Before a move is sent: from now on a change of place is its doing, even when its answer is lost.
  void order(CardOrder order) { order_ = order; }
  void observe(contract::CardPlace place);

 private:
  void card_came();
  void card_went();

  contract::CardCounts counts_;
  contract::CardPlace place_ = contract::CardPlace::None;
  CardOrder order_ = CardOrder::Nothing;
  bool citizens_ = false;  ///< the card on the transport is a citizen's own
};

}  // namespace drivers::dispensing
