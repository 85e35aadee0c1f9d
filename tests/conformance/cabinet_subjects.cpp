// Devices without a byte stream of their own: panel, document camera, SANE scanner.
#include <stdlib.h>

#include "drivers/contract/document_scanner.h"
#include "drivers/contract/panel.h"
#include "drivers/emulation/emulated_document_camera.h"
#include "drivers/emulation/emulated_panel.h"
#include "drivers/emulation/emulated_sane_scanner.h"
#include "tests/conformance/subjects.h"
#include "tests/conformance/wire_subject.h"

namespace conformance {
namespace {

using drivers::contract::DocumentScanner;
using drivers::contract::Panel;
using drivers::contract::PanelEvent;
using drivers::contract::PanelKey;
using drivers::contract::ScanOutcome;
using drivers::contract::ScanRequest;
using drivers::contract::ScanTrouble;

/// Until a command is surely under way.
constexpr Duration kAMoment{80};

/// Answers of these devices cannot be delayed, only not be given.
class CabinetSubject : public BenchSubject {
 public:
  CabinetSubject() : BenchSubject(bench_thread()) {}
  void delay_answers() override { strike(Fault::Mute); }
  void let_go() override { heal(); }
  std::vector<std::string> secrets() const override { return {}; }
};

class PanelSubject final : public CabinetSubject {
 public:
  PanelSubject() {
    call([&] { adopt(std::make_unique<drivers::emulation::EmulatedPanel>(place())); });
  }
  DeviceConfig config() const override { return config_of(drivers::contract::DeviceClass::Panel, "panel"); }
  DeviceJob job(Task at_start, Done done) override {
    const auto begin = [this, at_start = std::move(at_start)] {
      if (at_start) at_start();
      if (key_.empty()) return;
      call([this] {
        later(kAMoment, [this, turn = ++turn_] {
          if (turn == turn_) (void)tell_here(key_);
        });
      });
    };
    return make_call<Panel, PanelEvent>(
        begin,
        [](Panel& panel, const JobContext& context) {
          // First come the events that tell how the contacts stand.
          auto event = panel.wait_for_event(context);
          while (event.ok() && event.value && !event.value->key) event = panel.wait_for_event(context);
          return event;
        },
        [this](const Completion<PanelEvent>& completion) {
          call([this] { ++turn_; });
          Outcome outcome = plain_outcome(completion);
          if (outcome.ok()) outcome.content = completion.value->key == PanelKey::Ok ? 1 : 2;
          return outcome;
        },
        std::move(done));
  }
  void offer(int which) override { key_ = which == 1 ? "key ok" : "key up"; }
  void withdraw() override { key_.clear(); }
  void strike(Fault) override {}
  void when(Moment, Task act) override {
    call([&] { later(kAMoment, std::move(act)); });
  }
  void heal() override {}

 private:
  std::string key_;
  int turn_ = 0;  ///< loop thread: one press for each command
};

Outcome scan_outcome(const Completion<ScanOutcome>& completion, int which) {
  Outcome outcome = plain_outcome(completion);
  if (completion.value && completion.value->trouble != ScanTrouble::None) {
    outcome.trouble = to_string(completion.value->trouble);
  }
  if (outcome.ok() && completion.value->pages.size() == 1) outcome.content = which;
  return outcome;
}

ScanRequest small_request() {
  ScanRequest request;
  request.resolution = 100;
  request.area = {0, 0, 80, 60};
  request.straighten = false;
  return request;
}

DeviceJob scan_job(int which, Task at_start, Done done) {
  return make_call<DocumentScanner, ScanOutcome>(
      std::move(at_start),
      [](DocumentScanner& scanner, const JobContext& context) {
        return scanner.scan(context, small_request(), {});
      },
      [which](const Completion<ScanOutcome>& completion) { return scan_outcome(completion, which); },
      std::move(done));
}

class Camera final : public CabinetSubject {
 public:
  Camera() {
    call([&] { adopt(std::make_unique<drivers::emulation::EmulatedDocumentCamera>(folder_ / "camera")); });
  }
  DeviceConfig config() const override {
    return config_of(drivers::contract::DeviceClass::DocumentScanner, "camera");
  }
  DeviceJob job(Task at_start, Done done) override {
    return scan_job(offered_, std::move(at_start), std::move(done));
  }
  void offer(int which) override {
    offered_ = which;
    tell("put");
  }
  void withdraw() override { tell("remove"); }
  void strike(Fault fault) override {
    if (fault == Fault::Mute) tell("freeze on");
    if (fault == Fault::AlwaysWrongChecksum) tell("broken on");
  }
  void when(Moment moment, Task act) override {
    if (moment == Moment::AwaitingAnswer) tell("freeze on");
    call([&] { later(kAMoment, std::move(act)); });
  }
  void heal() override {
    tell("freeze off");
    tell("broken off");
  }

 private:
  int offered_ = 1;
};

class Sane final : public CabinetSubject {
 public:
  Sane() {
    call([&] {
      adopt(std::make_unique<drivers::emulation::EmulatedSaneScanner>(folder_ / "scanner"));
      (void)tell_here("paper colours");
    });
  }
  DeviceConfig config() const override {
    DeviceConfig config = config_of(drivers::contract::DeviceClass::DocumentScanner, "sane");
    const char* worker = getenv("KIOSK_SANE_WORKER");
    config.settings = {{"worker", worker != nullptr ? worker : "build/dev/bin/kiosk-sane-worker"}};
    return config;
  }
  DeviceJob job(Task at_start, Done done) override {
    return scan_job(offered_, std::move(at_start), std::move(done));
  }
  void offer(int which) override { offered_ = which; }
  void withdraw() override {}
  void strike(Fault fault) override {
    if (fault == Fault::Mute) tell("slow on");
    if (fault == Fault::AlwaysWrongChecksum) tell("fault io-error");
  }
  void when(Moment, Task act) override {
    tell("slow on");
    call([&] { later(kAMoment, std::move(act)); });
  }
  void heal() override {
    tell("slow off");
    tell("fault none");
  }

 private:
  int offered_ = 1;
};

}  // namespace

std::unique_ptr<Subject> make_panel() { return std::make_unique<PanelSubject>(); }
std::unique_ptr<Subject> make_camera() { return std::make_unique<Camera>(); }
std::unique_ptr<Subject> make_sane() { return std::make_unique<Sane>(); }

}  // namespace conformance
