// Running pdfinfo and pdftoppm and reading their answers.
#include "kiosk/app/document_pages.h"

#include <cctype>
#include <charconv>

#include "kiosk/base/child_process.h"

namespace kiosk::app {
namespace {

constexpr base::Duration kDeadline{20'000};

base::Result<std::string> run_poppler(std::vector<std::string> arguments, const base::SecureBytes& pdf,
                                      std::stop_token stop) {
  base::ProcessRequest request{std::move(arguments), std::string(base::as_text(pdf)), kDeadline};
  auto outcome = base::run_process(request, std::move(stop));
  base::wipe(request.input.data(), request.input.size());
  if (!outcome) return tl::unexpected(outcome.error());
  if (outcome->exit_status != 0) {
    return base::fail(base::ErrorCode::InvalidData, "the document cannot be opened", request.arguments[0]);
  }
  return std::move(outcome->output);
}

base::Result<int> count_pages(const base::SecureBytes& pdf, const std::stop_token& stop) {
  auto info = run_poppler({"pdfinfo", "-"}, pdf, stop);
  if (!info) return tl::unexpected(info.error());
  const std::size_t at = info->find("\nPages:");
  int pages = 0;
  if (at != std::string::npos) {
    std::size_t digits = at + 7;
    while (digits < info->size() && (*info)[digits] == ' ') ++digits;
    std::from_chars(info->data() + digits, info->data() + info->size(), pages);
  }
  if (pages < 1) return base::fail(base::ErrorCode::InvalidData, "the document has no pages");
  return pages;
}

/// Reads binary PPM pictures (Netpbm P6, 8 bits) that follow one another.
class PpmReader {
 public:
  explicit PpmReader(std::string_view data) : rest_(data) {}
  bool at_end() const { return rest_.empty(); }

  base::Result<typeset::RgbaBitmap> next() {
    const auto broken = base::fail(base::ErrorCode::InvalidData, "the page's picture is malformed");
    if (rest_.substr(0, 2) != "P6") return broken;
    rest_.remove_prefix(2);
    const int width = number();
    const int height = number();
    if (number() != 255 || width < 1 || height < 1 || width > 8192 || height > 16384) return broken;
    rest_.remove_prefix(1);
    const std::size_t size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3;
    if (rest_.size() < size) return broken;
    auto bitmap = typeset::RgbaBitmap::make(width, height);
    for (std::size_t in = 0, out = 0; in < size; in += 3, out += 4) {
      for (std::size_t c = 0; c < 3; ++c) bitmap.bytes[out + c] = static_cast<std::uint8_t>(rest_[in + c]);
      bitmap.bytes[out + 3] = 255;
    }
    rest_.remove_prefix(size);
    return bitmap;
  }

 private:
  int number() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0)
      rest_.remove_prefix(1);
    int value = 0;
    const auto parsed = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    rest_.remove_prefix(static_cast<std::size_t>(parsed.ptr - rest_.data()));
    return value;
  }
  std::string_view rest_;
};

}  // namespace

base::Result<DocumentPages> render_document(const base::SecureBytes& pdf, int width_px, int most_pages,
                                            std::stop_token stop) {
  const auto count = count_pages(pdf, stop);
  if (!count) return tl::unexpected(count.error());
  auto pictures = run_poppler({"pdftoppm", "-scale-to-x", std::to_string(width_px), "-scale-to-y", "-1", "-l",
                               std::to_string(most_pages), "-"},
                              pdf, stop);
  if (!pictures) return tl::unexpected(pictures.error());
  DocumentPages pages{*count, {}};
  for (PpmReader reader(*pictures); !reader.at_end();) {
    auto picture = reader.next();
    if (!picture) return tl::unexpected(picture.error());
    pages.pictures.push_back(std::move(*picture));
  }
  base::wipe(pictures->data(), pictures->size());
  return pages;
}

}  // namespace kiosk::app
