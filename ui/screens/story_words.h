// What a case's state looks like, and its times as people read them. Private to the room.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/flow/found_case.h"

namespace ui::screens {

/// "2026-11-23 14:05" of an RFC 3339 time, which the centre and the terminal give in the county's zone.
std::string readable_time(const std::string& rfc3339);
std::string_view story_icon(const kiosk::flow::FoundCase& found);

}  // namespace ui::screens
