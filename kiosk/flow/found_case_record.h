// Found cases and issued documents as JSON, for the record of a visit. Private to this room.
#pragma once

#include "kiosk/base/json_file.h"
#include "kiosk/flow/found_case.h"

namespace kiosk::flow {

base::Json to_json(const std::vector<IssuedDocument>& documents);
base::Json to_json(const std::vector<FoundCase>& cases);
base::Json to_json(const Lookup& lookup);
/// Throw Json::exception where a member is missing.
std::vector<IssuedDocument> documents_from(const base::Json& list);
std::vector<FoundCase> cases_from(const base::Json& list);

}  // namespace kiosk::flow
