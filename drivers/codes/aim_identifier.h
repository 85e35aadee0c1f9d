// AIM identifiers: the three characters before a code that say what kind of code it is (ISO/IEC 15424).
#pragma once

#include "drivers/contract/code_reader.h"

namespace drivers::codes {

/// Takes "]cm" off the front of the payload, if it stands there, and says what it means.
contract::Symbology take_aim_identifier(kiosk::base::SecureBytes& payload);

}  // namespace drivers::codes
