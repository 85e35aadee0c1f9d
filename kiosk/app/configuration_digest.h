// The digest of a configuration folder: says in the trail which configuration was in force.
#pragma once

#include <filesystem>
#include <string>

namespace kiosk::app {

/// SHA-256 in hexadecimal over names and contents of all files below `config`, in the order of their names; a
/// file that cannot be read counts as empty.
std::string configuration_digest(const std::filesystem::path& config);

}  // namespace kiosk::app
