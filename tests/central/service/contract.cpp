// The contract's schemas through valijson.
#include "tests/central/service/contract.h"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace tests::central {

using kiosk::base::ErrorCode;
using kiosk::base::Json;

struct Contract::Compiled {
  valijson::Schema schema;
};

Contract::Contract() = default;
Contract::Contract(Contract&&) noexcept = default;
Contract& Contract::operator=(Contract&&) noexcept = default;
Contract::~Contract() = default;

kiosk::base::Result<Contract> Contract::load(const std::filesystem::path& openapi) {
  const auto document = kiosk::base::read_json_file(openapi);
  if (!document) return tl::unexpected(document.error());
  Contract contract;
  try {
    for (const auto& [name, schema] : document->at("components").at("schemas").items()) {
      const Json root = {{"$ref", "#/components/schemas/" + name},
                         {"components", document->at("components")}};
      auto compiled = std::make_unique<Compiled>();
      valijson::SchemaParser(valijson::SchemaParser::kDraft7)
          .populateSchema(valijson::adapters::NlohmannJsonAdapter(root), compiled->schema);
      contract.schemas_[name] = std::move(compiled);
    }
  } catch (const std::exception& error) {
    return kiosk::base::fail(ErrorCode::InvalidData, error.what(), openapi.string());
  }
  return contract;
}

std::optional<kiosk::base::Error> Contract::check(const std::string& schema, const Json& message) const {
  const auto found = schemas_.find(schema);
  if (found == schemas_.end()) return kiosk::base::Error{ErrorCode::NotFound, "no such schema", schema};
  valijson::Validator validator;
  valijson::ValidationResults results;
  const valijson::adapters::NlohmannJsonAdapter adapter(message);
  if (validator.validate(found->second->schema, adapter, &results)) return std::nullopt;
  kiosk::base::Error deepest{ErrorCode::InvalidData, "breaks the contract"};
  std::size_t depth = 0;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    if (error.context.size() <= depth) continue;
    depth = error.context.size();
    deepest.message = error.description;
    deepest.where.clear();
    for (std::size_t i = 1; i < error.context.size(); ++i) {
      const std::string& part = error.context[i];
      deepest.where += "/" + part.substr(1, part.size() - 2);
    }
  }
  return deepest;
}

}  // namespace tests::central
