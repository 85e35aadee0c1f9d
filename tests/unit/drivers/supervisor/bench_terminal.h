// A terminal's supervisor over emulated hardware, for tests.
#pragma once

#include <boost/test/unit_test.hpp>
#include <map>
#include <optional>

#include "drivers/contract/status_board.h"
#include "drivers/emulation/bench_table.h"
#include "drivers/emulation/loop_thread.h"
#include "drivers/supervisor/device_supervisor.h"
#include "kiosk/base/mailbox.h"
#include "tests/support/temporary_folder.h"

namespace drivers::supervisor::tests {

using namespace drivers::contract;
using namespace std::chrono_literals;
using kiosk::base::Duration;
using kiosk::base::JobId;
using kiosk::base::SessionId;

/// A certificate printer that counts pages until it is stopped or its deadline comes.
class CountingPrinter final : public CertificatePrinter {
 public:
  explicit CountingPrinter(const DriverContext& context)
      : clock_(context.clock),
        board_(clock_, DeviceClass::CertificatePrinter, context.id, context.observer) {}
  kiosk::base::Status open() override {
    board_.set_state(DeviceState::Online);
    return {};
  }
  void close() override {}
  void poll() override {}
  DeviceReport report() const override { return board_.report(); }
  Completion<PrintOutcome> print(const JobContext& context, const PrintRequest& request,
                                 const Progress& progress) override {
    Completion<PrintOutcome> completion;
    if (request.job_name == "throwing") throw std::runtime_error("测试人甲");
    for (int page = 1; page <= request.pages; ++page) progress(page);
    while (request.job_name == "endless") {
      if (context.stop.stop_requested()) return completion.code = CompletionCode::Canceled, completion;
      if (clock_.now() >= context.deadline) return completion.code = CompletionCode::TimeOut, completion;
    }
    completion.value = PrintOutcome{request.pages, true, false};
    return completion;
  }

  /// What a lease left: a test looks at it.
  void end_session(const JobContext&) override { board_.set_identity("ended", ""); }

 private:
  const kiosk::base::Clock& clock_;
  StatusBoard board_;
};

inline kiosk::base::Result<std::unique_ptr<Device>> make_counting(const DriverContext& context,
                                                                  const DeviceConfig&) {
  return std::make_unique<CountingPrinter>(context);
}

inline const DriverTable& table_with_printer() {
  static const DriverTable kTable = [] {
    DriverTable table = driver_table();
    table.push_back({"counting", DeviceClass::CertificatePrinter, {"test"}, make_counting});
    return table;
  }();
  return kTable;
}

inline SupervisorSettings quick_settings() {
  SupervisorSettings settings;
  settings.timings = {{20ms, 50ms}, 20ms, 20ms};
  settings.drivers = &table_with_printer();
  return settings;
}

inline DeviceConfig config_of(DeviceClass device_class, const std::string& address) {
  return {device_class, "", *DeviceAddress::parse(address), {}};
}

struct Witness final : Listener {
  std::vector<FaultType> raised;
  std::vector<FaultType> cleared;
  std::vector<ClearedBy> cleared_by;
  std::vector<DeviceReport> reports;
  void device_changed(const DeviceReport& report) override { reports.push_back(report); }
  void fault_raised(const DeviceFault& fault) override { raised.push_back(fault.type); }
  void fault_cleared(const DeviceFault& fault) override {
    cleared.push_back(fault.type);
    cleared_by.push_back(fault.cleared_by);
  }
  /// The states that a device went through, each once in a row.
  std::vector<DeviceState> states(DeviceClass device_class) const {
    std::vector<DeviceState> states;
    for (const DeviceReport& report : reports) {
      if (report.device_class != device_class || (!states.empty() && states.back() == report.state)) continue;
      states.push_back(report.state);
    }
    return states;
  }
};

/// A supervisor whose devices are emulated ones of the bench's table, and the counting printer.
struct Terminal {
  explicit Terminal(const std::vector<std::string>& devices = {"reader"}) {
    for (const std::string& device : devices) plug(device);
    supervisor.emplace(clock, mailbox, witness, quick_settings());
  }
  ~Terminal() {
    leases.clear();
    supervisor.reset();
    loop.call([this] { hardware.clear(); });
  }
  void plug(const std::string& option) {
    loop.call([&] {
      for (const drivers::emulation::BenchRow& row : drivers::emulation::bench_table()) {
        if (row.option != option) continue;
        auto made = row.make({loop.loop(), folder.path(), "drivers/emulation/data"});
        BOOST_TEST(made.has_value());
        BOOST_TEST((*made)->plug().has_value());
        hardware.push_back(std::move(*made));
      }
    });
  }
  /// Adds what was plugged and the counting printer, starts, and takes a lease of all for `first`.
  void add_all() {
    for (const auto& device : hardware) {
      BOOST_REQUIRE(supervisor->add(config_of(device->device_class(), device->address())));
    }
    BOOST_REQUIRE(supervisor->add(config_of(DeviceClass::CertificatePrinter, "test:printer")));
    supervisor->start();
    hold(first);
  }
  void hold(SessionId session) {
    auto lease = supervisor->lease(session, supervisor->classes());
    BOOST_REQUIRE(lease.has_value());
    leases.push_back(std::move(*lease));
  }
  template <class Condition>
  bool wait(Condition condition, Duration at_most = 15s) {
    const auto end = clock.now() + at_most;
    bool met = condition();
    while (!met && clock.now() < end) {
      mailbox.wait_and_drain(20ms);
      met = condition();
    }
    return met;
  }
  bool wait_usable(DeviceClass device_class) {
    return wait([&] { return supervisor->find(device_class)->usable(); });
  }
  bool wait_answer(int request) {
    return wait([&] { return !answers[request].empty(); });
  }
  void tell(std::vector<std::string> words, std::size_t device = 0) {
    loop.call([&] { BOOST_TEST(hardware.at(device)->command({words, "."}).has_value()); });
  }
  /// False when it cannot be done now.
  bool try_tell(std::vector<std::string> words) {
    bool done = false;
    loop.call([&] { done = hardware.front()->command({words, "."}).has_value(); });
    return done;
  }
  /// Notes each answer by its code.
  template <class T>
  std::function<void(Completion<T>)> note(int request) {
    return [this, request](const Completion<T>& completion) { answers[request].push_back(completion.code); };
  }
  /// Notes it and keeps its value.
  template <class T>
  std::function<void(Completion<T>)> keep(int request, std::optional<T>& value) {
    return [this, request, &value](Completion<T> completion) {
      answers[request].push_back(completion.code);
      value = std::move(completion.value);
    };
  }
  std::vector<CompletionCode> answer(int request) { return answers[request]; }
  JobId print_endless(int request, SessionId session, Duration deadline = 30s) {
    PrintRequest endless;
    endless.job_name = "endless";
    return supervisor->print(session, deadline, endless, {}, note<PrintOutcome>(request));
  }

  kiosk::base::SystemClock clock;
  kiosk::base::Mailbox mailbox{clock};
  kiosk::tests::TemporaryFolder folder;
  drivers::emulation::LoopThread loop{clock};
  std::vector<std::unique_ptr<drivers::emulation::EmulatedDevice>> hardware;
  Witness witness;
  std::optional<DeviceSupervisor> supervisor;
  std::vector<Lease> leases;
  std::map<int, std::vector<CompletionCode>> answers;
  SessionId first{kiosk::base::Uuid::make_v7(clock)};
  SessionId second{kiosk::base::Uuid::make_v7(clock)};
};

using Codes = std::vector<CompletionCode>;

}  // namespace drivers::supervisor::tests
