// Requests, states and faults of a code reader.
#include "drivers/codes/code_reader_device.h"

namespace drivers::codes {

using contract::Completion;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::ScannedCode;
using kiosk::base::Error;
using kiosk::base::ErrorCode;
using kiosk::base::Status;

CodeReaderDevice::CodeReaderDevice(const contract::DriverContext& context, std::unique_ptr<CodeSource> source)
    : source_(std::move(source)),
      board_(context.clock, contract::DeviceClass::CodeReader, context.id, context.observer) {}

Status CodeReaderDevice::open() {
  if (auto opened = source_->open(); !opened) {
    note_gone(opened.error());
    return opened;
  }
  board_.set_identity(source_->model(), "");
  const bool keyboard = source_->plays_keyboard();
  board_.set_capabilities(
      {keyboard ? "HID keyboard" : "serial", "", contract::CodeReaderCapabilities{keyboard, true}});
  board_.clear(FaultType::DeviceMissing);
  board_.set_state(DeviceState::Online);
  return {};
}

void CodeReaderDevice::poll() {
  if (!source_->is_open()) return;
  if (auto dropped = source_->drop_stale(); !dropped) note_gone(dropped.error());
}

Completion<ScannedCode> CodeReaderDevice::read_code(const contract::JobContext& context) {
  const ReadLimit limit{context.deadline, context.stop};
  if (auto begun = source_->begin(limit); !begun) return failed(begun.error());
  auto code = source_->next(limit);
  source_->end();
  if (!code) return failed(code.error());
  Completion<ScannedCode> completion;
  completion.value = std::move(*code);
  return completion;
}

Completion<ScannedCode> CodeReaderDevice::failed(const Error& error) {
  Completion<ScannedCode> completion;
  completion.detail = error.message;
  if (error.code == ErrorCode::TimedOut || error.code == ErrorCode::Canceled) {
    completion.code = error.code == ErrorCode::TimedOut ? CompletionCode::TimeOut : CompletionCode::Canceled;
    return completion;
  }
  note_gone(error);
  completion.code = CompletionCode::HardwareError;
  completion.fault = FaultType::DeviceMissing;
  return completion;
}

void CodeReaderDevice::note_gone(const Error& error) {
  board_.raise(FaultType::DeviceMissing, error.message);
  board_.set_state(DeviceState::NoDevice);
}

}  // namespace drivers::codes
