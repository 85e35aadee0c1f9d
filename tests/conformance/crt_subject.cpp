// The card dispenser: a card from the stacker, handed out and taken.
#include "drivers/contract/card_dispenser.h"
#include "drivers/dispensing/crt_frame.h"
#include "drivers/emulation/emulated_card_dispenser.h"
#include "tests/conformance/subjects.h"
#include "tests/conformance/wire_subject.h"

namespace conformance {
namespace {

using drivers::contract::CardDispenser;
using drivers::contract::CardMove;
using drivers::contract::CardMoveTrouble;

FrameRules crt_rules() {
  FrameRules rules;
  rules.shortest_frame = 2;  // 06 alone says that a command was understood
  rules.spoil_checksum = [](Bytes& frame) { frame.back() ^= 0x55U; };
  rules.set_length = [](Bytes& frame, std::size_t length) {
    frame[2] = static_cast<std::uint8_t>(length >> 8U);
    frame[3] = static_cast<std::uint8_t>(length & 0xFFU);
  };
  rules.longest = drivers::dispensing::kLongestText;
  rules.other_answer = drivers::dispensing::encode_frame(0, Bytes{0x50, 0x7A, 0x7A, '0', '2', '0'});
  rules.spared_answers = 1;  // the status; then a motor runs
  return rules;
}

class Crt final : public WireSubject {
 public:
  Crt() : WireSubject(bench_thread(), crt_rules()) {
    call([&] {
      adopt(std::make_unique<drivers::emulation::EmulatedCardDispenser>(loop(), pty("dispenser")));
    });
  }
  DeviceConfig config() const override {
    return config_of(drivers::contract::DeviceClass::CardDispenser, "crt");
  }

  DeviceJob job(Task at_start, Done done) override {
    const auto begin = [this, at_start = std::move(at_start)] {
      if (at_start) at_start();
      if (takes_) call([this] { take_while(++turn_); });
    };
    return make_call<CardDispenser, CardMove>(
        begin,
        [](CardDispenser& dispenser, const JobContext& context) {
          auto staged = dispenser.stage(context);
          const bool inside = staged.value && staged.value->trouble == CardMoveTrouble::CardInTheWay;
          return staged.ok() || inside ? dispenser.present(context) : staged;
        },
        [this, which = offered_](const Completion<CardMove>& completion) {
          call([this] { ++turn_; });
          Outcome outcome = plain_outcome(completion);
          if (completion.value && completion.value->trouble != CardMoveTrouble::None) {
            outcome.trouble = to_string(completion.value->trouble);
          }
          if (outcome.ok()) outcome.content = which;
          return outcome;
        },
        std::move(done));
  }
  void offer(int which) override {
    offered_ = which;
    takes_ = true;
  }
  void withdraw() override { takes_ = false; }
  void when(Moment moment, Task act) override {
    if (moment != Moment::AwaitingCitizen) return WireSubject::when(moment, std::move(act));
    call([&] { when_at_exit(std::move(act)); });
  }
  std::vector<std::string> secrets() const override { return {}; }

 private:
  bool at_exit() const {
    return device_->describe().at("card") == static_cast<int>(drivers::contract::CardPlace::Exit);
  }
  /// The citizen's hand, while the command runs.
  void take_while(int turn) {
    if (turn != turn_) return;
    if (at_exit()) (void)tell_here("take");
    later(Duration{10}, [this, turn] { take_while(turn); });
  }
  void when_at_exit(Task act) {
    if (at_exit()) return act();
    later(Duration{10}, [this, act = std::move(act)]() mutable { when_at_exit(std::move(act)); });
  }

  int offered_ = 1;
  bool takes_ = true;
  int turn_ = 0;  ///< loop thread: one hand for each command
};

}  // namespace

std::unique_ptr<Subject> make_crt() { return std::make_unique<Crt>(); }

}  // namespace conformance
