// Feeding a decoder, and believing nothing that it says.
#include "drivers/id_card/photo_decoder.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "drivers/id_card/photo_picture.h"

namespace drivers::id_card {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::SecureBytes;
using kiosk::base::Status;

namespace {

PhotoDecoderSettings completed(PhotoDecoderSettings settings) {
  if (settings.sandbox.empty()) {
    std::error_code unknown;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", unknown);
    settings.sandbox = (self.parent_path() / "kiosk-photo-sandbox").string();
  }
  return settings;
}

}  // namespace

PhotoDecoder::PhotoDecoder(PhotoDecoderSettings settings, const kiosk::base::Clock& clock)
    : settings_(completed(std::move(settings))),
      clock_(clock),
      process_({{settings_.sandbox, settings_.program}, {}}, clock) {}

Status PhotoDecoder::check() const {
  for (const std::string& program : {settings_.sandbox, settings_.program}) {
    if (access(program.c_str(), X_OK) != 0) return fail(ErrorCode::NotFound, "cannot be executed", program);
  }
  return {};
}

Result<SecureBytes> PhotoDecoder::decode(std::span<const std::uint8_t> wlt, MonoTime deadline,
                                         const std::stop_token& stop) {
  const MonoTime end = std::min(deadline, clock_.now() + settings_.time_limit);
  if (auto started = process_.open(); !started) return tl::unexpected(started.error());
  auto file = collect(process_.write(wlt, end, stop), end, stop);
  process_.close();
  if (!file) return file;
  return parse_photo(*file);
}

Result<SecureBytes> PhotoDecoder::collect(Status fed, MonoTime end, const std::stop_token& stop) {
  process_.close_input();
  SecureBytes file(kMostPictureBytes + 1);
  std::size_t size = 0;
  while (fed && size < file.size()) {
    const auto got = process_.read_some(std::span(file).subspan(size), end, stop);
    if (got) size += *got;
    if (!got) fed = tl::unexpected(got.error());
  }
  if (fed) return fail(ErrorCode::InvalidData, "wrote more than a photo has", settings_.program);
  // Unavailable: it closed its pipes, so its exit code says how it ended.
  if (fed.error().code != ErrorCode::Unavailable) return tl::unexpected(fed.error());
  const int status = process_.wait_for_end(end);
  if (status != 0) {
    return fail(ErrorCode::Unavailable, "ended with status " + std::to_string(status), settings_.program);
  }
  file.resize(size);
  return file;
}

}  // namespace drivers::id_card
