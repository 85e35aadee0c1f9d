// Writing down what a driver and its device say.
#include "drivers/transport/tape_recorder.h"

#include "drivers/transport/wait.h"

namespace drivers::transport {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

constexpr unsigned kPaperEmpty = 0x20;
constexpr unsigned kSelected = 0x10;
constexpr unsigned kNoError = 0x08;

}  // namespace

unsigned port_byte(const PortStatus& status) {
  return (status.paper_empty ? kPaperEmpty : 0) | (status.selected ? kSelected : 0) |
         (status.error ? 0 : kNoError);
}

PortStatus port_status_of(unsigned byte) {
  return {(byte & kPaperEmpty) != 0, (byte & kSelected) != 0, (byte & kNoError) == 0};
}

TapeRecorder::TapeRecorder(std::unique_ptr<Transport> line, std::unique_ptr<TapeScrubber> scrubber,
                           TapeWriter writer, const kiosk::base::Clock& clock)
    : line_(std::move(line)),
      scrubber_(std::move(scrubber)),
      writer_(std::move(writer)),
      clock_(clock),
      start_(clock.now()) {}

TapeRecorder::~TapeRecorder() {
  if (is_open()) close();
}

Status TapeRecorder::open() {
  auto opened = line_->open();
  if (opened) note(TapeEvent::Open);
  return opened;
}

void TapeRecorder::close() {
  const bool was_open = is_open();
  line_->close();
  if (was_open) note_end(TapeEvent::Close);
}

Status TapeRecorder::write(std::span<const std::uint8_t> bytes, MonoTime deadline,
                           const std::stop_token& stop) {
  auto written = line_->write(bytes, deadline, stop);
  note_pieces(TapeSide::In, scrubber_->flush(TapeSide::In));
  // After an error an unknown number of the bytes has gone out; a replay takes them all.
  note_pieces(TapeSide::Out, scrubber_->feed(TapeSide::Out, bytes));
  if (!written && written.error().code == ErrorCode::Unavailable) note_end(TapeEvent::Gone);
  return written;
}

Result<std::size_t> TapeRecorder::read_some(std::span<std::uint8_t> buffer, MonoTime deadline,
                                            const std::stop_token& stop) {
  auto got = line_->read_some(buffer, deadline, stop);
  if (got) {
    note_pieces(TapeSide::In, scrubber_->feed(TapeSide::In, buffer.first(*got)));
  } else if (got.error().code == ErrorCode::Unavailable) {
    note_end(TapeEvent::Gone);
  } else {
    note_pieces(TapeSide::In, scrubber_->flush(TapeSide::In));
    quiet_ = true;
  }
  return got;
}

Status TapeRecorder::drain_input(Duration quiet) {
  if (auto drained = drain_by_reading(*this, clock_, quiet); !drained) return drained;
  // The line may have to forget more than bytes: half a frame in its own books.
  return line_->drain_input(Duration{0});
}

Status TapeRecorder::set_line_speed(unsigned bits_per_second) {
  auto set = line_->set_line_speed(bits_per_second);
  if (set) note(TapeEvent::Speed, bits_per_second);
  return set;
}

Status TapeRecorder::reset_device() {
  auto reset = line_->reset_device();
  if (reset) note(TapeEvent::Reset);
  return reset;
}

Result<PortStatus> TapeRecorder::port_status() {
  auto status = line_->port_status();
  if (status) note(TapeEvent::Port, port_byte(*status));
  return status;
}

TapeLine TapeRecorder::line_of(TapeEvent event) const {
  TapeLine line;
  line.at = clock_.now() - start_;
  line.event = event;
  return line;
}

void TapeRecorder::note(TapeEvent event, unsigned number) {
  TapeLine line = line_of(event);
  line.number = number;
  writer_.write(line);
  quiet_ = false;
}

void TapeRecorder::note_end(TapeEvent event) {
  note_pieces(TapeSide::Out, scrubber_->flush(TapeSide::Out));
  note_pieces(TapeSide::In, scrubber_->flush(TapeSide::In));
  note(event);
}

void TapeRecorder::note_pieces(TapeSide side, const std::vector<TapePiece>& pieces) {
  for (const TapePiece& piece : pieces) {
    if (piece.bytes.empty()) continue;
    if (quiet_ && side == TapeSide::In) note(TapeEvent::Quiet);
    quiet_ = false;
    TapeLine line = line_of(side == TapeSide::Out ? TapeEvent::Out : TapeEvent::In);
    if (piece.hidden) {
      writer_.write_hidden(std::move(line), piece.bytes);
      continue;
    }
    line.bytes.assign(piece.bytes.begin(), piece.bytes.end());
    writer_.write(line);
  }
}

}  // namespace drivers::transport
