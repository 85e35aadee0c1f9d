// From the scanner to pictures of papers.
#include "kiosk/app/scan_desk.h"

#include <algorithm>
#include <set>

#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/encoding.h"
#include "kiosk/typeset/jpeg.h"

namespace kiosk::app {
namespace {

using drivers::contract::CompletionCode;
using drivers::contract::PageRaster;
using drivers::contract::ScanTrouble;
using flow::TroubleKind;

constexpr int kShownWidthPx = 900;

TroubleKind scan_trouble(CompletionCode code, ScanTrouble trouble) {
  if (code == CompletionCode::DeviceNotReady) return TroubleKind::ScannerMissing;
  return trouble == ScanTrouble::NoDocument ? TroubleKind::NothingToScan : TroubleKind::ScanFailed;
}

typeset::RgbaBitmap to_rgba(const PageRaster& raster) {
  auto bitmap = typeset::RgbaBitmap::make(raster.width, raster.height);
  const auto channels = static_cast<std::size_t>(raster.channels);
  const std::size_t green = channels == 3 ? 1 : 0;
  const std::size_t blue = channels == 3 ? 2 : 0;
  for (std::size_t i = 0; i < bitmap.bytes.size() / 4; ++i) {
    const std::uint8_t* pixel = &raster.pixels[i * channels];
    std::uint8_t* out = &bitmap.bytes[i * 4];
    out[0] = pixel[0], out[1] = pixel[green], out[2] = pixel[blue], out[3] = 255;
  }
  return bitmap;
}

/// Small enough for the screen; the full size is wiped at once.
typeset::RgbaBitmap to_shown(const PageRaster& raster) {
  typeset::RgbaBitmap whole = to_rgba(raster);
  if (whole.width <= kShownWidthPx) return whole;
  const int height = whole.height * kShownWidthPx / whole.width;
  typeset::RgbaBitmap shown = typeset::scaled(whole, kShownWidthPx, std::max(1, height));
  whole.wipe();
  return shown;
}

}  // namespace

base::Result<ScanDesk::Picture> ScanDesk::develop(const drivers::contract::ScannedPage& page,
                                                  const settings::ScanSettings& settings) {
  const PageRaster& raster = page.raster;
  const typeset::PixelView pixels{raster.width, raster.height, raster.channels, raster.pixels};
  auto jpeg = typeset::encode_jpeg(pixels, settings.quality, static_cast<int>(raster.resolution));
  if (!jpeg) return tl::unexpected(jpeg.error());
  std::string digest = crypto::to_hex(crypto::sha256(*jpeg));
  return Picture{std::move(digest), std::move(*jpeg), to_shown(raster)};
}

void ScanDesk::take_picture(const base::SessionId& session) {
  const settings::ScanSettings& wanted = rooms_.terminal.scan;
  drivers::contract::ScanRequest request;
  request.resolution = wanted.resolution;
  request.mode = wanted.colour ? drivers::contract::ColourMode::Colour : drivers::contract::ColourMode::Grey;
  rooms_.devices.scan(session, rooms_.terminal.timers.scan_wait, request, {},
                      [this, now = generation_](Scanned done) { hear(now, std::move(done)); });
}

void ScanDesk::hear(std::uint64_t generation, Scanned done) {
  if (generation != generation_) return;
  const ScanTrouble trouble = done.value ? done.value->trouble : ScanTrouble::None;
  if (!done.ok() || !done.value || done.value->pages.empty()) {
    const std::string detail = std::string(to_string(done.code)) + ": " + std::string(to_string(trouble));
    return tell_(flow::ScanFailed{scan_trouble(done.code, trouble), detail});
  }
  const auto page = std::make_shared<drivers::contract::ScannedPage>(std::move(done.value->pages.front()));
  const auto work = [page, settings = rooms_.terminal.scan](offline_cache::journal::CaseStore&) {
    auto developed = develop(*page, settings);
    return std::make_shared<base::Result<Picture>>(std::move(developed));
  };
  rooms_.storage.ask(work, [this, generation, page](const std::shared_ptr<base::Result<Picture>>& made) {
    if (generation != generation_) return made->has_value() ? (**made).shown.wipe() : void();
    if (!*made) return tell_(flow::ScanFailed{TroubleKind::ScanFailed, made->error().to_string()});
    const std::string digest = (*made)->digest;
    pictures_[digest] = std::move(**made);
    tell_(flow::PageScanned{{digest, page->quality.flaws}});
  });
}

void ScanDesk::drop(const std::string& digest) {
  const auto found = pictures_.find(digest);
  if (found == pictures_.end()) return;
  found->second.shown.wipe();
  pictures_.erase(found);
}

void ScanDesk::forget() {
  cancel();
  for (auto& [digest, picture] : pictures_) picture.shown.wipe();
  pictures_.clear();
}

const typeset::RgbaBitmap* ScanDesk::picture(const std::string& digest) const {
  const auto found = pictures_.find(digest);
  return found == pictures_.end() ? nullptr : &found->second.shown;
}

std::vector<offline_cache::outbox::NewAttachment> ScanDesk::attachments(const flow::Session& session,
                                                                        const base::Clock& clock) const {
  std::vector<offline_cache::outbox::NewAttachment> list;
  std::set<std::string> sent;
  for (std::size_t i = 0; i < session.materials.size(); ++i) {
    for (const flow::ScannedPage& page : session.materials[i].pages) {
      const auto found = pictures_.find(page.digest);
      // The digest names a picture at the centre: the same page twice is sent once.
      if (found == pictures_.end() || !sent.insert(page.digest).second) continue;
      list.push_back(
          {{base::Uuid::make_v7(clock)}, session.service->materials[i].id, "image/jpeg", found->second.jpeg});
    }
  }
  return list;
}

}  // namespace kiosk::app
