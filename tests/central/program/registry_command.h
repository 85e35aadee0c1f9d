// The registry of terminals for people and scripts.
#pragma once

#include <filesystem>

namespace tests::central {

/// Prints each terminal as it last reported. Returns the exit code.
int show_registry(const std::filesystem::path& database, bool as_json);

}  // namespace tests::central
