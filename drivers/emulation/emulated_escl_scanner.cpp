// Words, jobs and pages of the emulated network scanner.
#include "drivers/emulation/emulated_escl_scanner.h"

#include <turbojpeg.h>

#include <cmath>
#include <memory>

#include "kiosk/base/file.h"
#include "kiosk/base/secure.h"

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;
using kiosk::base::Status;
using Answer = HttpPort::Answer;

namespace {

constexpr std::string_view kRoot = "/eSCL/";
constexpr std::string_view kTroubles[] = {"none", "busy", "jammed", "cover-open", "error", "short"};

std::vector<std::uint8_t> to_jpeg(const std::vector<std::uint8_t>& pixels, int width, int height,
                                  bool colour) {
  const std::unique_ptr<void, int (*)(tjhandle)> encoder(tjInitCompress(), tjDestroy);
  unsigned char* data = nullptr;
  unsigned long size = 0;
  constexpr int kQuality = 90;
  const int done = tjCompress2(encoder.get(), pixels.data(), width, 0, height, colour ? TJPF_RGB : TJPF_GRAY,
                               &data, &size, colour ? TJSAMP_422 : TJSAMP_GRAY, kQuality, TJFLAG_FASTDCT);
  const std::unique_ptr<unsigned char, void (*)(unsigned char*)> owner(data, tjFree);
  if (done != 0) return {};
  return {data, data + size};
}

/// A sheet of 60 by 40 hundredths of the glass' width around its middle, turned by three degrees, with lines
/// of bars.
std::uint8_t crooked_level(int x, int y, int glass) {
  constexpr double kAngle = 3 * 3.14159265358979 / 180;
  const double along = x * std::cos(kAngle) + y * std::sin(kAngle);
  const double down = y * std::cos(kAngle) - x * std::sin(kAngle);
  const bool on_sheet = std::abs(along) < 0.3 * glass && std::abs(down) < 0.2 * glass;
  if (!on_sheet) return 50;
  const bool in_margin = std::abs(along) > 0.26 * glass || std::abs(down) > 0.16 * glass;
  const auto column = static_cast<int>(along + glass);
  const auto line = static_cast<int>(down + glass);
  return !in_margin && line % 16 < 6 && column % 9 < 5 ? 30 : 240;
}

std::vector<std::uint8_t> bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

}  // namespace

EmulatedEsclScanner::EmulatedEsclScanner(EventLoop& loop, std::filesystem::path folder)
    : folder_(std::move(folder)),
      port_(loop, 0, [this](const HttpRequest& request) { return answer(request); }) {}

Status EmulatedEsclScanner::plug() {
  if (auto opened = port_.open(); !opened) return opened;
  if (auto made = kiosk::base::make_folder(folder_); !made) return made;
  const std::string url = "http://127.0.0.1:" + std::to_string(port_.port()) + std::string(kRoot);
  if (auto done = kiosk::base::write_file_atomically(folder_ / "dll.conf", "airscan\n"); !done) return done;
  return kiosk::base::write_file_atomically(
      folder_ / "airscan.conf", "[devices]\nKiosk = " + url + ", eSCL\n[options]\ndiscovery = disable\n");
}

Json EmulatedEsclScanner::describe() const {
  return {{"device", name()},
          {"plugged", port_.is_open()},
          {"trouble", kTroubles[static_cast<int>(trouble_)]},
          {"in_feeder", in_feeder_},
          {"jobs", jobs_},
          {"mute", mute_},
          {"paper", paper_}};
}

std::vector<CommandWord> EmulatedEsclScanner::make_words() {
  return {
      {"fault", "none|busy|jammed|cover-open|error|short", "what the next scans meet; short: half a page", 1,
       1, [this](const CommandArguments& a) { return set_trouble(a); }},
      {"feeder", "SHEETS", "put so many sheets into the feeder", 1, 1,
       [this](const CommandArguments& a) -> Words {
         const auto sheets = a.number(0, 0);
         if (!sheets) return tl::unexpected(sheets.error());
         in_feeder_ = *sheets;
         return std::to_string(in_feeder_) + " sheets in the feeder";
       }},
      {"paper", "white|black|lines|crooked",
       "what is scanned; crooked: a sheet that lies askew before a dark lid", 1, 1,
       [this](const CommandArguments& a) { return set_paper(a); }},
      {"mute", "on|off", "take requests and answer none", 1, 1,
       [this](const CommandArguments& a) -> Words {
         const auto on = a.on_or_off(0);
         if (!on) return tl::unexpected(on.error());
         mute_ = *on;
         return std::string(mute_ ? "mute on" : "mute off");
       }},
      {"unplug", "", "pull the network cable", 0, 0,
       [this](const CommandArguments&) -> Words {
         port_.close();
         return std::string("unplugged");
       }},
      {"replug", "", "put it back", 0, 0,
       [this](const CommandArguments&) -> Words {
         if (auto opened = port_.open(); !opened) return tl::unexpected(opened.error());
         return std::string("plugged in");
       }},
  };
}

