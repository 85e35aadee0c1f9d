// The drivers over libusb; without umockdev there is no bus for them.
#ifdef KIOSK_HAS_UMOCKDEV
#include "drivers/emulation/usb/usb_build.h"
#include "tests/conformance/escpos_subject.h"
#include "tests/conformance/samv_subject.h"
#include "tests/conformance/subjects.h"
#include "tests/conformance/usb_bus.h"

namespace conformance {

namespace usb = drivers::emulation::usb;

usb::UsbTestbed& usb_bus() {
  static usb::UsbTestbed bus;
  return bus;
}

namespace {

class UsbSamv final : public OverUsb<SamvSubject> {
 public:
  explicit UsbSamv(const usb::UsbBuild& build) : OverUsb(usb_bus().thread()) { make_reader(plug_of(build)); }
};

class UsbEscpos final : public OverUsb<EscposSubject> {
 public:
  UsbEscpos() : OverUsb(usb_bus().thread(), EscposKind{"generic-80mm", false}) {
    make_printer(plug_of(usb::class_printer("1-4")));
    call([this] { usb().set_port_status([this] { return printer().port_status(); }); });
  }
};

}  // namespace

std::unique_ptr<Subject> make_samv_two_pairs() {
  return std::make_unique<UsbSamv>(usb::two_pair_reader("1-1"));
}
std::unique_ptr<Subject> make_samv_one_pair() {
  return std::make_unique<UsbSamv>(usb::one_pair_reader("1-2"));
}
std::unique_ptr<Subject> make_escpos_usb() { return std::make_unique<UsbEscpos>(); }

}  // namespace conformance
#endif
