// The code readers: codes with a test person's number, scanned when the reader is asked to look.
#include <fcntl.h>
#include <poll.h>

#include "drivers/codes/code_assembler.h"
#include "drivers/contract/code_reader.h"
#include "drivers/emulation/emulated_code_reader.h"
#include "drivers/emulation/emulated_key_reader.h"
#include "kiosk/base/file.h"
#include "tests/conformance/subjects.h"
#include "tests/conformance/wire_subject.h"

namespace conformance {
namespace {

using drivers::contract::CodeReader;
using drivers::contract::ScannedCode;

constexpr const char* kNumber = "100000196503070010";
/// The citizen holds the code there until it is taken.
constexpr Duration kHeldAgain{150};
/// A long code takes its time: held there again, it would come to the next command.
constexpr std::size_t kShortCode = 100;

/// What both readers have in common: payloads, and which of them came.
struct Codes {
  std::string payload{};  ///< of the next scan
  int which = 0;          ///< 0: nobody holds a code there

  void offer(int number) {
    which = number;
    payload = kNumber;
    payload.append(number == 1 ? "-1" : "-2");
  }
  Outcome outcome_of(const Completion<ScannedCode>& completion) const {
    Outcome outcome = plain_outcome(completion);
    if (!completion.value) return outcome;
    outcome.content = kiosk::base::as_text(completion.value->payload) == payload ? which : -1;
    return outcome;
  }
  /// True when what comes first must not be taken and the code is held there again.
  bool strike(Fault fault, std::string& first) {
    // The three characters of the AIM identifier count, too.
    const std::size_t longest = drivers::codes::kLongestCode - 3;
    if (fault == Fault::LengthOne) payload = "7";
    if (fault == Fault::LengthMaximum) payload.assign(longest, '7');
    if (fault == Fault::LengthZero) first.clear();
    if (fault == Fault::LengthTooBig) first.assign(drivers::codes::kLongestCode + 1, '7');
    return fault == Fault::LengthZero || fault == Fault::LengthTooBig;
  }
};

class SerialCodes final : public WireSubject {
 public:
  SerialCodes() : WireSubject(bench_thread(), {}) {
    call([&] {
      adopt(std::make_unique<drivers::emulation::EmulatedCodeReader>(loop(), pty("code")));
      (void)tell_here("aim ]Q1");
      wire_->listen([this](std::span<const std::uint8_t> request) { triggered(request); });
    });
  }
  DeviceConfig config() const override {
    DeviceConfig config = config_of(drivers::contract::DeviceClass::CodeReader, "codes");
    config.settings = {{"model", "honeywell"}};
    return config;
  }
  DeviceJob job(Task at_start, Done done) override {
    return make_call<CodeReader, ScannedCode>(
        std::move(at_start),
        [](CodeReader& reader, const JobContext& context) { return reader.read_code(context); },
        [this](const Completion<ScannedCode>& completion) {
          Outcome outcome;
          call([&] { outcome = codes_.outcome_of(completion); });
          return outcome;
        },
        std::move(done));
  }
  void offer(int which) override {
    call([&] { codes_.offer(which); });
  }
  void withdraw() override {
    call([this] { codes_.which = 0; });
  }
  void strike(Fault fault) override {
    call([&] {
      std::string first;
      if (codes_.strike(fault, first)) {
        Bytes sent{']', 'Q', '1'};
        sent.insert(sent.end(), first.begin(), first.end());
        sent.push_back('\r');
        wire_->change_next(1, [sent](const Bytes&) { return sent; });
      }
    });
    if (fault == Fault::SingleBytes || fault == Fault::Reboot) WireSubject::strike(fault);
  }
  void let_go() override {
    call([this] { wire_->let_go(); });
    // The kernel hands the bytes of a pty over a moment later: they are late, but before the next command.
    const kiosk::base::UniqueFd line(
        open((folder_ / "code").c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    pollfd wait{line.get(), POLLIN, 0};
    (void)poll(&wait, 1, 5000);
  }
  std::vector<std::string> secrets() const override { return {kNumber}; }

 private:
  void triggered(std::span<const std::uint8_t> request) {
    constexpr std::uint8_t kOn = 0x54;
    constexpr std::uint8_t kOff = 0x55;
    if (std::find(request.begin(), request.end(), kOff) != request.end()) looking_ = false;
    if (std::find(request.begin(), request.end(), kOn) == request.end()) return;
    looking_ = true;
    later(Duration{0}, [this, turn = ++turn_] { scan(turn); });
  }
  void scan(int turn) {
    if (!looking_ || turn != turn_ || codes_.which == 0) return;
    (void)device_->command({{"scan", codes_.payload}, "."});
    if (codes_.payload.size() < kShortCode) later(kHeldAgain, [this, turn] { scan(turn); });
  }

  Codes codes_;
  bool looking_ = false;
  int turn_ = 0;  ///< one hand for each trigger
};

class KeyboardCodes final : public BenchSubject {
 public:
  KeyboardCodes() : BenchSubject(bench_thread()) {
    call([&] { adopt(std::make_unique<drivers::emulation::EmulatedKeyReader>(place())); });
  }
  DeviceConfig config() const override {
    return config_of(drivers::contract::DeviceClass::CodeReader, "codes-keyboard");
  }
  DeviceJob job(Task at_start, Done done) override {
    const auto begin = [this, at_start = std::move(at_start)] {
      if (at_start) at_start();
      call([this] {
        looking_ = true;
        later(kHeldAgain, [this, turn = ++turn_] { scan(turn); });
      });
    };
    return make_call<CodeReader, ScannedCode>(
        begin, [](CodeReader& reader, const JobContext& context) { return reader.read_code(context); },
        [this](const Completion<ScannedCode>& completion) {
          Outcome outcome;
          call([&] {
            looking_ = false;
            outcome = codes_.outcome_of(completion);
          });
          return outcome;
        },
        std::move(done));
  }
  void offer(int which) override {
    call([&] { codes_.offer(which); });
  }
  void withdraw() override {
    call([this] { codes_.which = 0; });
  }
  void strike(Fault fault) override {
    call([&] {
      std::string first;
      if (codes_.strike(fault, first)) first_ = first;
    });
  }
  void when(Moment moment, Task act) override {
    call([&] {
      if (moment == Moment::MidAnswer) {
        half_ = std::move(act);
      } else {
        later(kHeldAgain, std::move(act));
      }
    });
  }
  void delay_answers() override { withdraw(); }
  void let_go() override { tell("scan late"); }
  void heal() override {
    call([this] {
      first_.reset();
      half_ = {};
    });
  }
  std::vector<std::string> secrets() const override { return {kNumber}; }

 private:
  void scan(int turn) {
    if (!looking_ || turn != turn_ || codes_.which == 0) return;
    if (half_) {
      (void)device_->command({{"scan", "half", codes_.payload}, "."});
      return loop().post(std::exchange(half_, {}));
    }
    (void)device_->command({{"scan", first_ ? *first_ : codes_.payload}, "."});
    first_.reset();
    if (codes_.payload.size() < kShortCode) later(kHeldAgain, [this, turn] { scan(turn); });
  }

  Codes codes_;
  bool looking_ = false;
  int turn_ = 0;  ///< one hand for each command
  std::optional<std::string> first_;
  Task half_;
};

}  // namespace

std::unique_ptr<Subject> make_codes_serial() { return std::make_unique<SerialCodes>(); }
std::unique_ptr<Subject> make_codes_keyboard() { return std::make_unique<KeyboardCodes>(); }

}  // namespace conformance
