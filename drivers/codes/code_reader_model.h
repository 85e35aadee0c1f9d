// CodeReaderModel: what differs between serial code readers, as data.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "drivers/codes/code_assembler.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace drivers::codes {

struct CodeReaderModel {
  std::string name = "generic";
  CodeMarks marks{};
  std::vector<std::uint8_t> trigger_on{};   ///< empty: it always looks
  std::vector<std::uint8_t> trigger_off{};
  kiosk::base::Duration silence{40};  ///< without a byte: what came in is a whole code
  kiosk::base::Duration stall{500};   ///< without the terminator: half a code, dropped
};

/// Reads FOLDER/NAME.json and checks it against the schema. NotFound, InvalidData, or InvalidArgument for a name that
/// is none.
kiosk::base::Result<CodeReaderModel> load_code_reader_model(const std::filesystem::path& folder,
                                                            const std::filesystem::path& schema,
                                                            const std::string& name);

}  // namespace drivers::codes
