// The reader of social-security cards: a pcscd of our own, with a virtual reader and our card in it.
#include <signal.h>
#include <stdlib.h>

#include "drivers/contract/smart_card_reader.h"
#include "drivers/emulation/emulated_social_card.h"
#include "kiosk/base/background_process.h"
#include "tests/conformance/subjects.h"
#include "tests/conformance/wire_subject.h"

namespace conformance {
namespace {

using drivers::contract::SmartCardReader;
using drivers::contract::SmartCardReading;
using drivers::contract::SmartCardTrouble;

constexpr const char* kFirstCard = "测试人甲";
constexpr const char* kSecondCard = "测试人乙";
constexpr Duration kAMoment{80};

std::string word_of(SmartCardTrouble trouble) {
  switch (trouble) {
    case SmartCardTrouble::None: return {};
    case SmartCardTrouble::RemovedWhileReading: return "removed while reading";
    case SmartCardTrouble::Unreadable: return "unreadable";
    case SmartCardTrouble::OtherCard: return "other card";
    case SmartCardTrouble::Protected: return "protected";
    case SmartCardTrouble::ContentsInvalid: return "contents invalid";
  }
  return "unknown";
}

class SocialCard final : public BenchSubject {
 public:
  SocialCard() : BenchSubject(bench_thread()) {
    std::filesystem::create_directories(folder_ / "readers");
    std::filesystem::copy_file("/etc/reader.conf.d/vpcd", folder_ / "readers" / "vpcd");
    call([&] { adopt(std::make_unique<drivers::emulation::EmulatedSocialCard>(place())); });
    replug();
  }
  ~SocialCard() override { unplug(); }
  DeviceConfig config() const override {
    return config_of(drivers::contract::DeviceClass::SmartCardReader, "social-card");
  }
  DeviceJob job(Task at_start, Done done) override {
    return make_call<SmartCardReader, SmartCardReading>(
        std::move(at_start),
        [](SmartCardReader& reader, const JobContext& context) { return reader.read_card(context); },
        [](const Completion<SmartCardReading>& completion) {
          Outcome outcome = plain_outcome(completion);
          if (completion.value) outcome.trouble = word_of(completion.value->trouble);
          if (completion.value && completion.value->card) {
            const auto name = completion.value->card->name.reveal();
            outcome.content = name == kFirstCard ? 1 : name == kSecondCard ? 2 : -1;
          }
          return outcome;
        },
        std::move(done));
  }
  void offer(int which) override {
    tell("card remove");
    tell(std::string("card put ") + (which == 1 ? kFirstCard : kSecondCard));
  }
  void withdraw() override { tell("card remove"); }
  /// The service ends, and the reader with it.
  void unplug() override {
    if (service_) service_->stop(SIGTERM);
    service_.reset();
  }
  void replug() override {
    auto started = kiosk::base::BackgroundProcess::start(
        {getenv("KIOSK_PCSCD"), "--foreground", "--config", (folder_ / "readers").string()},
        folder_ / "pcscd.log");
    if (!started) throw std::runtime_error(started.error().to_string());
    service_.emplace(std::move(*started));
  }
  void strike(Fault) override {}
  void when(Moment, Task act) override {
    call([&] { later(kAMoment, std::move(act)); });
  }
  void delay_answers() override {}
  void let_go() override {}
  void heal() override {}
  std::vector<std::string> secrets() const override {
    return {kFirstCard, kSecondCard, "100000196503070010", "100000199003070026"};
  }

 private:
  std::optional<kiosk::base::BackgroundProcess> service_;
};

}  // namespace

std::unique_ptr<Subject> make_social_card() { return std::make_unique<SocialCard>(); }

}  // namespace conformance
