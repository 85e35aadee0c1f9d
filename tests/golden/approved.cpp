// Reading and writing of approved fingerprints and pictures.
#include "tests/golden/approved.h"

#include <sstream>
#include <stdexcept>

#include "kiosk/base/file.h"
#include "kiosk/typeset/jpeg.h"

namespace tests::golden {
namespace {

constexpr int kKeptWidth = 270;
constexpr int kKeptQuality = 60;

void check(const kiosk::base::Status& status) {
  if (!status) throw std::runtime_error(status.error().to_string());
}

}  // namespace

std::filesystem::path Approved::folder() { return "tests/golden/approved"; }

std::filesystem::path Approved::picture() const { return folder() / (scene_ + ".jpg"); }

Approved Approved::of(const std::string& scene) {
  Approved approved;
  approved.scene_ = scene;
  const auto text = kiosk::base::read_file(folder() / (scene + ".txt"));
  if (!text) return approved;
  std::istringstream lines(*text);
  std::string line;
  while (std::getline(lines, line)) {
    const std::size_t space = line.find(' ');
    auto print = Fingerprint::from_text(line.substr(space + 1));
    if (space == std::string::npos || !print) {
      throw std::runtime_error((folder() / (scene + ".txt")).string() + ": not a fingerprint: " + line);
    }
    approved.prints_[line.substr(0, space)] = std::move(*print);
  }
  return approved;
}

const Fingerprint* Approved::find(const std::string& look) const {
  const auto found = prints_.find(look);
  return found == prints_.end() ? nullptr : &found->second;
}

void Approved::set(const std::string& look, Fingerprint print) { prints_[look] = std::move(print); }

void Approved::keep(const RgbaBitmap& picture_now) const {
  std::filesystem::create_directories(folder());
  std::string text;
  for (const auto& [look, print] : prints_) text += look + " " + print.to_text() + "\n";
  check(kiosk::base::write_file_atomically(folder() / (scene_ + ".txt"), text));
  if (picture_now.empty()) return;
  const RgbaBitmap small =
      kiosk::typeset::scaled(picture_now, kKeptWidth, picture_now.height * kKeptWidth / picture_now.width);
  std::vector<std::uint8_t> pixels;
  for (std::size_t i = 0; i < small.bytes.size(); i += 4) {
    pixels.insert(pixels.end(), small.bytes.begin() + static_cast<std::ptrdiff_t>(i),
                  small.bytes.begin() + static_cast<std::ptrdiff_t>(i) + 3);
  }
  const auto jpeg = kiosk::typeset::encode_jpeg({small.width, small.height, 3, pixels}, kKeptQuality, 0);
  if (!jpeg) throw std::runtime_error(jpeg.error().to_string());
  const auto& bytes = *jpeg;
  check(kiosk::base::write_file_atomically(
      picture(), std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())));
}

}  // namespace tests::golden
