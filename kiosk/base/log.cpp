// Log lines to standard error.
#include "kiosk/base/log.h"

#include <unistd.h>

#include <atomic>
#include <string>

namespace kiosk::base {
namespace {

std::atomic<LogLevel> least_important{LogLevel::Notice};

}  // namespace

void log(LogLevel level, std::string_view room, std::string_view text) {
  if (level > least_important.load(std::memory_order_relaxed)) return;
  std::string line = "<" + std::to_string(static_cast<int>(level)) + ">";
  line.append(room).append(": ").append(text).append("\n");
  [[maybe_unused]] const ssize_t put = write(STDERR_FILENO, line.data(), line.size());
}

void set_log_level(LogLevel level) { least_important.store(level, std::memory_order_relaxed); }

}  // namespace kiosk::base
