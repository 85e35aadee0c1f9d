// The ID-card reader as a subject, over any line.
#pragma once

#include "drivers/emulation/emulated_samv_reader.h"
#include "tests/conformance/wire_subject.h"

namespace conformance {

class SamvSubject : public WireSubject {
 public:
  explicit SamvSubject(drivers::emulation::LoopThread& thread);

  DeviceConfig config() const override {
    return config_of(drivers::contract::DeviceClass::IdCardReader, "samv");
  }
  DeviceJob job(Task at_start, Done done) override;
  void offer(int which) override;
  void withdraw() override { tell("card remove"); }
  std::vector<std::string> secrets() const override;

 protected:
  void reboot() override;
  void make_reader(const drivers::emulation::PortMaker& make_port);
};

}  // namespace conformance
