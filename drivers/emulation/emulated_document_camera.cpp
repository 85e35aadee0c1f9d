// Words of the emulated camera, and its pictures.
#include "drivers/emulation/emulated_document_camera.h"

#include "drivers/scanning/file_frame_source.h"
#include "kiosk/base/file.h"

namespace drivers::emulation {

using contract::PageRaster;
using kiosk::base::Json;
using kiosk::base::Status;

namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 960;

PageRaster empty_desk() {
  PageRaster desk{kWidth, kHeight, 1, 0, {}};
  desk.pixels.assign(desk.stride() * kHeight, 60);
  return desk;
}

void fill(PageRaster& picture, int left, int top, int right, int bottom, std::uint8_t level) {
  for (int y = top; y < bottom; ++y) {
    const auto row =
        picture.pixels.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(y) * picture.stride());
    std::fill(row + left, row + right, level);
  }
}

/// A sheet with lines of bars in place of writing.
PageRaster sheet_on_desk() {
  PageRaster picture = empty_desk();
  fill(picture, 360, 60, 920, 852, 240);
  for (int y = 120; y < 800; y += 28) {
    for (int x = 410; x < 860; x += 14) fill(picture, x, y, x + 4 + x * 7 % 6, y + 12, 30);
  }
  return picture;
}

PageRaster shifted(const PageRaster& picture, int by) {
  PageRaster result = picture;
  const std::size_t bytes = static_cast<std::size_t>(by * picture.channels);
  for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y) {
    const auto row = picture.pixels.begin() + static_cast<std::ptrdiff_t>(y * picture.stride());
    const auto to = result.pixels.begin() + static_cast<std::ptrdiff_t>(y * picture.stride());
    std::copy(row, row + static_cast<std::ptrdiff_t>(picture.stride() - bytes),
              to + static_cast<std::ptrdiff_t>(bytes));
  }
  return result;
}

std::string to_pnm(const PageRaster& picture) {
  std::string text = (picture.channels == 3 ? "P6\n" : "P5\n") + std::to_string(picture.width) + " " +
                     std::to_string(picture.height) + "\n255\n";
  return text.append(kiosk::base::as_text(picture.pixels));
}

}  // namespace

EmulatedDocumentCamera::EmulatedDocumentCamera(std::filesystem::path folder)
    : folder_(std::move(folder)), desk_(empty_desk()), view_(desk_) {}

Status EmulatedDocumentCamera::plug() {
  plugged_ = true;
  return show();
}

Status EmulatedDocumentCamera::show() const {
  std::error_code ignored;
  if (!plugged_) {
    std::filesystem::remove_all(folder_, ignored);
    return {};
  }
  if (auto made = kiosk::base::make_folder(folder_); !made) return made;
  // The moved picture goes first: a still one must not be seen beside it.
  if (!shaking_ || frozen_) std::filesystem::remove(folder_ / "2.ppm", ignored);
  if (frozen_) {
    std::filesystem::remove(folder_ / "1.ppm", ignored);
    return {};
  }
  const std::string seen = broken_ ? "P5 broken" : to_pnm(view_);
  if (auto written = kiosk::base::write_file_atomically(folder_ / "1.ppm", seen, 0600); !written)
    return written;
  if (!shaking_) return {};
  return kiosk::base::write_file_atomically(folder_ / "2.ppm", to_pnm(shifted(view_, view_.width / 16)),
                                            0600);
}

Json EmulatedDocumentCamera::describe() const {
  return {{"device", name()},    {"plugged", plugged_}, {"document", document_},
          {"shaking", shaking_}, {"frozen", frozen_},   {"broken", broken_}};
}

std::vector<CommandWord> EmulatedDocumentCamera::make_words() {
  const auto flag = [this](const char* word, const char* purpose, bool EmulatedDocumentCamera::*member) {
    return CommandWord{
        word, "on|off", purpose, 1, 1, [this, word, member](const CommandArguments& a) -> Words {
          const auto on = a.on_or_off(0);
          if (!on) return tl::unexpected(on.error());
          return set_state(this->*member, *on, word);
        }};
  };
  return {
      {"put", "[FILE]", "lay a document down: a PNG, PPM or PGM of what the camera shall see", 0, 1,
       [this](const CommandArguments& a) { return put(a); }},
      {"remove", "", "take it away", 0, 0,
       [this](const CommandArguments&) -> Words {
         view_ = desk_;
         document_.clear();
         if (auto shown = show(); !shown) return tl::unexpected(shown.error());
         return std::string("the desk is empty");
       }},
      flag("shake", "the document keeps moving", &EmulatedDocumentCamera::shaking_),
      flag("freeze", "no more pictures come", &EmulatedDocumentCamera::frozen_),
      flag("broken", "the pictures are broken", &EmulatedDocumentCamera::broken_),
      {"unplug", "", "pull the cable", 0, 0,
       [this](const CommandArguments&) { return set_state(plugged_, false, "plugged"); }},
      {"replug", "", "put it back", 0, 0,
       [this](const CommandArguments&) { return set_state(plugged_, true, "plugged"); }},
  };
}

EmulatedDocumentCamera::Words EmulatedDocumentCamera::put(const CommandArguments& arguments) {
  if (arguments.has(0)) {
    auto picture = scanning::read_picture(arguments.file(0));
    if (!picture) return tl::unexpected(picture.error());
    view_ = std::move(*picture);
  } else {
    view_ = sheet_on_desk();
  }
  document_ = arguments.text(0, "a sheet");
  if (auto shown = show(); !shown) return tl::unexpected(shown.error());
  return document_ + " lies below the camera";
}

EmulatedDocumentCamera::Words EmulatedDocumentCamera::set_state(bool& flag, bool value, const char* said) {
  flag = value;
  if (auto shown = show(); !shown) return tl::unexpected(shown.error());
  return std::string(said) + (value ? " on" : " off");
}

}  // namespace drivers::emulation
