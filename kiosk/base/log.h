// The technical log: one line per fact on standard error, with a priority that journald understands.
#pragma once

#include <string_view>

namespace kiosk::base {

enum class LogLevel { Error = 3, Warning = 4, Notice = 5, Info = 6 };

/// Writes one line "<priority>room: text" in one write. Never pass personal data. Any thread.
void log(LogLevel level, std::string_view room, std::string_view text);
/// Lines less important than this are not written; Notice at start.
void set_log_level(LogLevel level);

}  // namespace kiosk::base
