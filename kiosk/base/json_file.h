// Checked JSON: a file and its JSON Schema (draft-07) in, a document or a message with file, place and reason
// out.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace kiosk::base {

using Json = nlohmann::json;

/// Parses JSON text. An error names line and column.
Result<Json> parse_json(std::string_view text, const std::string& name);
/// Reads and parses one file.
Result<Json> read_json_file(const std::filesystem::path& path);

/// A compiled JSON Schema draft-07. Immutable; any thread.
class JsonSchema {
 public:
  static Result<JsonSchema> load(const std::filesystem::path& path);
  JsonSchema(JsonSchema&&) noexcept;
  JsonSchema& operator=(JsonSchema&&) noexcept;
  ~JsonSchema();

  /// One error per violation: `where` is "file#/json/pointer". Empty when the document is valid.
  std::vector<Error> check(const Json& document, const std::string& file) const;

 private:
  struct Compiled;
  explicit JsonSchema(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

/// Reads a file and checks it; all violations in one error's message, the first one's place in `where`.
Result<Json> read_checked_json(const std::filesystem::path& path, const JsonSchema& schema);

}  // namespace kiosk::base
