// WireSubject: subjects whose device is a stream of bytes: the faults are made on the line, for any protocol.
#pragma once

#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/loop_thread.h"
#include "tests/conformance/subject.h"
#include "tests/conformance/wire_port.h"
#include "tests/support/temporary_folder.h"

namespace conformance {

/// What the faults must know of a protocol.
struct FrameRules {
  std::size_t shortest_frame = 1;  ///< shorter answers are control bytes
  Bytes noise{0xC7, 0xFF, 0x81, 0xAA, 0xF2, 0x7F, 0x80};
  std::function<void(Bytes&)> spoil_checksum{};
  std::function<void(Bytes&, std::size_t length)> set_length{};
  std::size_t longest = 0;              ///< the biggest length that the protocol allows
  Bytes other_answer{};                 ///< a good frame that answers another command
  std::size_t most_single_bytes = 300;  ///< of slow answers: the rest would only take its time
  int spared_answers = 0;               ///< so many answers of a command go out well before one is spoilt
  int awaiting_requests = 1;            ///< after so many requests the citizen is certainly awaited
};

/// A device of the bench, commanded in words on its own thread.
class BenchSubject : public Subject {
 public:
  explicit BenchSubject(drivers::emulation::LoopThread& thread) : thread_(thread) {}
  void end() override;
  void unplug() override { tell("unplug"); }
  void replug() override { tell("replug"); }

 protected:
  void call(const std::function<void()>& work) const { thread_.call(work); }
  /// "card put 测试人甲". The bench's answer.
  std::string tell(const std::string& line) const;
  /// The same on the loop's thread.
  std::string tell_here(const std::string& line) const;
  void adopt(std::unique_ptr<drivers::emulation::EmulatedDevice> device);
  /// Loop thread: runs the task there in a while, unless the subject has ended.
  void later(Duration delay, Task task);
  drivers::emulation::EventLoop& loop() const { return thread_.loop(); }
  drivers::emulation::BenchPlace place() const;
  DeviceConfig config_of(drivers::contract::DeviceClass device_class, std::string driver) const;

  kiosk::tests::TemporaryFolder folder_;
  std::unique_ptr<drivers::emulation::EmulatedDevice> device_;  ///< loop thread

 private:
  drivers::emulation::LoopThread& thread_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  ///< loop thread
};

class WireSubject : public BenchSubject {
 public:
  WireSubject(drivers::emulation::LoopThread& thread, FrameRules rules)
      : BenchSubject(thread), rules_(std::move(rules)) {}

  void strike(Fault fault) override;
  void when(Moment moment, Task act) override;
  void delay_answers() override;
  void let_go() override;
  void heal() override;

 protected:
  /// Puts the wire between the device and the port that `make_inner` makes.
  drivers::emulation::PortMaker through_wire(const drivers::emulation::PortMaker& make_inner);
  /// A pty with this link.
  drivers::emulation::PortMaker pty(const std::string& link);
  /// Holds the command up while it writes; `act` comes then. Loop thread.
  virtual void when_writing(Task act);
  /// The device forgets what it was doing. Loop thread.
  virtual void reboot() {}

  WirePort* wire_ = nullptr;  ///< loop thread

 private:
  void strike_here(Fault fault);
  void claim_length(std::size_t length);
  void put_noise(double where);
  FrameRules rules_;
};

/// The thread of the devices on ptys and pipes: one for the program.
drivers::emulation::LoopThread& bench_thread();

}  // namespace conformance
