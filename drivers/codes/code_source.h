// CodeSource: where codes come from: a serial line or a keyboard device.
#pragma once

#include <stop_token>
#include <string>

#include "drivers/contract/code_reader.h"

namespace drivers::codes {

/// When to give up: the request's deadline and its stop token.
struct ReadLimit {
  kiosk::base::MonoTime deadline;
  std::stop_token stop;
};

/// Device strand only. Errors as of transport::Transport.
class CodeSource {
 public:
  virtual ~CodeSource() = default;
  virtual kiosk::base::Status open() = 0;
  virtual void close() = 0;
  virtual bool is_open() const = 0;
  /// Drops what was scanned before and makes the reader look for a code.
  virtual kiosk::base::Status begin(const ReadLimit& limit) = 0;
  /// Waits for one whole code.
  virtual kiosk::base::Result<contract::ScannedCode> next(const ReadLimit& limit) = 0;
  /// The reader may stop looking; also after an error.
  virtual void end() = 0;
  /// Drops what was scanned between requests; Unavailable when the reader is gone.
  virtual kiosk::base::Status drop_stale() = 0;
  /// As the reader names itself, or the name of its model.
  virtual std::string model() const = 0;
  virtual bool plays_keyboard() const { return false; }
};

}  // namespace drivers::codes
