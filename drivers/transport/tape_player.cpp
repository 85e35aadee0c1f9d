// Playing a tape: comparing what is said, giving what was answered.
#include "drivers/transport/tape_player.h"

#include <algorithm>

#include "drivers/transport/pause.h"
#include "drivers/transport/tape_recorder.h"
#include "drivers/transport/wait.h"
#include "kiosk/base/log.h"

namespace drivers::transport {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

std::string words_of(const TapePiece& piece) {
  if (piece.hidden) return std::to_string(piece.bytes.size()) + " hidden bytes";
  return hex_text({piece.bytes.begin(), piece.bytes.end()});
}

std::string words_of(const TapeLine& line, std::size_t from) {
  const std::string event(to_string(line.event));
  if (line.hidden > 0) return event + " " + std::to_string(line.hidden) + " hidden bytes";
  if (line.bytes.empty()) return event;
  return event + " " + hex_text({line.bytes.begin() + static_cast<std::ptrdiff_t>(from), line.bytes.end()});
}

}  // namespace

TapePlayer::TapePlayer(Tape tape, std::string file, std::unique_ptr<TapeScrubber> scrubber, double speed,
                       const kiosk::base::Clock& clock)
    : tape_(std::move(tape)),
      file_(std::move(file)),
      scrubber_(std::move(scrubber)),
      speed_(speed),
      clock_(clock) {}

bool TapePlayer::next_is(TapeEvent event) const {
  const TapeLine* line = next_line();
  return line != nullptr && line->event == event;
}

MonoTime TapePlayer::due(const TapeLine& line) const {
  if (speed_ <= 0) return real_time_;
  return real_time_ +
         Duration{static_cast<std::int64_t>(static_cast<double>((line.at - tape_time_).count()) / speed_)};
}

void TapePlayer::pass(const TapeLine& line, MonoTime at) {
  tape_time_ = line.at;
  real_time_ = at;
  compared_ = 0;
  ++next_;
}

Status TapePlayer::open() {
  open_ = false;
  if (!complaint_.empty()) return gone_for_good();
  if (next_ == 0) real_time_ = clock_.now();
  // What nobody read before the line was closed does not come any more.
  arrived_.clear();
  while (next_line() != nullptr && !next_is(TapeEvent::Open) && !next_is(TapeEvent::Out)) {
    pass(*next_line(), clock_.now());
  }
  if (next_is(TapeEvent::Open)) pass(*next_line(), clock_.now());
  if (next_line() == nullptr) return fail(ErrorCode::Unavailable, "the tape has ended", description());
  open_ = true;
  return {};
}

void TapePlayer::close() {
  open_ = false;
  said_.clear();
  (void)scrubber_->flush(TapeSide::Out);
  let_arrive();
  if (next_is(TapeEvent::Close)) pass(*next_line(), clock_.now());
}

Status TapePlayer::write(std::span<const std::uint8_t> bytes, MonoTime, const std::stop_token&) {
  if (!open_) return gone_for_good();
  for (TapePiece& piece : scrubber_->feed(TapeSide::Out, bytes)) {
    if (!piece.bytes.empty()) said_.push_back(std::move(piece));
  }
  return compare();
}

Status TapePlayer::compare() {
  while (!said_.empty()) {
    // Answers that the driver has not read yet wait for it.
    while (next_is(TapeEvent::In) || next_is(TapeEvent::Quiet)) {
      if (next_is(TapeEvent::Quiet)) pass(*next_line(), real_time_);
      let_arrive();
    }
    const TapeLine* line = next_line();
    if (line == nullptr) return complain(words_of(said_.front()));
    if (line->event == TapeEvent::Gone) {
      pass(*line, clock_.now());
      return line_gone(*this, "the line was lost here when the tape was recorded");
    }
    if (auto same = compare_with(*line); !same) return same;
  }
  return {};
}

