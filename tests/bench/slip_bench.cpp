// Receipt of 40 lines → bytes on the wire.
#include <iconv.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "drivers/emulation/loop_thread.h"
#include "drivers/emulation/pty_port.h"
#include "drivers/printing/slip_encoder.h"
#include "tests/bench/benches.h"
#include "tests/bench/device_under_test.h"
#include "tests/bench/raw_line.h"
#include "tests/support/temporary_folder.h"

namespace kiosk::benchmarks {
namespace {

using drivers::contract::Completion;
using drivers::contract::DeviceClass;
using drivers::contract::Slip;
using drivers::contract::SlipOutcome;

constexpr int kLines = 40;
constexpr const char* kLineText = "受理编号 1234567890 云溪县政务服务自助终端 No. ";

Slip forty_lines() {
  Slip slip;
  for (int line = 0; line < kLines; ++line) {
    slip.parts.emplace_back(drivers::contract::SlipText{base::SecureString(kLineText + std::to_string(line)),
                                                        drivers::contract::Align::Left, 1, false});
  }
  return slip;
}

/// The printer's end of a pty: counts, answers status queries as a healthy printer, and notes when GS r 1,
/// the last command of a slip, has come. Loop thread.
class Sink {
 public:
  Sink(drivers::emulation::EventLoop& loop, const std::filesystem::path& link)
      : port_(loop, link, [this](std::span<const std::uint8_t> bytes) { hear(bytes); }) {}
  base::Status plug() { return port_.plug(); }
  void begin(base::Task done) {
    dialogue_.assign(1, {});
    done_ = std::move(done);
  }
  Clock::time_point ended() const { return ended_; }
  /// What was heard since begin(): pieces of the slip, each up to the query that was answered behind it.
  const std::vector<Exchange>& dialogue() const { return dialogue_; }

 private:
  void hear(std::span<const std::uint8_t> bytes) {
    for (const std::uint8_t byte : bytes) {
      if (dialogue_.empty()) dialogue_.emplace_back();
      Bytes& heard = dialogue_.back().request;
      heard.push_back(byte);
      if (heard.size() < 3) continue;
      const std::span<const std::uint8_t> end = std::span(heard).last(3);
      const bool query = end[0] == 0x10 && end[1] == 0x04;
      const bool fence = end[0] == 0x1D && end[1] == 0x72 && end[2] == 0x01;
      if (!query && !fence) continue;
      if (fence && done_) finish();
      dialogue_.back().answer = 1;
      dialogue_.emplace_back();
      const std::uint8_t answer = fence ? 0x00 : 0x12;
      port_.send({&answer, 1});
    }
  }
  void finish() {
    ended_ = Clock::now();
    std::exchange(done_, nullptr)();
  }

  drivers::emulation::PtyPort port_;
  std::vector<Exchange> dialogue_;
  base::Task done_;
  Clock::time_point ended_;
};

class SlipStage {
 public:
  explicit SlipStage(const BenchPlaces& places) : device_(clock_, places.config) {
    loop_.call([&] { sink_.emplace(loop_.loop(), folder_ / "receipt"); });
  }
  ~SlipStage() {
    device_.supervisor.reset();
    loop_.call([this] { sink_.reset(); });
  }
  SlipStage(const SlipStage&) = delete;
  SlipStage& operator=(const SlipStage&) = delete;

