// Faults on the line.
#include "tests/conformance/wire_subject.h"

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/pty_port.h"

namespace conformance {

using drivers::emulation::BytePort;
using drivers::emulation::PortMaker;
using drivers::emulation::PtyPort;

drivers::emulation::LoopThread& bench_thread() {
  static const kiosk::base::SystemClock clock;
  static drivers::emulation::LoopThread thread(clock);
  return thread;
}

std::string BenchSubject::tell_here(const std::string& line) const {
  std::istringstream stream(line);
  drivers::emulation::BenchCommand command{{}, "."};
  for (std::string word; stream >> word;) command.words.push_back(word);
  const auto done = device_->command(command);
  return done ? *done : "refused: " + done.error().to_string();
}

std::string BenchSubject::tell(const std::string& line) const {
  std::string answer;
  call([&] { answer = tell_here(line); });
  BOOST_TEST_REQUIRE(answer.rfind("refused", 0) == std::string::npos, line << ": " << answer);
  return answer;
}

void BenchSubject::adopt(std::unique_ptr<drivers::emulation::EmulatedDevice> device) {
  device_ = std::move(device);
  const auto plugged = device_->plug();
  if (!plugged) throw std::runtime_error(plugged.error().to_string());
}

drivers::emulation::BenchPlace BenchSubject::place() const {
  return {thread_.loop(), folder_.path(), "drivers/emulation/data"};
}

void BenchSubject::end() {
  call([this] {
    alive_.reset();
    device_.reset();
  });
}

void BenchSubject::later(Duration delay, Task task) {
  loop().post_after(delay, [alive = std::weak_ptr<bool>(alive_), task = std::move(task)] {
    if (!alive.expired()) task();
  });
}

DeviceConfig BenchSubject::config_of(drivers::contract::DeviceClass device_class, std::string driver) const {
  std::string address;
  call([&] { address = device_->address(); });
  return {device_class, std::move(driver), drivers::contract::DeviceAddress::parse(address).value(), {}};
}

PortMaker WireSubject::through_wire(const PortMaker& make_inner) {
  return [this, make_inner](BytePort::OnBytes on_bytes) {
    auto wire = std::make_unique<WirePort>(loop(), make_inner, std::move(on_bytes), rules_.shortest_frame);
    wire_ = wire.get();
    return wire;
  };
}

PortMaker WireSubject::pty(const std::string& link) {
  return through_wire([this, link](BytePort::OnBytes on_bytes) {
    return std::make_unique<PtyPort>(loop(), folder_ / link, std::move(on_bytes));
  });
}

void WireSubject::strike(Fault fault) {
  call([this, fault] { strike_here(fault); });
}

void WireSubject::put_noise(double where) {
  wire_->change_next(1, [this, where](Bytes answer) {
    const auto at = static_cast<std::ptrdiff_t>(where * static_cast<double>(answer.size()));
    answer.insert(answer.begin() + at, rules_.noise.begin(), rules_.noise.end());
    return answer;
  });
}

void WireSubject::claim_length(std::size_t length) {
  wire_->change_next(1, [this, length](Bytes answer) {
    rules_.set_length(answer, length);
    return answer;
  });
}

void WireSubject::strike_here(Fault fault) {
  constexpr int kForever = 1'000'000;
  const WirePort::Change spoil = [this](Bytes answer) {
    rules_.spoil_checksum(answer);
    return answer;
  };
  const WirePort::Change lose = [this](const Bytes&) {
    reboot();
    return Bytes{};
  };
  wire_->spare_first(fault == Fault::AlwaysWrongChecksum ? 0 : rules_.spared_answers);
  switch (fault) {
    case Fault::SingleBytes: return wire_->send_single_bytes(rules_.most_single_bytes);
    case Fault::GarbageBefore: return put_noise(0);
    case Fault::GarbageInside: return put_noise(0.5);
    case Fault::GarbageAfter: return put_noise(1);
    case Fault::WrongChecksum: return wire_->change_next(1, spoil);
    case Fault::AlwaysWrongChecksum: return wire_->change_next(kForever, spoil);
    case Fault::LengthZero: return claim_length(0);
    case Fault::LengthOne: return claim_length(1);
    case Fault::LengthMaximum: return claim_length(rules_.longest);
    case Fault::LengthTooBig: return claim_length(rules_.longest + 1);
    case Fault::OtherAnswer:
      return wire_->change_next(1, [this](const Bytes&) { return rules_.other_answer; });
    case Fault::Reboot: return wire_->change_next(1, lose);
    case Fault::Mute: return wire_->set_mute(true);
  }
}

void WireSubject::when(Moment moment, Task act) {
  call([&] {
    switch (moment) {
      case Moment::Writing: return when_writing(std::move(act));
      case Moment::AwaitingAnswer: wire_->set_mute(true); return wire_->when_heard(1, std::move(act));
      case Moment::MidAnswer:
        wire_->spare_first(rules_.spared_answers);
        return wire_->break_off_next(std::move(act));
      case Moment::AwaitingCitizen: return wire_->when_heard(rules_.awaiting_requests, std::move(act));
    }
  });
}

void WireSubject::when_writing(Task) { throw std::logic_error("this line takes each request at once"); }

void WireSubject::delay_answers() {
  call([this] {
    wire_->spare_first(rules_.spared_answers);
    wire_->hold_back();
  });
}

void WireSubject::let_go() {
  call([this] { wire_->let_go_at_next_request(); });
}

void WireSubject::heal() {
  call([this] { wire_->heal(); });
}

}  // namespace conformance
