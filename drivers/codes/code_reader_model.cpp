// Loading of code reader models.
#include "drivers/codes/code_reader_model.h"

#include <charconv>

#include "kiosk/base/json_file.h"

namespace drivers::codes {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::Result;

/// "16 54 0D" to three bytes; the schema has checked the form.
std::vector<std::uint8_t> bytes_of(const std::string& hex) {
  std::vector<std::uint8_t> bytes;
  for (std::size_t place = 0; place + 1 < hex.size(); place += 3) {
    std::uint8_t byte = 0;
    std::from_chars(hex.data() + place, hex.data() + place + 2, byte, 16);
    bytes.push_back(byte);
  }
  return bytes;
}

}  // namespace

Result<CodeReaderModel> load_code_reader_model(const std::filesystem::path& folder,
                                               const std::filesystem::path& schema, const std::string& name) {
  if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos) {
    return kiosk::base::fail(ErrorCode::InvalidArgument, "not the name of a code reader model", name);
  }
  auto rules = kiosk::base::JsonSchema::load(schema);
  if (!rules) return tl::unexpected(rules.error());
  const auto json = kiosk::base::read_checked_json(folder / (name + ".json"), *rules);
  if (!json) return tl::unexpected(json.error());
  CodeReaderModel model;
  model.name = name;
  const auto terminator = bytes_of(json->at("terminator"));
  model.marks.terminator.assign(terminator.begin(), terminator.end());
  model.marks.aim_identifier = json->at("aim_identifier");
  model.trigger_on = bytes_of(json->at("trigger_on"));
  model.trigger_off = bytes_of(json->at("trigger_off"));
  return model;
}

}  // namespace drivers::codes
