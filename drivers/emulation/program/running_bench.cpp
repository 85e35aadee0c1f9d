// Starting, serving and ending a bench.
#include "drivers/emulation/program/running_bench.h"

#include <algorithm>
#include <optional>

#include "drivers/emulation/bench.h"
#include "drivers/emulation/loop_thread.h"
#include "kiosk/base/local_socket.h"
#include "kiosk/base/strand.h"
#ifdef KIOSK_BENCH_USB
#include "drivers/emulation/usb/usb_rows.h"
#endif

namespace drivers::emulation::program {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::LineServer;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

/// The thread on which all devices live: the emulated bus brings its own.
class Ground {
 public:
#ifdef KIOSK_BENCH_USB
  Ground(const kiosk::base::Clock& clock, bool usb) {
    usb ? void(testbed_.emplace()) : void(own_.emplace(clock));
  }
  LoopThread& thread() { return testbed_ ? testbed_->thread() : *own_; }
  std::vector<BenchRow> rows() {
    std::vector<BenchRow> rows = bench_table();
    if (!testbed_) return rows;
    for (BenchRow& row : usb::usb_bench_rows(*testbed_)) rows.push_back(std::move(row));
    return rows;
  }
  std::vector<std::string> environment() const { return testbed_ ? testbed_->environment() : Texts{}; }

 private:
  using Texts = std::vector<std::string>;
  std::optional<usb::UsbTestbed> testbed_;
#else
  Ground(const kiosk::base::Clock& clock, bool) { own_.emplace(clock); }
  LoopThread& thread() { return *own_; }
  std::vector<BenchRow> rows() { return bench_table(); }
  std::vector<std::string> environment() const { return {}; }

 private:
#endif
  std::optional<LoopThread> own_;
};

bool on_usb(const std::string& device) {
  return device.size() > 4 && device.substr(device.size() - 4) == "-usb";
}

std::vector<std::string> chosen(const BenchOrder& order) {
  std::vector<std::string> devices = order.devices;
  for (const BenchRow& row : bench_table()) {
    if (order.devices.empty() && row.usual) devices.emplace_back(row.option);
  }
  for (std::string& device : devices) {
    if (order.usb && (device == "reader" || device == "receipt")) device += "-usb";
  }
  return devices;
}

}  // namespace

struct RunningBench::Parts {
  Parts(const kiosk::base::Clock& time, std::filesystem::path place, bool usb)
      : clock(time), folder(std::move(place)), ground(time, usb), words("bench-words", time) {}

  const kiosk::base::Clock& clock;
  std::filesystem::path folder;
  Ground ground;
  std::optional<Bench> bench;
  std::optional<LineServer> server;
  std::stop_source stop;
  kiosk::base::Strand words;

  Status set_up(const BenchOrder& order, const std::vector<std::string>& devices) {
    bench.emplace(BenchPlace{ground.thread().loop(), folder, order.data}, ground.rows());
    for (const std::string& device : devices) {
      if (auto added = bench->add(device); !added) return added;
    }
    return bench->write_description(ground.environment());
  }
  std::string answer(const std::string& line) {
    std::string text;
    ground.thread().call([&] { text = bench->handle(line); });
    return text;
  }
};

RunningBench::RunningBench(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<RunningBench>> RunningBench::start(const BenchOrder& order,
                                                          const kiosk::base::Clock& clock) {
  const auto folder = std::filesystem::absolute(order.folder);
  if (auto made = kiosk::base::make_folder(folder); !made) return tl::unexpected(made.error());
  const auto devices = chosen(order);
  const bool usb = std::any_of(devices.begin(), devices.end(), on_usb);
#ifndef KIOSK_BENCH_USB
  if (usb)
    return fail(ErrorCode::Unsupported, "this kiosk-bench was built without umockdev: no emulated USB bus");
#endif
  std::unique_ptr<RunningBench> bench(new RunningBench(std::make_unique<Parts>(clock, folder, usb)));
  Parts* const parts = bench->parts_.get();
  Status ready;
  parts->ground.thread().call([&] { ready = parts->set_up(order, devices); });
  if (!ready) return tl::unexpected(ready.error());
  auto server = LineServer::listen(folder / "bench.sock");
  if (!server) return tl::unexpected(server.error());
  parts->server.emplace(std::move(*server));
  parts->words.post([parts] {
    parts->server->serve([parts](const std::string& line) { return parts->answer(line); },
                         parts->stop.get_token());
  });
  return bench;
}

RunningBench::~RunningBench() {
  parts_->stop.request_stop();
  parts_->words.stop();
  parts_->ground.thread().call([this] { parts_->bench.reset(); });
  std::error_code ignored;
  std::filesystem::remove(parts_->folder / "bench.json", ignored);
}

std::vector<std::string> RunningBench::device_words() const {
  std::vector<std::string> words;
  parts_->ground.thread().call([&] { words = parts_->bench->device_words(); });
  return words;
}

std::vector<std::string> RunningBench::environment() const { return parts_->ground.environment(); }

bool needs_preload(const BenchOrder& order) {
#ifdef KIOSK_BENCH_USB
  const auto devices = chosen(order);
  return std::any_of(devices.begin(), devices.end(), on_usb) && !usb::UsbTestbed::available();
#else
  (void)order;
  return false;
#endif
}

std::vector<std::pair<std::string, std::string>> device_options() {
  std::vector<std::pair<std::string, std::string>> options;
  for (const BenchRow& row : bench_table()) options.emplace_back(row.option, row.purpose);
#ifdef KIOSK_BENCH_USB
  for (const auto& [option, purpose] : usb::usb_bench_options()) options.emplace_back(option, purpose);
#endif
  return options;
}

}  // namespace drivers::emulation::program
