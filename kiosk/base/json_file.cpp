// JSON parsing with line numbers and schema checks by valijson.
#include "kiosk/base/json_file.h"

#include <algorithm>
#include <memory>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "kiosk/base/file.h"

namespace kiosk::base {
namespace {

std::string line_and_column(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column = start == std::string_view::npos ? before.size() + 1 : before.size() - start;
  return ":" + std::to_string(line) + ":" + std::to_string(column);
}

/// valijson names a place "<root>[services][0]": turned into the JSON pointer "/services/0" (RFC 6901).
std::string to_pointer(const std::vector<std::string>& context) {
  std::string pointer;
  for (const std::string& part : context) {
    if (part.size() < 2 || part.front() != '[') continue;
    pointer += '/' + part.substr(1, part.size() - 2);
  }
  return pointer;
}

}  // namespace

struct JsonSchema::Compiled {
  valijson::Schema schema;
};

JsonSchema::JsonSchema(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
JsonSchema::JsonSchema(JsonSchema&&) noexcept = default;
JsonSchema& JsonSchema::operator=(JsonSchema&&) noexcept = default;
JsonSchema::~JsonSchema() = default;

Result<Json> parse_json(std::string_view text, const std::string& name) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    const std::size_t at = error.byte > 0 ? error.byte - 1 : 0;
    return fail(ErrorCode::InvalidData, error.what(), name + line_and_column(text, at));
  } catch (const Json::out_of_range&) {
    return fail(ErrorCode::InvalidData, "a number is larger than any that we can hold", name);
  }
}

Result<Json> read_json_file(const std::filesystem::path& path) {
  auto text = read_file(path);
  if (!text) return tl::unexpected(text.error());
  return parse_json(*text, path.string());
}

Result<JsonSchema> JsonSchema::load(const std::filesystem::path& path) {
  auto document = read_json_file(path);
  if (!document) return tl::unexpected(document.error());
  auto compiled = std::make_unique<Compiled>();
  try {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(*document), compiled->schema);
  } catch (const std::exception& error) {
    return fail(ErrorCode::InvalidData, std::string("not a usable JSON Schema: ") + error.what(),
                path.string());
  }
  return JsonSchema(std::move(compiled));
}

std::vector<Error> JsonSchema::check(const Json& document, const std::string& file) const {
  valijson::Validator validator;
  valijson::ValidationResults results;
  const valijson::adapters::NlohmannJsonAdapter adapter(document);
  std::vector<Error> errors;
  if (validator.validate(compiled_->schema, adapter, &results)) return errors;
  valijson::ValidationResults::Error found;
  while (results.popError(found)) {
    errors.push_back({ErrorCode::InvalidData, found.description, file + "#" + to_pointer(found.context)});
  }
  // The deepest place says most; the outer ones only repeat that something inside is wrong.
  std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
    return std::count(a.where.begin(), a.where.end(), '/') > std::count(b.where.begin(), b.where.end(), '/');
  });
  return errors;
}

Result<Json> read_checked_json(const std::filesystem::path& path, const JsonSchema& schema) {
  auto document = read_json_file(path);
  if (!document) return document;
  const std::vector<Error> errors = schema.check(*document, path.string());
  if (errors.empty()) return document;
  std::string message = errors.front().message;
  for (std::size_t i = 1; i < errors.size() && i < 4; ++i) {
    message += "; " + errors[i].where + ": " + errors[i].message;
  }
  return fail(ErrorCode::InvalidData, message, errors.front().where);
}

}  // namespace kiosk::base
