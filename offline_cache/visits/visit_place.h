// Where a sealed part of a visit belongs. Private to this room.
#pragma once

#include <string>

#include "offline_cache/visits/visit_record.h"

namespace offline_cache::visits {

/// Associated data of a personal part: session, sequence, kind, public fields and digest of its own line, so
/// that neither the part nor the line around it can be exchanged.
std::string place_of(const VisitEvent& event, std::int64_t sequence);

/// JSON text of public fields: keys sorted, no blanks, malformed UTF-8 replaced. The same for equal values.
std::string public_text(const kiosk::base::Json& fields);

}  // namespace offline_cache::visits
