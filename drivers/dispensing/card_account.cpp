// Counting by what is seen.
#include "drivers/dispensing/card_account.h"

#include <algorithm>

namespace drivers::dispensing {

using contract::CardCounts;
using contract::CardPlace;

void CardAccount::restore(const CardCounts& counts) {
  counts_ = counts;
  for (int CardCounts::*member :
       {&CardCounts::loaded, &CardCounts::stacker, &CardCounts::moving, &CardCounts::handed_out,
        &CardCounts::spoilt, &CardCounts::captured, &CardCounts::unaccounted}) {
    counts_.*member = std::max(0, counts_.*member);
  }
  counts_.moving = std::min(1, counts_.moving);
  // Seen at the read position last, as far as we know: gone from there without an order, it is unaccounted.
  place_ = counts_.moving > 0 ? CardPlace::ReadPosition : CardPlace::None;
  order_ = CardOrder::Nothing;
  citizens_ = false;
}

void CardAccount::exchange(int cards_in_stacker) {
  counts_ = {};
  counts_.loaded = counts_.stacker = std::max(0, cards_in_stacker);
  citizens_ = place_ != CardPlace::None;
}

void CardAccount::observe(CardPlace place) {
  if (place_ == CardPlace::None && place != CardPlace::None) card_came();
  if (place_ != CardPlace::None && place == CardPlace::None) card_went();
  place_ = place;
}

void CardAccount::card_came() {
  // A card that nobody ordered was put in by a hand, or lay there before we counted.
  citizens_ = order_ != CardOrder::Stage;
  if (citizens_) return;
  // More cards than were counted in: the operator's number was too small.
  if (counts_.stacker == 0) {
    ++counts_.loaded;
  } else {
    --counts_.stacker;
  }
  counts_.moving = 1;
}

void CardAccount::card_went() {
  const bool at_exit = place_ == CardPlace::Exit || order_ == CardOrder::Present;
  if (citizens_) {
    counts_.captured += order_ == CardOrder::Reject ? 1 : 0;
  } else if (order_ == CardOrder::Reject) {
    ++counts_.spoilt;
  } else {
    ++(at_exit ? counts_.handed_out : counts_.unaccounted);
  }
  counts_.moving = 0;
  citizens_ = false;
}

}  // namespace drivers::dispensing
