// PPM and BMP of one size.
#include "drivers/id_card/photo_picture.h"

#include <algorithm>

#include "drivers/contract/id_card_reader.h"

namespace drivers::id_card {

using contract::kPhotoHeight;
using contract::kPhotoWidth;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::SecureBytes;

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kRow = 3 * kPhotoWidth;
constexpr std::size_t kBmpHeader = 54;
/// A BMP's rows are padded to four bytes.
constexpr std::size_t kBmpRow = (kRow + 3) / 4 * 4;

std::uint32_t little_endian(Bytes bytes, std::size_t offset, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i > 0; --i) value = value << 8 | bytes[offset + i - 1];
  return value;
}

bool is_space(std::uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

/// The next number of a PPM's header, behind space and comments; 0 when there is none.
std::size_t next_number(Bytes& rest) {
  while (!rest.empty() && (is_space(rest[0]) || rest[0] == '#')) {
    const bool comment = rest[0] == '#';
    while (comment && !rest.empty() && rest[0] != '\n') rest = rest.subspan(1);
    if (!rest.empty()) rest = rest.subspan(1);
  }
  std::size_t value = 0;
  for (; !rest.empty() && rest[0] >= '0' && rest[0] <= '9' && value < 100'000; rest = rest.subspan(1)) {
    value = value * 10 + (rest[0] - '0');
  }
  return value;
}

Result<SecureBytes> parse_ppm(Bytes file) {
  Bytes rest = file.subspan(2);
  const std::size_t width = next_number(rest);
  const std::size_t height = next_number(rest);
  const std::size_t most = next_number(rest);
  const bool right = width == kPhotoWidth && height == kPhotoHeight && most == 255 &&
                     rest.size() == 1 + kRow * kPhotoHeight && is_space(rest[0]);
  if (!right) return fail(ErrorCode::InvalidData, "the photo is no PPM of 102 by 126");
  return SecureBytes(rest.begin() + 1, rest.end());
}

Result<SecureBytes> parse_bmp(Bytes file) {
  const auto wrong = fail(ErrorCode::InvalidData, "the photo is no BMP of 102 by 126 with 24 bits");
  if (file.size() < kBmpHeader) return wrong;
  const std::size_t start = little_endian(file, 10, 4);
  const auto height = static_cast<std::int32_t>(little_endian(file, 22, 4));
  const bool right = little_endian(file, 18, 4) == kPhotoWidth &&
                     (height == int{kPhotoHeight} || height == -int{kPhotoHeight}) &&
                     little_endian(file, 28, 2) == 24 && little_endian(file, 30, 4) == 0 &&
                     start >= kBmpHeader && start <= file.size() &&
                     file.size() - start == kBmpRow * kPhotoHeight;
  if (!right) return wrong;
  SecureBytes pixels;
  pixels.reserve(kRow * kPhotoHeight);
  for (std::size_t y = 0; y < kPhotoHeight; ++y) {
    const std::size_t line = height > 0 ? kPhotoHeight - 1 - y : y;
    const Bytes row = file.subspan(start + line * kBmpRow, kRow);
    for (std::size_t x = 0; x < kRow; x += 3) pixels.insert(pixels.end(), {row[x + 2], row[x + 1], row[x]});
  }
  return pixels;
}

}  // namespace

Result<SecureBytes> parse_photo(std::span<const std::uint8_t> file) {
  if (file.size() > 2 && file[0] == 'P' && file[1] == '6') return parse_ppm(file);
  if (file.size() > 2 && file[0] == 'B' && file[1] == 'M') return parse_bmp(file);
  return fail(ErrorCode::InvalidData, "the photo is neither PPM nor BMP");
}

}  // namespace drivers::id_card