  base::Status start() {
    base::Status plugged;
    loop_.call([&] { plugged = sink_->plug(); });
    if (!plugged) return plugged;
    const std::string path = (folder_ / "receipt").string();
    if (auto started = device_.start(DeviceClass::ReceiptPrinter, "serial:" + path); !started) return started;
    auto line = RawLine::open(path);
    if (!line) return tl::unexpected(line.error());
    line_.emplace(std::move(*line));
    if (ours() < 0) return base::fail(base::ErrorCode::Unavailable, "no slip was printed");
    loop_.call([&] { dialogue_ = sink_->dialogue(); });
    const auto fence = std::find_if(dialogue_.begin(), dialogue_.end(), [](const Exchange& exchange) {
      return exchange.request.size() >= 3 && exchange.request[exchange.request.size() - 3] == 0x1D;
    });
    dialogue_.erase(fence == dialogue_.end() ? fence : fence + 1, dialogue_.end());
    for (const Exchange& exchange : dialogue_) {
      all_.insert(all_.end(), exchange.request.begin(), exchange.request.end());
    }
    return {};
  }
  /// From the request to the last command at the printer's end.
  double ours() {
    bool arrived = false;
    bool answered = false;
    bool printed = false;
    listen(arrived);
    const auto begin = Clock::now();
    device_.supervisor->print_slip(device_.session, base::Duration{30'000}, forty_lines(),
                                   [&](const Completion<SlipOutcome>& done) {
                                     answered = true;
                                     printed = done.ok();
                                   });
    device_.wait(answered);
    return printed && arrived ? Micros(ended() - begin).count() : -1;
  }
  /// The same bytes in one write().
  double plain() {
    return by_hand([this] { return line_->write(all_); });
  }
  /// The same bytes, stopping for the answers where our driver stops for them.
  double asking() {
    return by_hand([this] { return line_->run(dialogue_); });
  }
  std::size_t bytes() const { return all_.size(); }
  std::size_t questions() const { return dialogue_.size(); }

 private:
  void listen(bool& arrived) {
    loop_.call(
        [&] { sink_->begin([this, &arrived] { device_.mailbox.post([&arrived] { arrived = true; }); }); });
  }
  Clock::time_point ended() {
    Clock::time_point at;
    loop_.call([&] { at = sink_->ended(); });
    return at;
  }
  template <class Send>
  double by_hand(Send send) {
    bool arrived = false;
    listen(arrived);
    const auto begin = Clock::now();
    if (!send()) return -1;
    device_.wait(arrived);
    const double took = Micros(ended() - begin).count();
    line_->drop_input();
    return took;
  }

  base::SystemClock clock_;
  kiosk::tests::TemporaryFolder folder_;
  drivers::emulation::LoopThread loop_{clock_};
  std::optional<Sink> sink_;
  DeviceUnderTest device_;
  std::optional<RawLine> line_;
  std::vector<Exchange> dialogue_;
  Bytes all_;
};

std::string line_note(const SlipStage& stage) {
  std::ostringstream out;
  out << stage.bytes() << " bytes with " << stage.questions()
      << " answered questions; a real line at 115200 bit/s takes "
      << std::lround(static_cast<double>(stage.bytes()) * 10'000 / 115200) << " ms for them";
  return out.str();
}

/// Laying out and encoding, without any line.
double encode(const Slip& slip, const drivers::printing::PrinterModel& model) {
  const auto begin = Clock::now();
  const auto pieces =
      drivers::printing::encode_slip(drivers::printing::lay_out(slip, model.columns), model, {});
  return pieces.empty() ? -1 : Micros(Clock::now() - begin).count();
}

/// The same texts through iconv alone.
double convert() {
  const iconv_t converter = iconv_open("GBK", "UTF-8");
  const auto begin = Clock::now();
  bool good = converter != reinterpret_cast<iconv_t>(-1);
  for (int line = 0; good && line < kLines; ++line) {
    std::string text = kLineText + std::to_string(line) + "\n";
    std::array<char, 256> out{};
    char* from = text.data();
    char* to = out.data();
    std::size_t left = text.size();
    std::size_t room = out.size();
    good = iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
  }
  const double took = Micros(Clock::now() - begin).count();
  if (converter != reinterpret_cast<iconv_t>(-1)) iconv_close(converter);
  return good ? took : -1;
}

/// Interleaves two measurements; each pair begins with the other side.
template <class Ours, class Yardstick>
bool interleave(Pairs& pairs, int runs, Ours ours, Yardstick yardstick) {
  for (int run = 0; run < runs; ++run) {
    const bool ours_first = run % 2 == 0;
    const double first = ours_first ? ours() : yardstick();
    const double second = ours_first ? yardstick() : ours();
    if (first < 0 || second < 0) return false;
    pairs.ours.push_back(ours_first ? first : second);
    pairs.yardstick.push_back(ours_first ? second : first);
  }
  return true;
}

}  // namespace

base::Result<std::vector<Finding>> measure_slip(const BenchPlaces& places, int runs) {
  SlipStage stage(places);
  if (auto started = stage.start(); !started) return tl::unexpected(started.error());
  const auto model = drivers::printing::load_printer_model(
      places.config / "devices" / "printers", places.config / "schemas" / "printer-model.schema.json",
      "generic-80mm");
  if (!model) return tl::unexpected(model.error());
  const Slip slip = forty_lines();
  const std::string name = "receipt of 40 lines → bytes on the wire";
  std::vector<Finding> findings{
      {name, "one plain write() of the same bytes, which asks nothing", {}, line_note(stage)},
      {name + ", status asked",
       "a hand-written loop that stops for the same status answers",
       {},
       line_note(stage)},
      {"receipt of 40 lines: laying out and encoding",
       "iconv of the same texts alone",
       {},
       "No line is involved"}};
  const bool good =
      interleave(
          findings[0].pairs, runs, [&] { return stage.ours(); }, [&] { return stage.plain(); }) &&
      interleave(
          findings[1].pairs, runs, [&] { return stage.ours(); }, [&] { return stage.asking(); }) &&
      interleave(
          findings[2].pairs, runs, [&] { return encode(slip, *model); }, convert);
  if (!good) return base::fail(base::ErrorCode::Unavailable, "a slip was not printed");
  return findings;
}

}  // namespace kiosk::benchmarks
