// Frames of document cameras: YUYV, RGB, grey, PNM, JPEG.
#include "drivers/scanning/camera_pixels.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::scanning;

namespace {

void check(const RasterResult& page) {
  if (!page) return;
  fuzz::expect(page->width > 0 && page->height > 0, "a page has a size");
  fuzz::expect(page->pixels.size() == page->stride() * static_cast<std::size_t>(page->height),
               "a page has all of its pixels");
  const auto grey = grey_page(*page);
  fuzz::expect(grey.width == page->width && grey.channels == 1, "a grey page is as wide");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t kind = input.byte();
  if (kind % 8 == 7) {
    check(from_jpeg(input.rest()));
    return 0;
  }
  if (kind % 8 == 6) {
    check(from_pnm(input.rest()));
    return 0;
  }
  FrameShape shape;
  shape.width = input.byte() - 2;
  shape.height = input.byte() - 2;
  shape.stride = static_cast<std::size_t>(input.byte()) << (kind >> 6);
  check(from_yuyv(input.rest(), shape));
  check(from_rgb(input.rest(), shape));
  check(from_grey(input.rest(), shape));
  return 0;
}
