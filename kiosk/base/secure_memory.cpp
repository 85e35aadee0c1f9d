// A small pool of locked pages, cut into blocks of powers of two.
#include "kiosk/base/secure_memory.h"

#include <sys/mman.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>

namespace kiosk::base {
namespace {

constexpr std::size_t kSmallestBlock = 64;
constexpr std::size_t kRegionSize = 256 * 1024;
constexpr std::size_t kClasses = 13;  // 64 bytes … 256 KiB

struct FreeBlock {
  FreeBlock* next;
};

/// Size classes by powers of two; a block larger than a region is mapped alone.
class Pool {
 public:
  void* allocate(std::size_t size) {
    const std::lock_guard lock(mutex_);
    const std::size_t rounded = round_up(size);
    in_use_ += rounded;
    if (rounded > kRegionSize) return map(rounded);
    FreeBlock*& head = free_[class_of(rounded)];
    if (head == nullptr) return carve(rounded);
    FreeBlock* block = head;
    head = block->next;
    std::memset(block, 0, sizeof(FreeBlock));
    return block;
  }

  void release(void* memory, std::size_t size) noexcept {
    const std::lock_guard lock(mutex_);
    const std::size_t rounded = round_up(size);
    wipe(memory, rounded);
    in_use_ -= rounded;
    if (rounded > kRegionSize) {
      munmap(memory, rounded);
      return;
    }
    auto* block = static_cast<FreeBlock*>(memory);
    FreeBlock*& head = free_[class_of(rounded)];
    block->next = head;
    head = block;
  }

  std::size_t in_use() {
    const std::lock_guard lock(mutex_);
    return in_use_;
  }

  bool locked() {
    const std::lock_guard lock(mutex_);
    return locked_;
  }

 private:
  static std::size_t round_up(std::size_t size) {
    return std::bit_ceil(size < kSmallestBlock ? kSmallestBlock : size);
  }
  static std::size_t class_of(std::size_t rounded) {
    return static_cast<std::size_t>(std::countr_zero(rounded) - std::countr_zero(kSmallestBlock));
  }

  void* carve(std::size_t rounded) {
    if (region_left_ < rounded) {
      region_ = static_cast<std::uint8_t*>(map(kRegionSize));
      region_left_ = kRegionSize;
    }
    void* block = region_;
    region_ += rounded;
    region_left_ -= rounded;
    return block;
  }

  void* map(std::size_t size) {
    void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) std::abort();
    if (mlock(memory, size) != 0) locked_ = false;
    madvise(memory, size, MADV_DONTDUMP);
    return memory;
  }

  std::mutex mutex_;
  std::array<FreeBlock*, kClasses> free_{};
  std::uint8_t* region_ = nullptr;
  std::size_t region_left_ = 0;
  std::size_t in_use_ = 0;
  bool locked_ = true;
};

// Never destroyed: statics of other files may still hold blocks when the program ends.
Pool& pool() {
  static Pool* const instance = new Pool;
  return *instance;
}

}  // namespace

void* secure_allocate(std::size_t size) { return pool().allocate(size); }
void secure_free(void* block, std::size_t size) noexcept { pool().release(block, size); }
void wipe(void* memory, std::size_t size) noexcept { explicit_bzero(memory, size); }
std::size_t secure_bytes_in_use() { return pool().in_use(); }
bool secure_memory_is_locked() { return pool().locked(); }

}  // namespace kiosk::base
