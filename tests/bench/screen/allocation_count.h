// How many allocations operator new has made in this program.
#pragma once

#include <cstdint>

namespace kiosk::benchmarks {

/// Of all threads since the start; this program alone replaces operator new.
std::uint64_t allocation_count();

}  // namespace kiosk::benchmarks
