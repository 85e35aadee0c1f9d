// Local sockets that speak in lines: one request line, one answer line. For tools on the same machine.
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/file.h"
#include "kiosk/base/result.h"

namespace kiosk::base {

/// A Unix socket (mode 0600) that serves one connection after the other. `serve` blocks: run it on a strand.
class LineServer {
 public:
  using Handler = std::function<std::string(const std::string& line)>;
  /// Replaces a stale socket file.
  static Result<LineServer> listen(const std::filesystem::path& path);
  LineServer(LineServer&&) noexcept = default;
  LineServer& operator=(LineServer&&) noexcept = default;
  ~LineServer();
  /// Answers lines until stop is requested (looked at every 50 ms).
  void serve(const Handler& handler, const std::stop_token& stop);

 private:
  LineServer(UniqueFd fd, std::filesystem::path path) : fd_(std::move(fd)), path_(std::move(path)) {}
  UniqueFd fd_;
  std::filesystem::path path_;
};

/// Asks one line and waits for the answer line.
Result<std::string> ask_line(const std::filesystem::path& path, const std::string& line, Duration deadline);

}  // namespace kiosk::base
