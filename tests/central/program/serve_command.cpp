// Running the server on the main thread and the control socket on a strand.
#include "tests/central/program/serve_command.h"

#include <charconv>
#include <iostream>

#include "kiosk/base/command_line.h"
#include "kiosk/base/local_socket.h"
#include "kiosk/base/strand.h"

namespace tests::central {

namespace base = kiosk::base;

bool parse_listen(const std::string& text, CentralServerOptions& options) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return false;
  options.address = text.substr(0, colon);
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data() + colon + 1, end, options.port);
  return parsed.ec == std::errc() && parsed.ptr == end;
}

int serve(const CentralServerOptions& options, const std::filesystem::path& control) {
  const base::SystemClock clock;
  auto server = CentralServer::create(options, clock);
  if (!server) {
    std::cerr << "kiosk-central: " << server.error().to_string() << "\n";
    return server.error().code == base::ErrorCode::Unavailable ? base::kExitUnavailable : base::kExitConfig;
  }
  (*server)->stop_on_signals();
  base::Strand control_strand("control", clock);
  std::stop_source stop;
  if (!control.empty()) {
    auto lines = base::LineServer::listen(control);
    if (!lines) {
      std::cerr << "kiosk-central: " << lines.error().to_string() << "\n";
      return base::kExitUnavailable;
    }
    const auto shared = std::make_shared<base::LineServer>(std::move(*lines));
    control_strand.post([shared, &server, token = stop.get_token()] {
      shared->serve([&server](const std::string& line) { return (*server)->command(line); }, token);
    });
  }
  std::cout << "kiosk-central: listening on https://" << options.address << ":" << (*server)->port()
            << std::endl;
  (*server)->run();
  stop.request_stop();
  control_strand.stop();
  return base::kExitOk;
}

}  // namespace tests::central
