// poll(2) over event devices, inotify(7) over their folder, eventfd(2) for other threads.
#include "ui/shell/input_watch.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <vector>

namespace ui::shell {

namespace {

/// Takes all that is there; what it says is SDL's business. False when the device is gone.
bool drain(int fd) {
  std::array<char, 4096> bytes{};
  ssize_t count = 0;
  while ((count = read(fd, bytes.data(), bytes.size())) > 0) {
  }
  return count < 0 && (errno == EAGAIN || errno == EINTR);
}

}  // namespace

InputWatch::InputWatch(std::filesystem::path folder)
    : folder_(std::move(folder)),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      changes_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  // A device's rights are set after it was made: that change is waited for, too.
  inotify_add_watch(changes_.get(), folder_.c_str(), IN_CREATE | IN_DELETE | IN_ATTRIB);
  look_for_devices();
}

void InputWatch::look_for_devices() {
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, absent)) {
    const std::string name = entry.path().filename();
    if (name.rfind("event", 0) != 0 || devices_.count(name) > 0) continue;
    kiosk::base::UniqueFd fd(open(entry.path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (fd) devices_.emplace(name, std::move(fd));
  }
}

bool InputWatch::wait(kiosk::base::Duration at_most) {
  std::vector<pollfd> all{{wake_.get(), POLLIN, 0}, {changes_.get(), POLLIN, 0}};
  for (const auto& [name, fd] : devices_) all.push_back({fd.get(), POLLIN, 0});
  const int timeout = at_most.count() < 0 ? -1 : static_cast<int>(at_most.count());
  if (poll(all.data(), all.size(), timeout) <= 0) return false;
  std::uint64_t times = 0;
  if (all[0].revents != 0) static_cast<void>(read(wake_.get(), &times, sizeof times) > 0);
  std::size_t i = 2;
  for (auto at = devices_.begin(); at != devices_.end(); ++i) {
    const bool spoke = all[i].revents != 0;
    at = spoke && !drain(at->second.get()) ? devices_.erase(at) : std::next(at);
  }
  if (all[1].revents != 0) {
    drain(changes_.get());
    look_for_devices();
  }
  return true;
}

void InputWatch::wake() const {
  const std::uint64_t once = 1;
  static_cast<void>(write(wake_.get(), &once, sizeof once) > 0);
}

}  // namespace ui::shell
