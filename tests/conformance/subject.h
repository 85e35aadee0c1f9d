// Subject: one driver, its emulated device, one normal command, and what can go wrong between them.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "drivers/contract/driver.h"
#include "drivers/supervisor/device_job.h"
#include "kiosk/flow/session.h"

namespace conformance {

using drivers::contract::Completion;
using drivers::contract::CompletionCode;
using drivers::contract::DeviceConfig;
using drivers::contract::FaultType;
using drivers::contract::JobContext;
using drivers::supervisor::DeviceJob;
using kiosk::base::Duration;
using kiosk::base::Task;

/// Where a command is when something happens to it.
enum class Moment { Writing, AwaitingAnswer, MidAnswer, AwaitingCitizen };

/// What goes wrong with the device's answers.
enum class Fault {
  SingleBytes,
  GarbageBefore,
  GarbageInside,
  GarbageAfter,
  WrongChecksum,
  AlwaysWrongChecksum,
  LengthZero,
  LengthOne,
  LengthMaximum,
  LengthTooBig,
  OtherAnswer,
  Reboot,
  Mute,
};

/// How the normal command ended.
struct Outcome {
  CompletionCode code = CompletionCode::Success;
  std::optional<FaultType> fault{};
  std::string trouble{};  ///< the class's own word, empty when there is none
  std::string detail{};
  int content = 0;        ///< which of the things that were offered came through, 0: none
  std::string text_id{};  ///< what the citizen reads then: "trouble.card-removed.title"; empty when no screen
                          ///< is for it
  bool ok() const { return code == CompletionCode::Success; }
};
using Done = std::function<void(Outcome)>;

/// Made anew for each case. Test thread, but where it says otherwise.
class Subject {
 public:
  Subject() = default;
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;
  virtual ~Subject() = default;

  virtual DeviceConfig config() const = 0;
  /// The normal command. `at_start` runs on the device's strand just before the driver is asked.
  virtual DeviceJob job(Task at_start, Done done) = 0;
  /// What the citizen brings, so that the next command can end well: thing 1 or thing 2.
  virtual void offer(int which) = 0;
  /// Nothing is brought: the next command waits.
  virtual void withdraw() = 0;
  virtual void unplug() = 0;
  virtual void replug() = 0;

  /// Device strand: the fault befalls the command that begins now.
  virtual void strike(Fault fault) = 0;
  /// Device strand: `act` runs on some thread when the command that begins now is there.
  virtual void when(Moment moment, Task act) = 0;
  /// Device strand: the answers to the command that begins now come when the next command asks.
  virtual void delay_answers() = 0;
  virtual void let_go() = 0;
  /// All faults end.
  virtual void heal() = 0;
  /// Takes the device apart: nothing happens on other threads any more. Called before destruction.
  virtual void end() = 0;
  /// What no log, fault or report may hold.
  virtual std::vector<std::string> secrets() const = 0;
};

/// A row of the table: how a subject is called and made, and which cases have no meaning for it, each with
/// the reason.
struct SubjectEntry {
  const char* name;
  const char* words;     ///< for the matrix: "ID-card reader, SAM_V over a serial line"
  std::string launcher;  ///< what the program must run under: "plain", "usb", "pcscd"
  std::unique_ptr<Subject> (*make)();
  std::map<std::string, std::string> no_meaning;
  std::set<std::string>
      may_fail{};  ///< cases in which the command may end with an error, if nothing is left of it
};

/// A job out of one call of the driver's interface.
template <class Interface, class T>
DeviceJob make_call(Task at_start, std::function<Completion<T>(Interface&, const JobContext&)> ask,
                    std::function<Outcome(Completion<T>)> outcome_of, Done done) {
  return drivers::supervisor::make_job<Interface, T>(
      {},
      [at_start = std::move(at_start), ask = std::move(ask)](Interface& device, const JobContext& context) {
        if (at_start) at_start();
        return ask(device, context);
      },
      [outcome_of = std::move(outcome_of), done = std::move(done)](Completion<T> completion) {
        done(outcome_of(std::move(completion)));
      });
}

/// "trouble.card-removed.title".
std::string trouble_text(kiosk::flow::TroubleKind kind);

template <class T>
Outcome plain_outcome(const Completion<T>& completion) {
  Outcome outcome;
  outcome.code = completion.code;
  outcome.fault = completion.fault;
  outcome.detail = completion.detail;
  return outcome;
}

}  // namespace conformance
