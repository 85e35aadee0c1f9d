// Slips with a test person's name, printed over a serial line.
#include "tests/conformance/escpos_subject.h"

#include "drivers/contract/receipt_printer.h"
#include "kiosk/flow/device_troubles.h"
#include "tests/conformance/subjects.h"

namespace conformance {

using drivers::contract::ReceiptPrinter;
using drivers::contract::Slip;
using drivers::contract::SlipOutcome;
using drivers::contract::SlipPair;
using drivers::contract::SlipText;
using kiosk::base::SecureString;

namespace {

constexpr const char* kName = "测试人甲";
constexpr const char* kSlipNumber = "100000196503070010";

FrameRules escpos_rules(bool presenter) {
  FrameRules rules;
  // No status byte has these bits, and no answer to GS r.
  rules.noise = {0xFF, 0x80, 0xC7, 0xF1, 0x93};
  rules.other_answer = {0x37, 0x25, 0x00};  // to "clear the buffers"
  rules.spared_answers = presenter ? 0 : 1;
  return rules;
}

std::string marker(int which) { return "T05-20261123-00000" + std::to_string(which); }

Slip slip_of(int which) {
  Slip slip;
  slip.parts = {SlipText{SecureString("受理回执"), drivers::contract::Align::Center, 2, true},
                SlipText{SecureString(marker(which))}, SlipPair{"申请人", SecureString(kName)},
                SlipPair{"证件号码", SecureString(kSlipNumber)}};
  return slip;
}

std::string word_of(const std::optional<SlipOutcome>& outcome) {
  if (!outcome) return {};
  switch (*outcome) {
    case SlipOutcome::Taken: return "taken";
    case SlipOutcome::Presented: return "presented";
    case SlipOutcome::Retracted: return "drawn in";
    case SlipOutcome::Incomplete: return "slip void";
  }
  return "unknown";
}

class SerialEscpos final : public EscposSubject {
 public:
  explicit SerialEscpos(EscposKind kind) : EscposSubject(bench_thread(), kind) {
    make_printer(pty("receipt"));
  }
};

}  // namespace

EscposSubject::EscposSubject(drivers::emulation::LoopThread& thread, EscposKind kind)
    : WireSubject(thread, escpos_rules(kind.presenter)), kind_(kind) {}

void EscposSubject::make_printer(const drivers::emulation::PortMaker& make_port) {
  drivers::emulation::ReceiptPrinterBuild build;
  build.presenter = kind_.presenter;
  build.dots = kind_.presenter ? 640 : 576;
  build.line_time = Duration{1};
  build.make_port = make_port;
  call([&] { adopt(std::make_unique<drivers::emulation::EmulatedReceiptPrinter>(loop(), build)); });
}

DeviceConfig EscposSubject::config() const {
  DeviceConfig config = config_of(drivers::contract::DeviceClass::ReceiptPrinter, "escpos");
  config.settings = {{"model", kind_.model}};
  return config;
}

DeviceJob EscposSubject::job(Task at_start, Done done) {
  const auto begin = [this, at_start = std::move(at_start)] {
    if (at_start) at_start();
    // A hand is slower than the driver's look.
    const auto take = [this] { later(Duration{120}, [this] { (void)tell_here("take"); }); };
    if (kind_.presenter && takes_) call([&] { when_presented(take); });
  };
  return make_call<ReceiptPrinter, SlipOutcome>(
      begin,
      [which = offered_](ReceiptPrinter& printer, const JobContext& context) {
        return printer.print_slip(context, slip_of(which));
      },
      [this](const Completion<SlipOutcome>& completion) {
        Outcome outcome = plain_outcome(completion);
        outcome.trouble = word_of(completion.value);
        if (!outcome.ok()) outcome.text_id = trouble_text(kiosk::flow::trouble_of(completion));
        const std::string slip = outcome.ok() ? tell("text") : std::string();
        for (const int which : {1, 2}) {
          if (slip.find(marker(which)) != std::string::npos) outcome.content = which;
        }
        return outcome;
      },
      std::move(done));
}

void EscposSubject::offer(int which) {
  offered_ = which;
  takes_ = true;
}

void EscposSubject::when(Moment moment, Task act) {
  if (moment != Moment::AwaitingCitizen) return WireSubject::when(moment, std::move(act));
  // The driver notices the slip in the presenter a moment after it is there.
  call([&] { when_presented([this, act = std::move(act)] { later(Duration{400}, act); }); });
}

void EscposSubject::when_presented(Task act) {
  if (device_->describe().at("ticket_present") == true) return act();
  later(Duration{10}, [this, act = std::move(act)]() mutable { when_presented(std::move(act)); });
}

std::vector<std::string> EscposSubject::secrets() const { return {kName, kSlipNumber}; }

std::unique_ptr<Subject> make_escpos_serial() {
  return std::make_unique<SerialEscpos>(EscposKind{"generic-80mm", false});
}
std::unique_ptr<Subject> make_escpos_presenter() {
  return std::make_unique<SerialEscpos>(EscposKind{"VKP80III", true});
}

}  // namespace conformance
