// The letters of ISO/IEC 15424.
#include "drivers/codes/aim_identifier.h"

namespace drivers::codes {

using contract::Symbology;

namespace {

Symbology symbology_of(std::uint8_t letter) {
  switch (letter) {
    case 'A': return Symbology::Code39;
    case 'C': return Symbology::Code128;
    case 'E': return Symbology::Ean;
    case 'I': return Symbology::Interleaved25;
    case 'L': return Symbology::Pdf417;
    case 'd': return Symbology::DataMatrix;
    case 'Q': return Symbology::QrCode;
    case 'z': return Symbology::Aztec;
    case 'h': return Symbology::HanXin;
    default: return Symbology::Unknown;
  }
}

bool is_letter(std::uint8_t byte) { return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z'); }
bool is_modifier(std::uint8_t byte) { return is_letter(byte) || (byte >= '0' && byte <= '9'); }

}  // namespace

Symbology take_aim_identifier(kiosk::base::SecureBytes& payload) {
  if (payload.size() < 3 || payload[0] != ']' || !is_letter(payload[1]) || !is_modifier(payload[2])) {
    return Symbology::Unknown;
  }
  const Symbology symbology = symbology_of(payload[1]);
  payload.erase(payload.begin(), payload.begin() + 3);
  return symbology;
}

}  // namespace drivers::codes
