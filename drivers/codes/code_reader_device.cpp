// Requests, states and faults of a code reader.
#include "drivers/codes/code_reader_device.h"

namespace drivers::codes {

using contract::Completion;
using contract::DeviceState;
using contract::FaultType;
using contract::ScannedCode;
using kiosk::base::Error;
using kiosk::base::Status;

CodeReaderDevice::CodeReaderDevice(const contract::DriverContext& context, std::unique_ptr<CodeSource> source)
    : source_(std::move(source)),
      board_(context.clock, contract::DeviceClass::CodeReader, context.id, context.observer) {}

Status CodeReaderDevice::open() {
  if (auto opened = source_->open(); !opened) {
    board_.note_gone(opened.error());
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
  if (auto dropped = source_->drop_stale(); !dropped) board_.note_gone(dropped.error());
}

Completion<ScannedCode> CodeReaderDevice::read_code(const contract::JobContext& context) {
  const ReadLimit limit{context.deadline, context.stop};
  if (auto begun = source_->begin(limit); !begun) return contract::ended_by<ScannedCode>(begun.error(), board_);
  auto code = source_->next(limit);
  source_->end();
  if (!code) return contract::ended_by<ScannedCode>(code.error(), board_);
  Completion<ScannedCode> completion;
  completion.value = std::move(*code);
  return completion;
}

}  // namespace drivers::codes