EmulatedEsclScanner::Words EmulatedEsclScanner::set_trouble(const CommandArguments& arguments) {
  for (std::size_t i = 0; i < std::size(kTroubles); ++i) {
    if (kTroubles[i] != arguments.text(0)) continue;
    trouble_ = static_cast<Trouble>(i);
    return arguments.text(0);
  }
  return fail(ErrorCode::InvalidArgument, "there is no fault " + arguments.text(0));
}

EmulatedEsclScanner::Words EmulatedEsclScanner::set_paper(const CommandArguments& arguments) {
  const std::string kind = arguments.text(0);
  if (kind != "white" && kind != "black" && kind != "lines" && kind != "crooked") {
    return fail(ErrorCode::InvalidArgument, "there is no " + kind + " paper");
  }
  paper_ = kind;
  return paper_;
}

Answer EmulatedEsclScanner::answer(const HttpRequest& request) {
  if (mute_) return {0};
  const std::string_view path(request.path);
  if (path.substr(0, kRoot.size()) != kRoot) return {404};
  const std::string_view what = path.substr(kRoot.size());
  if (request.method == "GET" && what == "ScannerCapabilities") {
    return {200, "text/xml", bytes_of(escl_capabilities("Emulated eSCL Scanner"))};
  }
  if (request.method == "GET" && what == "ScannerStatus") return {200, "text/xml", bytes_of(status())};
  if (request.method == "POST" && what == "ScanJobs") return begin_job(request);
  if (what.substr(0, 9) != "ScanJobs/") return {404};
  if (request.method == "DELETE") return pages_left_ = 0, Answer{200};
  return what.ends_with("/NextDocument") ? next_page() : Answer{404};
}

std::string EmulatedEsclScanner::status() const {
  if (trouble_ == Trouble::Busy) return escl_status("Processing", "ScannerAdfProcessing");
  if (trouble_ == Trouble::Jammed) return escl_status("Stopped", "ScannerAdfJam");
  if (trouble_ == Trouble::CoverOpen) return escl_status("Stopped", "ScannerAdfDoorOpen");
  return escl_status("Idle", in_feeder_ > 0 ? "ScannerAdfLoaded" : "ScannerAdfEmpty");
}

Answer EmulatedEsclScanner::begin_job(const HttpRequest& request) {
  job_ = parse_escl_job(kiosk::base::as_text(request.body));
  if (trouble_ == Trouble::Error) return {500};
  const bool no_paper = job_.feeder && in_feeder_ == 0;
  if ((trouble_ != Trouble::None && trouble_ != Trouble::Short) || no_paper) return {503};
  pages_left_ = job_.feeder ? in_feeder_ : 1;
  return {201, {}, {}, std::string(kRoot) + "ScanJobs/" + std::to_string(++jobs_)};
}

Answer EmulatedEsclScanner::next_page() {
  if (pages_left_ == 0) return {404};
  --pages_left_;
  if (job_.feeder) --in_feeder_;
  return {200, "image/jpeg", scan_page(), {}, trouble_ == Trouble::Short};
}

std::vector<std::uint8_t> EmulatedEsclScanner::scan_page() const {
  const int width = job_.width * job_.resolution / 300;
  const int height = job_.height * job_.resolution / 300;
  const int channels = job_.colour ? 3 : 1;
  const std::size_t row = static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  std::vector<std::uint8_t> pixels(row * static_cast<std::size_t>(height), paper_ == "black" ? 8 : 245);
  const bool crooked = paper_ == "crooked";
  for (std::size_t i = 0; (crooked || paper_ == "lines") && i < pixels.size(); ++i) {
    const auto x = static_cast<int>(i % row / static_cast<std::size_t>(channels));
    const auto y = static_cast<int>(i / row);
    if (crooked) {
      pixels[i] = crooked_level(x - width / 2, y - height / 2, width);
    } else if (y % 24 < 8 && x % 9 < 4) {
      pixels[i] = 20;
    }
  }
  return to_jpeg(pixels, width, height, job_.colour);
}

}  // namespace drivers::emulation
