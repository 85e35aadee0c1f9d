// Collecting pages and checking that they are whole.
#include "drivers/scanning/sane_session.h"

#include <algorithm>
#include <utility>

namespace drivers::scanning {

using contract::PageRaster;
using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::MonoTime;
using kiosk::base::SecureBytes;

namespace {

/// A scanner whose head is on its way needs about so long to take note of a cancel.
constexpr Duration kCancelGrace{1000};
/// What a backend may take to close its device after the job's end; one that hangs there is killed.
constexpr Duration kClosingGrace{2000};
/// A hand-fed page without a known height may not grow for ever.
constexpr std::size_t kLongestPage = 1U << 30;

PageRaster without_gaps(const PageGeometry& geometry, SecureBytes bytes) {
  PageRaster page;
  page.width = geometry.width;
  page.height = static_cast<int>(bytes.size() / static_cast<std::size_t>(geometry.bytes_per_line));
  page.channels = geometry.channels;
  page.resolution = geometry.resolution;
  const std::size_t stride = page.stride();
  const auto gapped = static_cast<std::size_t>(geometry.bytes_per_line);
  if (gapped != stride) {
    for (std::size_t row = 1; row < static_cast<std::size_t>(page.height); ++row) {
      std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(row * gapped), stride,
                  bytes.begin() + static_cast<std::ptrdiff_t>(row * stride));
    }
    bytes.resize(stride * static_cast<std::size_t>(page.height));
  }
  page.pixels = std::move(bytes);
  return page;
}

}  // namespace

SessionResult SaneSession::run(const WorkerRequest& request, MonoTime deadline, const std::stop_token& stop,
                               const std::function<void(int)>& progress) {
  result_ = {};
  geometry_.reset();
  progress_ = progress;
  if (auto started = process_.open(); !started) {
    end_with(SessionEnd::NotStarted, started.error().to_string());
  } else {
    // A worker that died at once is noticed when its output ends.
    (void)process_.write(encode_frame(FrameType::Request, to_json(request)), deadline, stop);
    collect(deadline, stop);
  }
  if (geometry_) result_.broken_off = true;
  bytes_ = SecureBytes();
  process_.close();
  return std::exchange(result_, {});
}

void SaneSession::collect(MonoTime deadline, const std::stop_token& stop) {
  WorkerFrameParser parser;
  SecureBytes buffer(64 * 1024);
  while (true) {
    const auto got = process_.read_some(buffer, deadline, stop);
    if (!got && got.error().code == ErrorCode::Canceled) return cancel();
    if (!got && got.error().code == ErrorCode::TimedOut) {
      return end_with(SessionEnd::DeadlinePassed, "the scanner needed too long");
    }
    if (!got) {
      const int status = process_.wait_for_end(clock_.now() + kCancelGrace);
      return end_with(SessionEnd::Died, "the scanner's worker ended with status " + std::to_string(status));
    }
    parser.feed(std::span(buffer).first(*got));
    while (auto frame = parser.take()) {
      if (!handle(std::move(*frame))) return;
    }
    if (parser.broken()) return end_with(SessionEnd::Garbled, "the scanner's worker sent nonsense");
    // A steady stream of bytes never lets read_some time out.
    if (clock_.now() >= deadline) return end_with(SessionEnd::DeadlinePassed, "the scanner needed too long");
  }
}

bool SaneSession::handle(WorkerFrame frame) {
  bool sensible = true;
  switch (frame.type) {
    case FrameType::Device: {
      auto names = parse_device(frame.payload);
      sensible = names.has_value();
      if (names) result_.device = std::move(*names);
      break;
    }
    case FrameType::Page: sensible = begin_page(frame); break;
    case FrameType::Pixels: sensible = add_pixels(frame); break;
    case FrameType::PageEnd: sensible = end_page(); break;
    case FrameType::Finish: {
      const auto note = parse_finish(frame.payload);
      if (note) {
        result_.note = *note;
        (void)process_.wait_for_end(clock_.now() + kClosingGrace);
        return false;
      }
      sensible = false;
      break;
    }
    case FrameType::Request: sensible = false; break;
  }
  if (!sensible) end_with(SessionEnd::Garbled, "the scanner's worker sent nonsense");
  return sensible && !result_.broken_off;
}

bool SaneSession::begin_page(const WorkerFrame& frame) {
  const auto geometry = parse_geometry(frame.payload);
  if (!geometry || geometry_) return false;
  geometry_ = *geometry;
  bytes_ = SecureBytes();
  if (geometry->lines > 0) {
    bytes_.reserve(static_cast<std::size_t>(geometry->bytes_per_line) *
                   static_cast<std::size_t>(geometry->lines));
  }
  return true;
}

bool SaneSession::add_pixels(const WorkerFrame& frame) {
  if (!geometry_) return false;
  bytes_.insert(bytes_.end(), frame.payload.begin(), frame.payload.end());
  const auto row = static_cast<std::size_t>(geometry_->bytes_per_line);
  const auto most = geometry_->lines > 0 ? row * static_cast<std::size_t>(geometry_->lines) : kLongestPage;
  return bytes_.size() <= most;
}

bool SaneSession::end_page() {
  if (!geometry_) return false;
  const PageGeometry geometry = *geometry_;
  const auto row = static_cast<std::size_t>(geometry.bytes_per_line);
  const bool whole = geometry.lines > 0 ? bytes_.size() == row * static_cast<std::size_t>(geometry.lines)
                                        : !bytes_.empty() && bytes_.size() % row == 0;
  if (!whole) {
    result_.broken_off = true;
    result_.detail = "a page broke off: " + std::to_string(bytes_.size()) + " of " +
                     std::to_string(static_cast<long long>(row) * geometry.lines) + " bytes";
    return true;
  }
  geometry_.reset();
  result_.pages.push_back(without_gaps(geometry, std::move(bytes_)));
  bytes_ = SecureBytes();
  if (progress_) progress_(static_cast<int>(result_.pages.size()));
  return true;
}

void SaneSession::cancel() {
  // The worker sees its input end and lets the scanner's head go home; whatever it still sends does not
  // matter.
  process_.close_input();
  SecureBytes dropped(64 * 1024);
  const MonoTime end = clock_.now() + kCancelGrace;
  while (clock_.now() < end && process_.read_some(dropped, end, {})) {
  }
  end_with(SessionEnd::Canceled, "canceled");
}

void SaneSession::end_with(SessionEnd end, std::string detail) {
  result_.end = end;
  result_.detail = std::move(detail);
}

}  // namespace drivers::scanning
