// DeviceJob: one request to a device, its type erased, and its one answer.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

#include "drivers/contract/device.h"
#include "kiosk/base/executor.h"

namespace drivers::supervisor {

/// What the device must be for a job to run.
enum class JobNeeds {
  OpenDevice,   ///< otherwise it is answered with DeviceNotReady
  Nothing,      ///< runs also on a device that is lost
  FreshOpening  ///< the device is closed and opened anew first
};

/// A request on its way. Made, queued and answered on the reply thread; `work` runs on the device's strand.
struct DeviceJob {
  kiosk::base::SessionId session;
  kiosk::base::JobId id;
  kiosk::base::MonoTime deadline;
  JobNeeds needs = JobNeeds::OpenDevice;
  std::stop_source stop{};
  /// Asks the device; returns what delivers the answer on the reply thread.
  std::function<kiosk::base::Task(contract::Device& device, const contract::JobContext& context)> work;
  /// Answers without the device: returns what delivers that answer on the reply thread.
  std::function<kiosk::base::Task(contract::CompletionCode code, std::string detail)> refuse;
};

/// Makes a job out of a question to a device and the receiver of its answer.
template <class T, class Ask>
DeviceJob make_device_job(kiosk::base::SessionId session, Ask ask,
                          std::function<void(contract::Completion<T>)> done) {
  // Shared, not copied: answers hold personal data, and tasks must be copyable.
  const auto deliver = [done = std::move(done)](contract::Completion<T> completion) -> kiosk::base::Task {
    const auto kept = std::make_shared<contract::Completion<T>>(std::move(completion));
    return [done, kept] { done(std::move(*kept)); };
  };
  DeviceJob job;
  job.session = session;
  job.work = [ask = std::move(ask), deliver](contract::Device& device, const contract::JobContext& context) {
    return deliver(ask(device, context));
  };
  job.refuse = [deliver](contract::CompletionCode code, std::string detail) {
    contract::Completion<T> completion;
    completion.code = code;
    completion.detail = std::move(detail);
    return deliver(std::move(completion));
  };
  return job;
}

/// The same for a question to the class interface that the driver table promised for this device.
template <class Interface, class T, class Ask>
DeviceJob make_job(kiosk::base::SessionId session, Ask ask,
                   std::function<void(contract::Completion<T>)> done) {
  const auto cast = [ask = std::move(ask)](contract::Device& device, const contract::JobContext& context) {
    return ask(dynamic_cast<Interface&>(device), context);
  };
  return make_device_job<T>(session, cast, std::move(done));
}

}  // namespace drivers::supervisor
