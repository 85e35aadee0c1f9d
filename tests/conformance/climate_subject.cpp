// The cabinet's controller: how warm it is inside, asked over Modbus RTU.
#include <cmath>

#include "drivers/cabinet/modbus_frame.h"
#include "drivers/contract/cabinet_monitor.h"
#include "drivers/emulation/emulated_cabinet.h"
#include "tests/conformance/subjects.h"
#include "tests/conformance/wire_subject.h"

namespace conformance {
namespace {

using drivers::contract::CabinetClimate;
using drivers::contract::CabinetMonitor;

constexpr int kBaseCelsius = 20;

FrameRules modbus_rules() {
  FrameRules rules;
  rules.shortest_frame = 5;
  rules.spoil_checksum = [](Bytes& frame) { frame.back() ^= 0x55U; };
  rules.set_length = [](Bytes& frame, std::size_t length) { frame[2] = static_cast<std::uint8_t>(length); };
  rules.longest = 2 * drivers::cabinet::kMostRegisters;
  rules.other_answer = drivers::cabinet::encode_request({1, drivers::cabinet::kWriteSingleRegister, 7, 7});
  return rules;
}

class Climate final : public WireSubject {
 public:
  Climate() : WireSubject(bench_thread(), modbus_rules()) {
    call([&] { adopt(std::make_unique<drivers::emulation::EmulatedCabinet>(loop(), pty("cabinet"))); });
  }
  DeviceConfig config() const override {
    return config_of(drivers::contract::DeviceClass::CabinetMonitor, "modbus-cabinet");
  }
  DeviceJob job(Task at_start, Done done) override {
    return make_call<CabinetMonitor, CabinetClimate>(
        std::move(at_start),
        [](CabinetMonitor& cabinet, const JobContext& context) { return cabinet.read_climate(context); },
        [](const Completion<CabinetClimate>& completion) {
          Outcome outcome = plain_outcome(completion);
          if (outcome.ok() && completion.value && completion.value->temperature_celsius) {
            outcome.content =
                static_cast<int>(std::lround(*completion.value->temperature_celsius)) - kBaseCelsius;
          }
          return outcome;
        },
        std::move(done));
  }
  void offer(int which) override { tell("temperature " + std::to_string(kBaseCelsius + which)); }
  void withdraw() override {}
  std::vector<std::string> secrets() const override { return {}; }
};

}  // namespace

std::unique_ptr<Subject> make_climate() { return std::make_unique<Climate>(); }

}  // namespace conformance
