// CardDialog: the order of commands that reads the identification records, whatever way this card keeps them.
#pragma once

#include <functional>

#include "drivers/smart_card/card_commands.h"
#include "drivers/smart_card/card_records.h"

namespace drivers::smart_card {

/// Sends a command to the card and returns its answer with the status word.
using Transmit =
    std::function<kiosk::base::Result<kiosk::base::SecureBytes>(const Command& command)>;

/// How reading ended: a card, or a trouble. An error when `transmit` failed.
kiosk::base::Result<contract::SmartCardReading> read_social_card(const Transmit& transmit);

}  // namespace drivers::smart_card
