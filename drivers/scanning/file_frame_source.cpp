// Showing files as frames.
#include "drivers/scanning/file_frame_source.h"

#include <set>

#include "drivers/scanning/camera_pixels.h"
#include "drivers/transport/pause.h"
#include "kiosk/base/file.h"
#include "kiosk/typeset/bitmap.h"

namespace drivers::scanning {

using contract::PageRaster;
using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

Result<PageRaster> read_picture(const std::filesystem::path& path) {
  if (path.extension() != ".png") {
    const auto bytes = kiosk::base::read_file(path, 512U << 20);
    if (!bytes) return tl::unexpected(bytes.error());
    return from_pnm(kiosk::base::as_bytes(*bytes));
  }
  auto bitmap = kiosk::typeset::read_png(path);
  if (!bitmap) return fail(ErrorCode::InvalidData, "a frame is no PNG", "frame");
  PageRaster page{bitmap->width, bitmap->height, 3, 0, {}};
  page.pixels.reserve(page.stride() * static_cast<std::size_t>(page.height));
  for (std::size_t i = 0; i < bitmap->bytes.size(); ++i) {
    if (i % 4 != 3) page.pixels.push_back(bitmap->bytes[i]);
  }
  bitmap->wipe();
  return page;
}

bool FileFrameSource::present() const {
  std::error_code ignored;
  return std::filesystem::is_directory(folder_, ignored);
}

Status FileFrameSource::open() {
  if (!present()) return fail(ErrorCode::NotFound, "there is no such folder", description());
  open_ = true;
  due_ = clock_.now();
  return {};
}

std::filesystem::path FileFrameSource::next_file() {
  std::set<std::string> names;
  std::error_code gone;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, gone)) {
    const std::string kind = entry.path().extension().string();
    if (kind == ".png" || kind == ".ppm" || kind == ".pgm") names.insert(entry.path().filename().string());
  }
  if (names.empty()) return {};
  const auto after = names.upper_bound(last_);
  last_ = after == names.end() ? *names.begin() : *after;
  return folder_ / last_;
}

Result<PageRaster> FileFrameSource::next(MonoTime deadline, const std::stop_token& stop) {
  while (open_ && present()) {
    const MonoTime until = std::min(std::max(due_, clock_.now()), deadline);
    transport::pause_for(until - clock_.now(), clock_, stop);
    if (stop.stop_requested()) return fail(ErrorCode::Canceled, "canceled", description());
    if (clock_.now() >= deadline) return fail(ErrorCode::TimedOut, "no frame in time", description());
    due_ = clock_.now() + interval_;
    const auto file = next_file();
    if (!file.empty()) return read_picture(file);
  }
  close();
  return fail(ErrorCode::Unavailable, "the camera is gone", description());
}

}  // namespace drivers::scanning
