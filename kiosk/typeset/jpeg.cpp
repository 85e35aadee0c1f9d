// JPEG through libjpeg-turbo.
#include "kiosk/typeset/jpeg.h"

#include <turbojpeg.h>

#include <memory>
#include <type_traits>

namespace kiosk::typeset {
namespace {

using base::ErrorCode;
using base::fail;

struct EndCompressor {
  void operator()(void* handle) const { tjDestroy(handle); }
};
using Compressor = std::unique_ptr<void, EndCompressor>;

/// JFIF 1.02: the marker APP0 begins at byte 2; units at byte 13, then both densities with the high byte
/// first.
void set_density(base::SecureBytes& jpeg, int resolution) {
  constexpr std::size_t kUnits = 13;
  constexpr std::uint8_t kDotsPerInch = 1;
  if (resolution <= 0 || resolution > 0xFFFF || jpeg.size() < kUnits + 5) return;
  if (jpeg[2] != 0xFF || jpeg[3] != 0xE0) return;
  jpeg[kUnits] = kDotsPerInch;
  for (const std::size_t at : {kUnits + 1, kUnits + 3}) {
    jpeg[at] = static_cast<std::uint8_t>(resolution >> 8);
    jpeg[at + 1] = static_cast<std::uint8_t>(resolution & 0xFF);
  }
}

bool is_whole(const PixelView& picture) {
  if (picture.width <= 0 || picture.height <= 0) return false;
  if (picture.channels != 1 && picture.channels != 3) return false;
  const auto bytes = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) *
                     static_cast<std::size_t>(picture.channels);
  return picture.pixels.size() == bytes;
}

}  // namespace

base::Result<base::SecureBytes> encode_jpeg(const PixelView& picture, int quality, int resolution) {
  if (!is_whole(picture))
    return fail(ErrorCode::InvalidArgument, "the picture has not the bytes of its size");
  const Compressor compressor(tjInitCompress());
  if (!compressor) return fail(ErrorCode::Exhausted, "no JPEG compressor");
  const bool grey = picture.channels == 1;
  const int sampling = grey ? TJSAMP_GRAY : TJSAMP_420;
  // The library writes into our own wiped memory: its upper bound is known before.
  base::SecureBytes jpeg(tjBufSize(picture.width, picture.height, sampling));
  unsigned char* out = jpeg.data();
  unsigned long size = jpeg.size();
  const int done = tjCompress2(compressor.get(), picture.pixels.data(), picture.width, 0, picture.height,
                               grey ? TJPF_GRAY : TJPF_RGB, &out, &size, sampling, quality, TJFLAG_NOREALLOC);
  if (done != 0) return fail(ErrorCode::InvalidData, tjGetErrorStr2(compressor.get()));
  jpeg.resize(size);
  set_density(jpeg, resolution);
  return jpeg;
}

}  // namespace kiosk::typeset
