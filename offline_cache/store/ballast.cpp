// Taking and giving back disk space.
#include "offline_cache/store/ballast.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "kiosk/base/file.h"

namespace offline_cache::store {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

kiosk::base::Status Ballast::take() {
  if (is_whole()) return {};
  const kiosk::base::UniqueFd fd(open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  // posix_fallocate gives its error as its value.
  const int number = fd ? posix_fallocate(fd.get(), 0, bytes_) : errno;
  if (number == 0 && fsync(fd.get()) == 0) return {};
  release();  // half a ballast would only take what others need
  const bool full = number == ENOSPC || number == EDQUOT;
  return fail(full ? ErrorCode::Exhausted : ErrorCode::Unavailable,
              "cannot hold disk space in reserve: " + kiosk::base::errno_text(number), file_.string());
}

bool Ballast::release() { return bytes_ > 0 && unlink(file_.c_str()) == 0; }

bool Ballast::is_whole() const {
  std::error_code error;
  return bytes_ == 0 || std::filesystem::file_size(file_, error) == static_cast<std::uintmax_t>(bytes_);
}

}  // namespace offline_cache::store
