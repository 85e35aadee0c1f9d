// The service itself as a command.
#pragma once

#include <filesystem>
#include <string>

#include "tests/central/service/central_server.h"

namespace tests::central {

/// Serves until SIGINT or SIGTERM. Prints one line with the address when it is ready. Returns the exit code.
int serve(const CentralServerOptions& options, const std::filesystem::path& control);
/// "127.0.0.1:8443" into the options. False when it is not an address and a port.
bool parse_listen(const std::string& text, CentralServerOptions& options);

}  // namespace tests::central
