// Reading the registry out of the database.
#include "tests/central/program/registry_command.h"

#include <iostream>

#include "kiosk/base/command_line.h"
#include "kiosk/base/json_file.h"
#include "tests/central/cases/registry_repository.h"

namespace tests::central {
namespace {

using kiosk::base::Json;

Json to_json(const TerminalRecord& record) {
  return {{"terminal_id", record.terminal},
          {"seen_at", kiosk::base::to_rfc3339({kiosk::base::Duration{record.seen_ms}})},
          {"report", Json::parse(record.report)}};
}

void print(const Json& terminal) {
  const Json& report = terminal["report"];
  std::cout << terminal["terminal_id"].get<std::string>() << "  seen "
            << terminal["seen_at"].get<std::string>() << "  " << report.value("software", "")
            << "  configuration " << report.value("configuration", "unknown").substr(0, 12) << "  queued "
            << report["queued"] << "  trail "
            << (report.contains("audit_head") ? report["audit_head"]["sequence"] : Json(0)) << "\n";
  for (const Json& fault : report["faults"]) {
    std::cout << "  " << fault["device"].get<std::string>() << ": " << fault["type"].get<std::string>()
              << "\n";
  }
}

}  // namespace

int show_registry(const std::filesystem::path& database, bool as_json) {
  namespace base = kiosk::base;
  const auto registry = RegistryRepository::open(database);
  if (!registry) {
    std::cerr << "kiosk-central: " << registry.error().to_string() << "\n";
    return base::kExitFailed;
  }
  Json list = Json::array();
  for (const TerminalRecord& record : registry->terminals()) list.push_back(to_json(record));
  if (as_json) {
    std::cout << list.dump(2) << "\n";
    return base::kExitOk;
  }
  for (const Json& terminal : list) print(terminal);
  return base::kExitOk;
}

}  // namespace tests::central
