// malloc and friends with a wipe before every free.
#include "kiosk/central/wiping_memory.h"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "kiosk/base/secure_memory.h"

namespace kiosk::central::wiping {

void* allocate(std::size_t size) { return std::malloc(size); }

void* allocate_zeroed(std::size_t count, std::size_t size) { return std::calloc(count, size); }

void release(void* block) {
  if (block == nullptr) return;
  base::wipe(block, malloc_usable_size(block));
  std::free(block);
}

void* reallocate(void* block, std::size_t size) {
  // Never realloc: it may move the bytes and leave the old ones behind.
  if (block == nullptr) return allocate(size);
  const std::size_t old_size = malloc_usable_size(block);
  if (size <= old_size && size > 0) return block;
  void* moved = allocate(size);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, block, std::min(size, old_size));
  release(block);
  return moved;
}

char* duplicate(const char* text) {
  const std::size_t size = std::strlen(text) + 1;
  char* copy = static_cast<char*>(allocate(size));
  if (copy != nullptr) std::memcpy(copy, text, size);
  return copy;
}

}  // namespace kiosk::central::wiping
