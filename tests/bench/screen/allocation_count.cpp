// Operator new that counts.
#include "tests/bench/screen/allocation_count.h"

#include <cstdlib>
#include <new>

namespace {
std::uint64_t allocations = 0;  // the measured frames run on one thread while no other allocates
}

namespace kiosk::benchmarks {
std::uint64_t allocation_count() { return allocations; }
}  // namespace kiosk::benchmarks

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
