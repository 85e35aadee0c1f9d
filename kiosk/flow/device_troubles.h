// What the end of a device's command means for the citizen.
#pragma once

#include "drivers/contract/certificate_printer.h"
#include "drivers/contract/id_card_reader.h"
#include "drivers/contract/receipt_printer.h"
#include "kiosk/flow/session.h"

namespace kiosk::flow {

/// Of a command that did not succeed; pure, any thread.
TroubleKind trouble_of(const drivers::contract::Completion<drivers::contract::CardReading>& done);
TroubleKind trouble_of(const drivers::contract::Completion<drivers::contract::PrintOutcome>& done);
TroubleKind trouble_of(const drivers::contract::Completion<drivers::contract::SlipOutcome>& done);

}  // namespace kiosk::flow
