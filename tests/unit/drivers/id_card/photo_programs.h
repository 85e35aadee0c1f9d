// Small programs in the place of a maker's photo decoder.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "drivers/id_card/photo_decoder.h"
#include "tests/support/temporary_folder.h"

namespace photo_programs {

/// A PPM in which every pixel is red 1, green 2, blue 3, made from a complete input only.
inline const std::string kGood = R"(
data = sys.stdin.buffer.read()
if len(data) != 1024: sys.exit(3)
sys.stdout.buffer.write(b'P6\n102 126\n255\n' + bytes([1, 2, 3]) * (102 * 126))
)";

/// Writes a Python program and makes it executable; gives its path.
inline std::string write_program(const std::filesystem::path& folder, const std::string& name,
                                 const std::string& body) {
  const auto path = folder / name;
  std::ofstream(path) << "#!/usr/bin/python3 -IS\nimport os, sys\n" << body;
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path.string();
}

/// CTest tells where the sandbox lies; without it, below the usual build folder.
inline std::string sandbox() {
  const char* told = std::getenv("KIOSK_PHOTO_SANDBOX");
  return told != nullptr ? told : "build/dev/bin/kiosk-photo-sandbox";
}

/// Generous, because the machine may be busy: only what hangs waits so long.
inline drivers::id_card::PhotoDecoderSettings settings_of(const std::string& program) {
  return {program, std::filesystem::absolute(sandbox()).string(), kiosk::base::Duration{20'000}};
}

}  // namespace photo_programs
