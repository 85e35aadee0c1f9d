// Capabilities: what a device can do, in the words of XFS4IoT Common.Capabilities: one small struct a class.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/json_file.h"

namespace drivers::contract {

struct IdCardReaderCapabilities {
  std::string sam_number{};     ///< of the security module
  bool newest_address = false;  ///< reads appended addresses
  bool fingerprints = false;    ///< reads the prints' templates
  bool chip_number = false;
  bool removal_sensed = false;  ///< tells when the card is gone
};

struct ReceiptPrinterCapabilities {
  int columns = 0;  ///< half-width characters in a line
  int dots_per_line = 0;
  bool cut = false;
  bool presenter = false;  ///< holds the slip and sees whether it is taken
  bool retract = false;    ///< draws in what nobody took
  bool paper_low_sensor = false;
  bool qr_code = false;        ///< has a command for it; otherwise it is sent as a picture
  std::string chinese_font{};  ///< "none", "GB 2312", "GBK"
};

struct CertificatePrinterCapabilities {
  bool duplex = false;
  bool colour = false;
  bool copies = false;
  std::vector<std::string> formats{};  ///< "application/pdf"
};

struct DocumentScannerCapabilities {
  bool flatbed = false;
  bool feeder = false;
  bool camera = false;  ///< sees the desk from above
  bool colour = false;
};

struct CodeReaderCapabilities {
  bool plays_keyboard = false;
  bool symbology = false;  ///< says what kind of code it was
};

struct SmartCardReaderCapabilities {
  bool contacts = false;
  bool removal_sensed = false;
};

struct PowerMonitorCapabilities {
  bool charge = false;   ///< tells per cent
  bool runtime = false;  ///< tells seconds
};

struct PanelCapabilities {
  int keys = 0;
  int lights = 0;
  bool headset = false;
  bool presence = false;
  bool door = false;
  bool tamper = false;
};

struct CardDispenserCapabilities {
  bool read_position = false;
  bool error_bin = false;
  bool accepts_cards = false;  ///< takes a card from the citizen
  bool stacker_low_sensor = false;
};

struct CabinetMonitorCapabilities {
  bool temperature = false;
  bool humidity = false;
  bool door = false;
  bool fan = false;  ///< can be turned
};

/// Of one device. A driver sets it when it opens the device; until the next opening it does not change.
struct Capabilities {
  std::string protocol{};  ///< "SAM_V (GA/T 467)", "ESC/POS"
  std::string firmware{};  ///< as the device tells; empty when it does not
  std::variant<std::monostate, IdCardReaderCapabilities, ReceiptPrinterCapabilities,
               CertificatePrinterCapabilities, DocumentScannerCapabilities, CodeReaderCapabilities,
               SmartCardReaderCapabilities, PowerMonitorCapabilities, PanelCapabilities,
               CardDispenserCapabilities, CabinetMonitorCapabilities>
      of_class{};
};

/// {"protocol": …, "firmware": …, and the members of the class's struct}.
kiosk::base::Json to_json(const Capabilities& capabilities);

}  // namespace drivers::contract
