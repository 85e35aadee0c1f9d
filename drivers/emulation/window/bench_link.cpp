// Asking, telling, fetching pictures.
#include "drivers/emulation/window/bench_link.h"

#include <algorithm>
#include <cmath>

#include "kiosk/base/local_socket.h"

namespace drivers::emulation::window {

using kiosk::base::Duration;
using kiosk::base::Json;
using kiosk::base::Result;
using kiosk::typeset::RgbaBitmap;

namespace {

constexpr Duration kLookEvery{300};
constexpr Duration kAnswerLimit{10'000};
/// As large as fits, never larger than it is.
RgbaBitmap fitted(const RgbaBitmap& picture, int width, int height) {
  const double scale = std::min(
      {1.0, static_cast<double>(width) / picture.width, static_cast<double>(height) / picture.height});
  const auto length = [scale](int pixels) {
    return std::max(1, static_cast<int>(std::lround(pixels * scale)));
  };
  return kiosk::typeset::scaled(picture, length(picture.width), length(picture.height));
}

}  // namespace

BenchLink::BenchLink(std::filesystem::path folder, const kiosk::base::Clock& clock,
                     kiosk::base::Executor& home, LinkObserver observer)
    : folder_(std::move(folder)), home_(home), observer_(std::move(observer)), strand_("bench-link", clock) {
  strand_.post([this] { look(); });
}

void BenchLink::send(std::vector<std::string> words) {
  strand_.post([this, words = std::move(words)] {
    (void)ask(words, false);
    look();
  });
}

Result<Json> BenchLink::ask(const std::vector<std::string>& words, bool quiet) const {
  const std::string folder = std::filesystem::absolute(folder_).string();
  const Json request{{"words", words}, {"folder", folder}, {"quiet", quiet}};
  const auto answer = kiosk::base::ask_line(
      folder_ / "bench.sock", request.dump(-1, ' ', false, Json::error_handler_t::replace), kAnswerLimit);
  if (!answer) return tl::unexpected(answer.error());
  return kiosk::base::parse_json(*answer, "answer");
}

void BenchLink::look_again(Duration delay) {
  strand_.cancel(next_look_);
  next_look_ = strand_.post_after(delay, [this] { look(); });
}

void BenchLink::look() {
  look_again(kLookEvery);
  const auto answer = ask({"describe"}, true);
  auto view = answer ? parse_view(*answer) : Result<BenchView>(tl::unexpected(answer.error()));
  if (!view) {
    if (!lost_) home_.post([this, error = view.error()] { observer_.on_lost(error); });
    lost_ = true;
    last_answer_.clear();
    return;
  }
  lost_ = false;
  fetch_prints(*view);
  std::string text = answer->dump();
  if (text == last_answer_) return;
  last_answer_ = std::move(text);
  home_.post([this, view = std::move(*view)]() mutable { observer_.on_view(std::move(view)); });
}

void BenchLink::fetch_prints(const BenchView& view) {
  if (const DeviceView* printer = view.find("receipt")) fetch("receipt", printer->value("/printed"), slips_);
  if (const DeviceView* printer = view.find("certificate"))
    fetch("certificate", printer->value("/pages"), pages_);
}

void BenchLink::fetch(const std::string& device, const std::string& count, std::string& known) {
  if (count == known) return;
  known = count;
  const auto folder = std::filesystem::absolute(folder_ / "window");
  if (!kiosk::base::make_folder(folder)) return;
  const auto shown = ask({device, "show", (folder / (device + ".png")).string()}, true);
  if (!shown || shown->value("ok", false) == false) return;
  const auto picture = kiosk::typeset::read_png(folder / (device + ".png"));
  if (!picture || picture->empty()) return;
  Print print{device, fitted(*picture, kSmallPrintWidth, kSmallPrintHeight),
              fitted(*picture, kLargePrintWidth, kLargePrintHeight)};
  home_.post([this, print = std::move(print)] { observer_.on_print(print); });
}

}  // namespace drivers::emulation::window
