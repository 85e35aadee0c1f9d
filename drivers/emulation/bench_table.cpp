// The rows of the bench.
#include "drivers/emulation/bench_table.h"

#include "drivers/emulation/emulated_cabinet.h"
#include "drivers/emulation/emulated_code_reader.h"
#include "drivers/emulation/emulated_card_dispenser.h"
#include "drivers/emulation/emulated_document_camera.h"
#include "drivers/emulation/emulated_escl_scanner.h"
#include "drivers/emulation/emulated_ipp_printer.h"
#include "drivers/emulation/emulated_key_reader.h"
#include "drivers/emulation/emulated_panel.h"
#include "drivers/emulation/emulated_receipt_printer.h"
#include "drivers/emulation/emulated_samv_reader.h"
#include "drivers/emulation/emulated_social_card.h"
#include "drivers/emulation/emulated_ups.h"
#include "drivers/emulation/emulated_sane_scanner.h"

namespace drivers::emulation {
namespace {

using MadeDevice = kiosk::base::Result<std::unique_ptr<EmulatedDevice>>;

MadeDevice make_reader(const BenchPlace& place) { return std::make_unique<EmulatedSamvReader>(place); }

MadeDevice make_receipt_printer(const BenchPlace& place) {
  return std::make_unique<EmulatedReceiptPrinter>(place.loop, ReceiptPrinterBuild{place.folder / "receipt"});
}

MadeDevice make_certificate_printer(const BenchPlace& place) {
  return std::make_unique<EmulatedIppPrinter>(place.loop, IppPrinterBuild{place.folder});
}

MadeDevice make_code_reader(const BenchPlace& place) { return std::make_unique<EmulatedCodeReader>(place); }

MadeDevice make_key_reader(const BenchPlace& place) { return std::make_unique<EmulatedKeyReader>(place); }

MadeDevice make_social_card(const BenchPlace& place) { return std::make_unique<EmulatedSocialCard>(place); }

MadeDevice make_ups(const BenchPlace& place) { return std::make_unique<EmulatedUps>(place); }

MadeDevice make_panel(const BenchPlace& place) { return std::make_unique<EmulatedPanel>(place); }

MadeDevice make_camera(const BenchPlace& place) {
  return std::make_unique<EmulatedDocumentCamera>(place.folder / "camera");
}

MadeDevice make_scanner(const BenchPlace& place) {
  return std::make_unique<EmulatedSaneScanner>(place.folder / "scanner");
}

MadeDevice make_escl_scanner(const BenchPlace& place) {
  return std::make_unique<EmulatedEsclScanner>(place.loop, place.folder / "escl");
}

MadeDevice make_dispenser(const BenchPlace& place) {
  return std::make_unique<EmulatedCardDispenser>(place.loop, place.folder / "dispenser");
}

MadeDevice make_cabinet(const BenchPlace& place) { return std::make_unique<EmulatedCabinet>(place); }

}  // namespace

const std::vector<BenchRow>& bench_table() {
  static const std::vector<BenchRow> kTable{
      {"reader", "an ID-card reader (SAM_V on a pty)", make_reader},
      {"receipt", "a receipt printer (ESC/POS on a pty)", make_receipt_printer},
      {"certificate", "an A4 printer (IPP on loopback)", make_certificate_printer},
      {"code", "a code reader (on a pty)", make_code_reader},
      {"code-keys", "a code reader that plays keyboard (input events in a pipe)", make_key_reader, false},
      {"smart-card", "social-security cards (in pcscd's virtual reader)", make_social_card, false},
      {"ups", "a UPS behind NUT's protocol (on loopback)", make_ups},
      {"panel", "keypad, headset jack, lights and contacts (a pipe and a folder)", make_panel},
      {"camera", "a document camera (pictures in a folder)", make_camera},
      {"scanner", "a document scanner (SANE's test device)", make_scanner},
      {"escl", "a network scanner (eSCL on loopback, through sane-airscan)", make_escl_scanner, false},
      {"dispenser", "a card dispenser (CRT-591 on a pty)", make_dispenser},
      {"cabinet", "a cabinet controller (Modbus RTU on a pty)", make_cabinet, false},
  };
  return kTable;
}

}  // namespace drivers::emulation
