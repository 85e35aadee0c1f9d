// Devices behind a server on loopback: the A4 printer by IPP, the UPS by NUT's protocol.
#include <charconv>

#include "drivers/contract/certificate_printer.h"
#include "drivers/contract/power_monitor.h"
#include "drivers/emulation/emulated_ipp_printer.h"
#include "drivers/emulation/emulated_ups.h"
#include "kiosk/flow/device_troubles.h"
#include "tests/conformance/relay_port.h"
#include "tests/conformance/subjects.h"
#include "tests/conformance/wire_subject.h"
#include "tests/unit/drivers/printing/pdf.h"

namespace conformance {
namespace {

using drivers::contract::CertificatePrinter;
using drivers::contract::PowerMonitor;
using drivers::contract::PowerStatus;
using drivers::contract::PrintOutcome;
using drivers::contract::PrintRequest;
using drivers::emulation::BytePort;

/// Puts a relay before the device's own port, and the wire into the relay.
class ServerSubject : public WireSubject {
 public:
  explicit ServerSubject(FrameRules rules) : WireSubject(bench_thread(), std::move(rules)) {}
  void end() override {
    call([this] { line_.reset(); });
    WireSubject::end();
  }
  void unplug() override {
    call([this] { line_->unplug(); });
  }
  void replug() override {
    call([this] { plug_line(); });
  }

 protected:
  /// Loop thread, with the device plugged in.
  void put_relay() {
    RelayPort* relay = nullptr;
    const auto make = [this, &relay](BytePort::OnBytes on_bytes) {
      auto port = std::make_unique<RelayPort>(
          loop(), std::move(on_bytes), [this](std::span<const std::uint8_t> bytes) { wire_->send(bytes); });
      relay = port.get();
      return port;
    };
    line_ = through_wire(make)([this](std::span<const std::uint8_t> bytes) { relay_->ask(bytes); });
    relay_ = relay;
    relay_->when_connected([this] { wire_->forget_held(); });
    relay_->set_server(port_of(device_->address()));
    plug_line();
  }
  /// The device's address with the relay's port in place of its own.
  DeviceConfig relayed(drivers::contract::DeviceClass device_class, std::string driver) const {
    std::string address;
    call([&] {
      address = device_->address();
      const std::string own = std::to_string(port_of(address));
      address.replace(address.find(own), own.size(), line_->address());
    });
    return {device_class, std::move(driver), drivers::contract::DeviceAddress::parse(address).value(), {}};
  }

 private:
  /// The number behind the last colon.
  static int port_of(const std::string& address) {
    int port = 0;
    const std::size_t colon = address.rfind(':');
    std::from_chars(address.data() + colon + 1, address.data() + address.size(), port);
    return port;
  }
  void plug_line() {
    if (const auto plugged = line_->plug(); !plugged) throw std::runtime_error(plugged.error().to_string());
  }

  std::unique_ptr<BytePort> line_;
  RelayPort* relay_ = nullptr;
};

/// "Content-Length: 123" with another number.
void set_http_length(Bytes& answer, std::size_t length) {
  constexpr std::string_view kName = "Content-Length: ";
  const auto name = std::search(answer.begin(), answer.end(), kName.begin(), kName.end());
  if (name == answer.end()) return;
  const auto first = name + static_cast<std::ptrdiff_t>(kName.size());
  const auto number = std::to_string(length);
  const auto at = answer.erase(first, std::find(first, answer.end(), '\r'));
  answer.insert(at, number.begin(), number.end());
}

FrameRules ipp_rules() {
  FrameRules rules;
  rules.set_length = set_http_length;
  rules.longest = 0x7FFFFFFF;  // libcups reads no more as one answer
  rules.spared_answers = 6;    // the printer, its queue, the job; then the looks at the job
  return rules;
}

class Ipp final : public ServerSubject {
 public:
  Ipp() : ServerSubject(ipp_rules()) {
    call([&] {
      const drivers::emulation::IppPrinterBuild build{folder_.path(), 0, Duration{60}};
      adopt(std::make_unique<drivers::emulation::EmulatedIppPrinter>(loop(), build));
      put_relay();
    });
  }
  DeviceConfig config() const override {
    DeviceConfig config = relayed(drivers::contract::DeviceClass::CertificatePrinter, "ipp");
    config.settings = {
        {"grace-seconds", "1"}, {"stall-seconds", "2"}, {"query-ms", "20"}, {"answer-ms", "800"}};
    return config;
  }
  DeviceJob job(Task at_start, Done done) override {
    return make_call<CertificatePrinter, PrintOutcome>(
        std::move(at_start),
        [which = offered_](CertificatePrinter& printer, const JobContext& context) {
          PrintRequest request;
          request.document = drivers::printing::tests::make_pdf(which);
          request.pages = which;
          request.job_name = "T05-20261123-000017";
          return printer.print(context, request, {});
        },
        [](const Completion<PrintOutcome>& completion) {
          Outcome outcome = plain_outcome(completion);
          if (outcome.ok() && completion.value && completion.value->counted) {
            outcome.content = completion.value->pages_printed;
          }
          if (!outcome.ok()) outcome.text_id = trouble_text(kiosk::flow::trouble_of(completion));
          return outcome;
        },
        std::move(done));
  }
  void offer(int which) override { offered_ = which; }
  void withdraw() override {}
  std::vector<std::string> secrets() const override { return {}; }

 private:
  int offered_ = 1;
};

FrameRules ups_rules() {
  FrameRules rules;
  rules.other_answer = Bytes{'O', 'K', '\n'};
  return rules;
}

class Ups final : public ServerSubject {
 public:
  Ups() : ServerSubject(ups_rules()) {
    call([&] {
      adopt(std::make_unique<drivers::emulation::EmulatedUps>(place()));
      put_relay();
    });
  }
  DeviceConfig config() const override {
    return relayed(drivers::contract::DeviceClass::PowerMonitor, "nut");
  }
  DeviceJob job(Task at_start, Done done) override {
    return make_call<PowerMonitor, PowerStatus>(
        std::move(at_start),
        [](PowerMonitor& ups, const JobContext& context) { return ups.read_status(context); },
        [](const Completion<PowerStatus>& completion) {
          Outcome outcome = plain_outcome(completion);
          if (outcome.ok() && completion.value)
            outcome.content = completion.value->charge_percent.value_or(0);
          return outcome;
        },
        std::move(done));
  }
  void offer(int which) override { tell("charge " + std::to_string(which)); }
  void withdraw() override {}
  std::vector<std::string> secrets() const override { return {}; }
};

}  // namespace

std::unique_ptr<Subject> make_ipp() { return std::make_unique<Ipp>(); }
std::unique_ptr<Subject> make_ups() { return std::make_unique<Ups>(); }

}  // namespace conformance
