// Strokes to codes.
#include "drivers/codes/keyboard_code_source.h"

namespace drivers::codes {

using contract::ScannedCode;
using kiosk::base::Result;
using kiosk::base::Status;

void KeyboardCodeSource::close() {
  assembler_.reset();
  device_.close();
}

Status KeyboardCodeSource::begin(const ReadLimit&) { return drop_stale(); }

Result<ScannedCode> KeyboardCodeSource::next(const ReadLimit& limit) {
  while (true) {
    const auto event = device_.next(limit.deadline, limit.stop);
    if (!event) return tl::unexpected(event.error());
    if (auto code = assembler_.feed(*event)) return std::move(*code);
  }
}

/// The strokes still go through the assembler: the front of a code that is coming in must not make its tail look
/// like a whole one. Finished codes are dropped.
Status KeyboardCodeSource::drop_stale() {
  while (true) {
    const auto event = device_.next({}, {});
    if (!event && event.error().code == kiosk::base::ErrorCode::TimedOut) break;
    if (!event) return tl::unexpected(event.error());
    (void)assembler_.feed(*event);
  }
  assembler_.spoil_current();
  return {};
}

std::string KeyboardCodeSource::model() const {
  const std::string name = device_.name();
  return name.empty() ? "keyboard code reader" : name;
}

}  // namespace drivers::codes
