// EmulatedUps: an upsd with one UPS, on loopback, with power cuts on command.
#pragma once

#include <map>

#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/command_words.h"

namespace drivers::emulation {

/// Loop thread only. The system chooses its port at the first plug().
class EmulatedUps final : public EmulatedDevice {
 public:
  explicit EmulatedUps(const BenchPlace& place);
  ~EmulatedUps() override { unplug(); }

  std::string name() const override { return "ups"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::PowerMonitor; }
  std::string address() const override { return "tcp:127.0.0.1:" + std::to_string(port_) + ",ups=kiosk"; }
  kiosk::base::Status plug() override;
  kiosk::base::Json describe() const override;
  const std::vector<CommandWord>& words() const override { return words_; }

 private:
  struct Client {
    kiosk::base::UniqueFd fd{};
    WatchId watch = 0;
    std::string input{};
  };
  using Words = kiosk::base::Result<std::string>;
  std::vector<CommandWord> make_words();
  void unplug();
  void accept_one();
  void receive(std::uint64_t id);
  void drop(std::uint64_t id);
  std::string answer(const std::string& line) const;
  std::string status() const;

  EventLoop& loop_;
  kiosk::base::UniqueFd listener_;
  WatchId watch_ = 0;
  int port_ = 0;
  std::map<std::uint64_t, Client> clients_;
  std::uint64_t last_client_ = 0;
  bool mains_ = true;
  bool low_ = false;
  bool stale_ = false;
  bool mute_ = false;
  bool garbage_ = false;
  int charge_ = 100;
  int runtime_ = 1800;
  std::vector<CommandWord> words_;
};

}  // namespace drivers::emulation
