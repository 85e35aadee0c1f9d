// Contract: checks messages against the schemas of the OpenAPI document.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/base/json_file.h"

namespace tests::central {

/// Immutable after loading.
class Contract {
 public:
  /// Compiles every schema below components/schemas. InvalidData when one cannot be compiled.
  static kiosk::base::Result<Contract> load(const std::filesystem::path& openapi);
  Contract(Contract&&) noexcept;
  Contract& operator=(Contract&&) noexcept;
  ~Contract();

  /// The first violation: `where` is a JSON pointer into the message. NotFound for an unknown schema.
  std::optional<kiosk::base::Error> check(const std::string& schema, const kiosk::base::Json& message) const;

 private:
  struct Compiled;
  Contract();
  std::map<std::string, std::unique_ptr<Compiled>> schemas_;
};

}  // namespace tests::central
