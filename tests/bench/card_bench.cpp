// Card on the reader → event.
#include <sstream>

#include "drivers/emulation/emulated_samv_reader.h"
#include "drivers/emulation/loop_thread.h"
#include "drivers/id_card/samv_frame.h"
#include "tests/bench/benches.h"
#include "tests/bench/device_under_test.h"
#include "tests/bench/raw_line.h"
#include "tests/support/temporary_folder.h"

namespace kiosk::benchmarks {
namespace {

using drivers::contract::CardReading;
using drivers::contract::Completion;
using drivers::contract::DeviceClass;

constexpr std::size_t kHeader = drivers::id_card::kPreamble.size() + 2;
constexpr double kBitsPerByte = 10;  // 8 data bits, start and stop bit

/// "20 01" → AA AA AA 96 69 00 03 20 01 CHK.
Bytes frame_of(const std::string& words) {
  std::istringstream in(words);
  Bytes body;
  for (unsigned byte = 0; in >> std::hex >> byte;) body.push_back(static_cast<std::uint8_t>(byte));
  const auto frame = drivers::id_card::encode_frame(body);
  return {frame.begin(), frame.end()};
}

/// A reader, our driver on its line, and a plain program on the same line.
class CardStage {
 public:
  explicit CardStage(const BenchPlaces& places) : device_(clock_, places.config) {
    loop_.call([&] {
      reader_.emplace(drivers::emulation::BenchPlace{loop_.loop(), folder_.path(), places.data});
    });
  }
  ~CardStage() {
    device_.supervisor.reset();
    loop_.call([this] { reader_.reset(); });
  }
  CardStage(const CardStage&) = delete;
  CardStage& operator=(const CardStage&) = delete;

  base::Status start() {
    base::Status plugged;
    loop_.call([&] { plugged = reader_->plug(); });
    if (!plugged) return plugged;
    if (auto started = device_.start(DeviceClass::IdCardReader, reader_->address()); !started) return started;
    auto line = RawLine::open((folder_ / "reader").string());
    if (!line) return tl::unexpected(line.error());
    line_.emplace(std::move(*line));
    return record_dialogue();
  }
  /// Microseconds; negative when it failed.
  double ours() {
    lay_card();
    bool answered = false;
    bool read = false;
    const auto begin = Clock::now();
    device_.supervisor->read_card(device_.session, base::Duration{10'000},
                                  [&](const Completion<CardReading>& done) {
                                    answered = true;
                                    read = done.ok();
                                  });
    device_.wait(answered);
    const double took = Micros(Clock::now() - begin).count();
    return read ? took : -1;
  }
  double plain() {
    lay_card();
    const auto begin = Clock::now();
    const bool read = line_->run(dialogue_);
    const double took = Micros(Clock::now() - begin).count();
    return read ? took : -1;
  }
  const std::vector<Exchange>& dialogue() const { return dialogue_; }

 private:
  void lay_card() {
    loop_.call([this] {
      reader_->module().remove_card();
      (void)reader_->command({{"card", "put", "测试人甲"}, folder_.path()});
    });
  }
  /// What the driver asked for one card, and the sizes of the answers, asked once by hand.
  base::Status record_dialogue() {
    std::size_t before = 0;
    loop_.call([&] { before = reader_->recent_requests().size(); });
    if (ours() < 0) return base::fail(base::ErrorCode::Unavailable, "no card was read");
    std::vector<std::string> asked;
    loop_.call([&] {
      const auto& recent = reader_->recent_requests();
      asked.assign(recent.begin() + static_cast<std::ptrdiff_t>(before), recent.end());
    });
    lay_card();
    for (const std::string& words : asked) {
      Exchange exchange{frame_of(words), 0};
      std::array<std::uint8_t, kHeader> header{};
      if (!line_->write(exchange.request) || !line_->read(header)) {
        return base::fail(base::ErrorCode::TimedOut, "no answer by hand", words);
      }
      const std::size_t rest = header[kHeader - 2] * std::size_t{256} + header[kHeader - 1];
      Bytes body(rest);
      if (!line_->read(body)) return base::fail(base::ErrorCode::TimedOut, "half an answer by hand", words);
      exchange.answer = kHeader + rest;
      dialogue_.push_back(std::move(exchange));
    }
    return {};
  }

  base::SystemClock clock_;
  kiosk::tests::TemporaryFolder folder_;
  drivers::emulation::LoopThread loop_{clock_};
  std::optional<drivers::emulation::EmulatedSamvReader> reader_;
  DeviceUnderTest device_;
  std::optional<RawLine> line_;
  std::vector<Exchange> dialogue_;
};

std::string line_note(const std::vector<Exchange>& dialogue) {
  std::size_t bytes = 0;
  for (const Exchange& exchange : dialogue) bytes += exchange.request.size() + exchange.answer;
  const double milliseconds = static_cast<double>(bytes) * kBitsPerByte * 1000 / 115200;
  std::ostringstream out;
  out << dialogue.size() << " commands, " << bytes << " bytes both ways; a real line at 115200 bit/s adds "
      << std::lround(milliseconds)
      << " ms to both, the module's own work and 0…300 ms to the next look besides";
  return out.str();
}

}  // namespace

base::Result<std::vector<Finding>> measure_card(const BenchPlaces& places, int runs) {
  CardStage stage(places);
  if (auto started = stage.start(); !started) return tl::unexpected(started.error());
  Finding finding{"card on the reader → event",
                  "a hand-written loop that sends the same frames and reads the answers",
                  {},
                  line_note(stage.dialogue())};
  for (int run = 0; run < runs; ++run) {
    const bool ours_first = run % 2 == 0;
    const double first = ours_first ? stage.ours() : stage.plain();
    const double second = ours_first ? stage.plain() : stage.ours();
    if (first < 0 || second < 0) return base::fail(base::ErrorCode::Unavailable, "a card was not read");
    finding.pairs.ours.push_back(ours_first ? first : second);
    finding.pairs.yardstick.push_back(ours_first ? second : first);
  }
  return std::vector<Finding>{std::move(finding)};
}

}  // namespace kiosk::benchmarks
