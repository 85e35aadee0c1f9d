// Making the device by the table of drivers, and listening.
#include "tests/conformance/terminal.h"

#include <boost/test/unit_test.hpp>

#include "drivers/supervisor/driver_table.h"

namespace conformance {

using namespace drivers::supervisor;

Terminal::Terminal(Subject& subject, Duration poll_interval) : subject_(subject) {
  timings_ = {{Duration{20}, Duration{60}}, Duration{20}, poll_interval};
  const DeviceConfig config = subject.config();
  const auto driver = find_driver(driver_table(), config);
  BOOST_TEST_REQUIRE(driver.has_value(), (driver ? "" : driver.error().to_string()));
  const kiosk::base::DeviceId id{std::string(to_string(config.device_class))};
  worker_ = std::make_shared<DeviceWorker>(WorkerContext{clock_, mailbox_, *this, timings_}, id);
  auto device = driver->make(worker_->driver_context("config"), config);
  BOOST_TEST_REQUIRE(device.has_value(), (device ? "" : device.error().to_string()));
  worker_->adopt(std::move(*device));
  worker_->start();
}

Terminal::~Terminal() {
  worker_->request_stop();
  worker_->join();
  mailbox_.drain();
  for (const CallPointer& call : calls_) BOOST_TEST(call->completions == 1);
}

CallPointer Terminal::begin(Duration deadline, Task at_start) {
  const auto call = std::make_shared<Call>();
  DeviceJob job = subject_.job(std::move(at_start), [this, call](Outcome outcome) {
    ++call->completions;
    told_ += outcome.detail + "\n";
    call->outcome = std::move(outcome);
    call->report = report;
  });
  job.id = call->id = {++last_job_};
  job.deadline = clock_.now() + deadline;
  calls_.push_back(call);
  worker_->submit(std::move(job));
  return call;
}

void Terminal::worker_report(const DeviceReport& changed) {
  report = changed;
  reports.push_back(changed);
  told_ += changed.model + " " + changed.serial_number + "\n";
}

void Terminal::worker_fault_raised(const DeviceFault& fault) {
  raised.push_back(fault);
  told_ += fault.detail + "\n";
}

void Terminal::worker_fault_cleared(const DeviceFault& fault) {
  cleared.push_back(fault);
  told_ += fault.detail + "\n";
}

}  // namespace conformance
