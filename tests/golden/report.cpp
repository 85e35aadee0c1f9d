// Pictures with marks, and the page that shows them side by side.
#include "tests/golden/report.h"

#include <algorithm>

#include "kiosk/base/file.h"

namespace tests::golden {
namespace {

constexpr int kMark = 4;  // pixels of the frame around a changed tile
constexpr std::size_t kMostShown = 60;

constexpr const char* kHead =
    "<!doctype html><meta charset=\"utf-8\"><title>Screens that look different</title>\n"
    "<style>body{font:16px sans-serif;margin:2em}img{height:640px;border:1px solid #999;margin-right:1em}"
    "h2{margin:1.5em 0 .3em}</style>\n<h1>Screens that look different</h1>\n"
    "<p>Left: approved (usual look). Middle: now. Right: where it differs. "
    "<code>tests/golden/update</code> approves what is drawn now.</p>\n";

/// Grey everywhere but in changed tiles, which get a red frame.
RgbaBitmap marked(const RgbaBitmap& now, const std::vector<int>& changed, int side) {
  RgbaBitmap out = now;
  const int columns = (now.width + side - 1) / side;
  for (int y = 0; y < now.height; ++y) {
    for (int x = 0; x < now.width; ++x) {
      const int tile = y / side * columns + x / side;
      std::uint8_t* p = out.at(x, y);
      if (!std::binary_search(changed.begin(), changed.end(), tile)) {
        const int grey = (p[0] + p[1] + p[2]) / 6 + 110;
        p[0] = p[1] = p[2] = static_cast<std::uint8_t>(std::min(grey, 255));
        continue;
      }
      const int in_x = x % side;
      const int in_y = y % side;
      if (std::min({in_x, in_y, side - 1 - in_x, side - 1 - in_y}) < kMark) p[0] = 220, p[1] = 20, p[2] = 20;
    }
  }
  return out;
}

}  // namespace

Report::Report(std::filesystem::path folder) : folder_(std::move(folder)) {
  std::error_code none;
  std::filesystem::remove_all(folder_, none);
}

void Report::add(const Finding& finding, const RgbaBitmap& now, const std::vector<int>& changed,
                 int tile_side) {
  if (++findings_ > kMostShown) return;
  std::error_code none;
  std::filesystem::create_directories(folder_, none);
  const std::string name = finding.scene + "-" + finding.look;
  const auto pictures = {std::pair(name + ".png", &now)};
  for (const auto& [file, picture] : pictures) {
    if (!kiosk::typeset::write_png(folder_ / file, *picture)) return;
  }
  if (!kiosk::typeset::write_png(folder_ / (name + "-changed.png"), marked(now, changed, tile_side))) return;
  rows_ += "<h2>" + finding.scene + ", " + finding.look + "</h2><p>" + finding.reason + "</p>\n";
  std::filesystem::copy_file(finding.before, folder_ / (finding.scene + "-before.jpg"),
                             std::filesystem::copy_options::overwrite_existing, none);
  if (!none) rows_ += "<img src=\"" + finding.scene + "-before.jpg\" alt=\"approved\">";
  rows_ +=
      "<img src=\"" + name + ".png\" alt=\"now\"><img src=\"" + name + "-changed.png\" alt=\"changed\">\n";
}

kiosk::base::Status Report::finish() {
  if (findings_ == 0) return {};
  std::string page = kHead + rows_;
  if (findings_ > kMostShown) page += "<p>… and " + std::to_string(findings_ - kMostShown) + " more.</p>\n";
  return kiosk::base::write_file_atomically(folder_ / "index.html", page);
}

}  // namespace tests::golden
