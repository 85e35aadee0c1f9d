// IoctlHandler: answers the ioctls of one file below /dev, on the loop's thread.
#pragma once

#include <functional>

#include "drivers/emulation/event_loop.h"
#include "drivers/emulation/usb/ioctl_data.h"

namespace drivers::emulation::usb {

/// One ioctl of the program under test.
struct IoctlCall {
  unsigned long request = 0;
  std::uint64_t value = 0;  ///< the argument itself, where it is no pointer
  IoctlData argument{};     ///< the structure that the argument points to
};
/// What the program gets: a result of 0 or more, or an error number.
struct IoctlReply {
  int result = 0;
  int error = 0;
};

/// Must outlive the testbed, since a program may hold a file that is long gone. The loop must outlive it.
class IoctlHandler {
 public:
  using Answer = std::function<IoctlReply(const IoctlCall&)>;

  /// `by_value`: the one request whose argument is no pointer; 0 for none.
  IoctlHandler(EventLoop& loop, Answer answer, unsigned long by_value = 0);
  IoctlHandler(const IoctlHandler&) = delete;
  IoctlHandler& operator=(const IoctlHandler&) = delete;

  UMockdevIoctlBase* get() const { return base_.get(); }

 private:
  static gboolean on_ioctl(UMockdevIoctlBase* base, UMockdevIoctlClient* client, gpointer self);

  EventLoop& loop_;
  Answer answer_;
  unsigned long by_value_;
  std::unique_ptr<UMockdevIoctlBase, Unref<UMockdevIoctlBase>> base_;
};

}  // namespace drivers::emulation::usb
