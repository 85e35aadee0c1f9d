// IdCardReader: reads resident identity cards and residence permits.
#pragma once

#include <variant>

#include "drivers/contract/device.h"
#include "kiosk/base/secure.h"

namespace drivers::contract {

/// The four text layouts of GA/T 467 cards.
enum class IdCardKind {
  Resident,           ///< 居民身份证
  HkMoTwPermit,       ///< 港澳台居民居住证, type mark J
  Foreigner2017,      ///< 外国人永久居留身份证 2017, type mark I
  Foreigner2023,      ///< 外国人永久居留身份证 2023, type mark Y
};

/// The size of a card's photo in pixels.
inline constexpr unsigned kPhotoWidth = 102;
inline constexpr unsigned kPhotoHeight = 126;

/// What a chip tells. All of it is personal. Dates are YYYYMMDD as on the chip; empty where a layout has no such field.
struct IdCard {
  IdCardKind kind = IdCardKind::Resident;
  kiosk::base::SecureString name;          ///< Chinese name; for foreigners may be empty
  kiosk::base::SecureString english_name;
  kiosk::base::SecureString sex_code;      ///< GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated
  kiosk::base::SecureString nation_code;   ///< GB/T 3304 digits, or ISO 3166 letters of a foreigner
  kiosk::base::SecureString birth_date;
  kiosk::base::SecureString address;       ///< the newest one when the card carries appended addresses
  kiosk::base::SecureString number;
  kiosk::base::SecureString authority;
  kiosk::base::SecureString valid_from;
  kiosk::base::SecureString valid_to;      ///< YYYYMMDD or 长期
  kiosk::base::SecureString permit_number; ///< 通行证号码 on J cards
  kiosk::base::SecureString issue_count;   ///< two digits: how often a J card was issued, a Y card renewed
  kiosk::base::SecureString card_version;  ///< two digits on I cards
  kiosk::base::SecureString former_number; ///< on Y cards: three characters that link to the number of before
  kiosk::base::SecureBytes photo_wlt;      ///< 1024 bytes, for the centre's decoder
  /// The photo as pixels, 3 bytes RGB each, rows from the top without gaps; empty where there is no decoder
  /// or it failed: a placeholder is shown.
  kiosk::base::SecureBytes photo_rgb;
  kiosk::base::SecureBytes fingerprints;   ///< 0, 512 or 1024 bytes; empty unless set to be read
  kiosk::base::SecureBytes chip_number;    ///< 28 bytes, the card body's number; empty unless set to be read
};

/// Why reading failed, beyond the completion code: chooses the words for the citizen.
enum class CardTrouble {
  None,
  RemovedWhileReading,
  Unreadable,       ///< reading and its full retry failed: lift the card and lay it down again
  NotAuthentic,     ///< card and SAM do not accept one another
  ContentsInvalid,  ///< check digit or birth date contradict the number
};

struct CardReading {
  std::optional<IdCard> card{};
  CardTrouble trouble = CardTrouble::None;
};

class IdCardReader : public Device {
 public:
  static constexpr DeviceClass kClass = DeviceClass::IdCardReader;
  /// Waits for a card and reads it. TimeOut when none comes before the deadline. UserError with a CardTrouble when a
  /// card came and could not be read.
  virtual Completion<CardReading> read_card(const JobContext& context) = 0;
  /// Success as soon as no card lies on the reader; TimeOut when it still lies there at the deadline.
  virtual Completion<std::monostate> wait_for_removal(const JobContext& context) = 0;
};

}  // namespace drivers::contract
