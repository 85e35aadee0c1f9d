// SmartCardReader: reads the identification data of social-security cards with contacts.
#pragma once

#include <variant>

#include "drivers/contract/device.h"
#include "kiosk/base/secure.h"

namespace drivers::contract {

/// What a social-security card tells without a key. All of it is personal but the generation.
struct SocialSecurityCard {
  kiosk::base::SecureString card_number;  ///< 卡号; empty on cards that keep it back
  kiosk::base::SecureString card_class;   ///< 卡类别, as on the card
  kiosk::base::SecureString version;      ///< "1.00", "2.00", "3.00"
  int generation = 0;                     ///< 1…3 by the version; 0 when the card does not say
  kiosk::base::SecureString number;       ///< 社会保障号码
  kiosk::base::SecureString name;
  kiosk::base::SecureString sex_code;     ///< GB/T 2261.1; empty on cards that keep it back
};

/// Why reading failed, beyond the completion code: chooses the words for the citizen.
enum class SmartCardTrouble {
  None,
  RemovedWhileReading,
  Unreadable,       ///< no answer to a reset, also after a second try: upside down, dirty or broken
  OtherCard,        ///< a chip card, but no social-security card
  Protected,        ///< this card gives the data only against a PIN or a key
  ContentsInvalid,  ///< the records do not make a number and a name
};

struct SmartCardReading {
  std::optional<SocialSecurityCard> card{};
  SmartCardTrouble trouble = SmartCardTrouble::None;
};

class SmartCardReader : public Device {
 public:
  static constexpr DeviceClass kClass = DeviceClass::SmartCardReader;
  /// Waits for a card and reads it; one that is in already is read at once. TimeOut when none comes before the
  /// deadline. UserError with a SmartCardTrouble when a card came and could not be read.
  virtual Completion<SmartCardReading> read_card(const JobContext& context) = 0;
  /// Success as soon as no card is in; TimeOut when it is still in at the deadline.
  virtual Completion<std::monostate> wait_for_removal(const JobContext& context) = 0;
};

}  // namespace drivers::contract
