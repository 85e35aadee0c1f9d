// Memory for libcurl that is wiped when it is freed: its buffers hold what citizens sent.
#pragma once

#include <cstddef>

namespace kiosk::central::wiping {

void* allocate(std::size_t size);
void* allocate_zeroed(std::size_t count, std::size_t size);
void* reallocate(void* block, std::size_t size);
void release(void* block);
char* duplicate(const char* text);

}  // namespace kiosk::central::wiping
