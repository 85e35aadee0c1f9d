// CodeReader: reads bar codes and QR codes that a citizen holds before the window.
#pragma once

#include "drivers/contract/device.h"
#include "kiosk/base/secure.h"

namespace drivers::contract {

/// What kind of code it was, as far as the reader says (AIM identifiers, ISO/IEC 15424).
enum class Symbology { Unknown, Code39, Code128, Ean, Interleaved25, Pdf417, DataMatrix, QrCode, Aztec, HanXin };

/// One code. The payload may be personal (a health code, an application form): bytes as printed, without the
/// reader's terminator and identifier. Never empty.
struct ScannedCode {
  kiosk::base::SecureBytes payload;
  Symbology symbology = Symbology::Unknown;
};

class CodeReader : public Device {
 public:
  static constexpr DeviceClass kClass = DeviceClass::CodeReader;
  /// Waits for the next code. What was scanned before the request is dropped: it may be another citizen's. TimeOut
  /// when nothing comes before the deadline; half a code is never given. HardwareError with DeviceMissing when the
  /// reader goes away.
  virtual Completion<ScannedCode> read_code(const JobContext& context) = 0;
};

}  // namespace drivers::contract