Status TapePlayer::compare_with(const TapeLine& line) {
  TapePiece& piece = said_.front();
  const bool hides = line.hidden > 0;
  if (line.event != TapeEvent::Out || hides != piece.hidden || (hides && line.hidden != piece.bytes.size())) {
    return complain(words_of(piece));
  }
  if (hides) {
    said_.pop_front();
    pass(line, clock_.now());
    return {};
  }
  const std::size_t size = std::min(piece.bytes.size(), line.bytes.size() - compared_);
  const auto begin = line.bytes.begin() + static_cast<std::ptrdiff_t>(compared_);
  const auto end = piece.bytes.begin() + static_cast<std::ptrdiff_t>(size);
  if (!std::equal(piece.bytes.begin(), end, begin)) return complain(words_of(piece));
  piece.bytes.erase(piece.bytes.begin(), end);
  if (piece.bytes.empty()) said_.pop_front();
  compared_ += size;
  if (compared_ == line.bytes.size()) pass(line, clock_.now());
  return {};
}

/// Lines that come from the device by themselves, up to what the driver must do first.
void TapePlayer::let_arrive() {
  while (next_is(TapeEvent::In)) {
    const TapeLine& line = *next_line();
    Arrival arrival{due(line), {line.bytes.begin(), line.bytes.end()}};
    arrival.bytes.resize(arrival.bytes.size() + line.hidden);
    const MonoTime at = arrival.due;
    arrived_.push_back(std::move(arrival));
    pass(line, at);
  }
}

std::size_t TapePlayer::deliver(std::span<std::uint8_t> buffer) {
  std::size_t size = 0;
  while (!arrived_.empty() && arrived_.front().due <= clock_.now() && size < buffer.size()) {
    std::deque<std::uint8_t>& bytes = arrived_.front().bytes;
    const std::size_t count = std::min(bytes.size(), buffer.size() - size);
    const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(count);
    std::copy(bytes.begin(), end, buffer.begin() + static_cast<std::ptrdiff_t>(size));
    bytes.erase(bytes.begin(), end);
    size += count;
    if (bytes.empty()) arrived_.pop_front();
  }
  return size;
}

Result<std::size_t> TapePlayer::read_some(std::span<std::uint8_t> buffer, MonoTime deadline,
                                          const std::stop_token& stop) {
  while (open_) {
    let_arrive();
    if (const std::size_t size = deliver(buffer); size > 0) return size;
    if (arrived_.empty() && next_is(TapeEvent::Gone) && due(*next_line()) <= clock_.now()) {
      pass(*next_line(), clock_.now());
      return line_gone(*this, "the line was lost here when the tape was recorded");
    }
    if (stop.stop_requested()) return fail(ErrorCode::Canceled, "canceled", description());
    const MonoTime now = clock_.now();
    if (now >= deadline) {
      if (arrived_.empty() && next_is(TapeEvent::Quiet)) pass(*next_line(), real_time_);
      return fail(ErrorCode::TimedOut, "no answer in time", description());
    }
    const MonoTime wake = arrived_.empty() ? deadline : std::min(deadline, arrived_.front().due);
    pause_for(std::min(wake - now, kWaitSlice), clock_, stop);
  }
  return tl::unexpected(gone_for_good().error());
}

Status TapePlayer::drain_input(Duration quiet) {
  if (!open_) return gone_for_good();
  return drain_by_reading(*this, clock_, quiet);
}

Status TapePlayer::set_line_speed(unsigned bits_per_second) {
  if (!open_) return gone_for_good();
  let_arrive();
  if (!next_is(TapeEvent::Speed) || next_line()->number != bits_per_second) {
    return complain("speed " + std::to_string(bits_per_second));
  }
  pass(*next_line(), clock_.now());
  return {};
}

Status TapePlayer::reset_device() {
  if (!next_is(TapeEvent::Reset)) return Transport::reset_device();
  pass(*next_line(), clock_.now());
  return {};
}

Result<PortStatus> TapePlayer::port_status() {
  if (!next_is(TapeEvent::Port)) return Transport::port_status();
  const PortStatus status = port_status_of(next_line()->number);
  pass(*next_line(), clock_.now());
  return status;
}

Status TapePlayer::complain(const std::string& said) {
  const TapeLine* line = next_line();
  complaint_ = line == nullptr ? "the tape has ended, but the driver says: " + said
                               : file_ + ":" + std::to_string(line->place) + ": expected " +
                                     words_of(*line, compared_) + ", but the driver says: " + said;
  kiosk::base::log(kiosk::base::LogLevel::Error, "tape", complaint_);
  close();
  return gone_for_good();
}

Status TapePlayer::gone_for_good() const {
  return fail(ErrorCode::Unavailable, complaint_.empty() ? "the tape is not being played" : complaint_,
              description());
}

}  // namespace drivers::transport
