// The slip printer as a subject, over any line.
#pragma once

#include "drivers/emulation/emulated_receipt_printer.h"
#include "tests/conformance/wire_subject.h"

namespace conformance {

struct EscposKind {
  const char* model;  ///< a file of config/devices/printers
  bool presenter;     ///< holds the slip until it is taken
};

class EscposSubject : public WireSubject {
 public:
  EscposSubject(drivers::emulation::LoopThread& thread, EscposKind kind);

  DeviceConfig config() const override;
  DeviceJob job(Task at_start, Done done) override;
  void offer(int which) override;
  void withdraw() override { takes_ = false; }
  void when(Moment moment, Task act) override;
  std::vector<std::string> secrets() const override;

 protected:
  void make_printer(const drivers::emulation::PortMaker& make_port);
  drivers::emulation::EmulatedReceiptPrinter& printer() const {
    return dynamic_cast<drivers::emulation::EmulatedReceiptPrinter&>(*device_);
  }

 private:
  /// Looks on the loop's thread until a slip is in the presenter, then does it.
  void when_presented(Task act);

  EscposKind kind_;
  int offered_ = 1;
  bool takes_ = true;
};

}  // namespace conformance
