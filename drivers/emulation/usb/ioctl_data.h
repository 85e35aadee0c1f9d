// Memory of the program under test, as umockdev shows it to the handler of an ioctl.
#pragma once

#include <umockdev.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

namespace drivers::emulation::usb {

template <class T>
struct Unref {
  void operator()(T* object) const { g_object_unref(object); }
};
struct UnrefData {
  void operator()(UMockdevIoctlData* data) const { umockdev_ioctl_data_unref(data); }
};
using IoctlData = std::shared_ptr<UMockdevIoctlData>;

/// What the pointer at `offset` points to; nothing when the program has no such memory.
inline IoctlData resolve(UMockdevIoctlData* data, std::size_t offset, std::size_t size) {
  GError* error = nullptr;
  UMockdevIoctlData* found = umockdev_ioctl_data_resolve(data, offset, size, &error);
  g_clear_error(&error);
  return found == nullptr ? IoctlData() : IoctlData(found, UnrefData());
}

/// Writes into the program's memory.
inline void update(const IoctlData& data, std::size_t offset, const void* bytes, std::size_t size) {
  std::vector<guint8> copy(size);
  std::memcpy(copy.data(), bytes, size);
  umockdev_ioctl_data_update(data.get(), offset, copy.data(), static_cast<gint>(size));
}

/// One field of a structure: those of usbfs end in arrays of no length, which standard C++ has no values of.
template <class T>
T read_at(const IoctlData& data, std::size_t offset = 0) {
  T value{};
  std::memcpy(&value, data->data + offset, sizeof value);
  return value;
}

}  // namespace drivers::emulation::usb
