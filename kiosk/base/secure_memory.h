// Locked memory for personal data: never swapped, not in core dumps, wiped when given back.
#pragma once

#include <cstddef>

namespace kiosk::base {

/// A zeroed block of locked memory of at least `size` bytes. Aborts when memory is exhausted. Any thread.
void* secure_allocate(std::size_t size);
/// Wipes and gives back a block of secure_allocate with the same size.
void secure_free(void* block, std::size_t size) noexcept;
/// Overwrites memory in a way that the compiler must not remove.
void wipe(void* memory, std::size_t size) noexcept;
/// Bytes of secure memory that are handed out now; 0 after a visit has been wiped.
std::size_t secure_bytes_in_use();
/// False when the kernel refused to lock some block (limit too low): said in the terminal's status.
bool secure_memory_is_locked();

}  // namespace kiosk::base
