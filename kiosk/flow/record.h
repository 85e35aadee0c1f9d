// The record of a visit: occurrences as public words plus a personal part that is sealed before it is
// written.
#pragma once

#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/flow/event.h"

namespace kiosk::flow {

/// One occurrence, ready to be written. The public part names the event, its time and what is not personal;
/// the personal part is a row of fields, each a little-endian 32-bit length and its bytes; empty when there
/// is none.
struct OccurrenceRecord {
  base::Json open;
  base::SecureBytes personal;
};

OccurrenceRecord to_record(const Occurrence& occurrence);
/// The reverse. InvalidData when the record is not of this program's making.
base::Result<Occurrence> from_record(const OccurrenceRecord& record);

/// All of a session's content in one canonical row of bytes: equal bytes mean equal sessions. Holds personal
/// data.
base::SecureBytes canonical_bytes(const Session& session);

}  // namespace kiosk::flow
